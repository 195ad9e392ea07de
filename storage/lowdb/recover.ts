import type { Low } from 'lowdb';
import { TongbaoError } from '../../src/domain/error.js';
import { checked, type Records } from '../memory/records.js';
import type { CollectionName } from '../port.js';
import { damaged, fromAnotherVersion } from './damage.js';
import { declarationHash } from './declaration.js';
import type { Disk } from './disk.js';
import { type JournalContent, type ReadEntry, readJournal } from './journal-entry.js';
import type { StoreLog } from './log.js';
import { files } from './names.js';
import type { Snapshot } from './snapshot.js';

/** What the files hold after a stop of any kind. */
export interface Recovered {
  readonly records: Records;
  readonly sequence: number;
  /** Bytes of the journal to go on after. */
  readonly journalIntact: number;
  /** Bytes of the sealed journal that are whole; absent when there is none, or all are. */
  readonly sealedIntact?: number;
}

const fromBackup = '请用最近一次备份恢复整个数据目录';

type ReadChange = ReadEntry['changes'][number];

/** What the checksum vouches for was checked before it was written, all else by `checked`. */
const isChecked = (_record: object): _record is never => true;

/** The last change of each record, which is all that replaying comes to; `undefined` = it was removed. */
class LastChanges {
  readonly #byCollection = new Map<CollectionName, Map<string, undefined>>();

  /** @throws TongbaoError `store.unknown_format` when a record that is not trusted does not fit its declaration */
  note(change: ReadChange, trusted: boolean): void {
    const { collection } = change;
    const changes = this.#byCollection.get(collection) ?? new Map<string, undefined>();
    this.#byCollection.set(collection, changes);
    if ('remove' in change) {
      changes.set(change.remove, undefined);
      return;
    }
    try {
      const record = trusted ? change.put : checked(collection, change.put).record;
      if (isChecked(record)) changes.set(change.put.id, record);
    } catch (error) {
      // The line is whole, so it is the declaration of the record that differs.
      throw error instanceof TongbaoError ? fromAnotherVersion(files.journal, error) : error;
    }
  }

  on(records: Records): Records {
    let after = records;
    for (const [collection, changes] of this.#byCollection) after = after.withChanges(collection, changes);
    return after;
  }
}

const replayed = (
  from: Snapshot,
  journals: readonly (readonly ReadEntry[])[],
  trusting: boolean,
): Snapshot => {
  let { sequence } = from;
  const last = new LastChanges();
  for (const entries of journals) {
    let trusted = false;
    for (const entry of entries) {
      if (entry.declaration !== undefined) trusted = trusting && entry.declaration === declarationHash();
      // A crash between the snapshot and the restart of the journal leaves entries that the snapshot has.
      if (entry.sequence <= sequence) continue;
      if (entry.sequence !== sequence + 1) {
        throw damaged(`日志缺少第 ${sequence + 1} 至 ${entry.sequence - 1} 号改动`, `${fromBackup}。`);
      }
      for (const change of entry.changes) last.note(change, trusted);
      sequence = entry.sequence;
    }
  }
  return { ...from, records: last.on(from.records), sequence };
};

/**
 * The entries of the journal before this one. They are needed only when somebody put the backup of the
 * snapshot in its place; whether they are shows in the last of them.
 */
const olderEntries = async (disk: Disk, sequence: number): Promise<readonly ReadEntry[]> => {
  const bytes = (await disk.read(files.journalBackup)) ?? Buffer.alloc(0);
  const lastLine = bytes.subarray(bytes.lastIndexOf('\n', -2) + 1);
  const last = readJournal(files.journalBackup, lastLine).entries[0];
  if (last !== undefined && last.sequence <= sequence) return [];
  const { entries, lost } = readJournal(files.journalBackup, bytes);
  const needed = entries.filter((entry) => entry.sequence > sequence);
  if (needed.length > 0 && lost > 0)
    throw damaged(`日志文件 ${files.journalBackup} 已损坏`, `${fromBackup}。`);
  return needed;
};

/** @throws TongbaoError `store.damaged` when a line other than the last is not whole */
const contentOf = async (disk: Disk, name: string): Promise<JournalContent> => {
  const content = readJournal(name, (await disk.read(name)) ?? Buffer.alloc(0));
  const { damagedLine } = content;
  if (damagedLine !== undefined) {
    throw damaged(
      `日志文件 ${name} 的第 ${damagedLine} 行已损坏`,
      `${fromBackup}；没有备份时，先把数据目录另存一份，再只保留 ${name} 的前 ${damagedLine - 1} 行后启动，其后的改动会丢失。`,
    );
  }
  return content;
};

/** What was committed since the snapshot: before the journal was last sealed, and after. */
const journalEntries = async (
  disk: Disk,
  log: StoreLog,
): Promise<{ sealed: JournalContent; journal: JournalContent }> => {
  const sealed = await contentOf(disk, files.journalSealed);
  const journal = await contentOf(disk, files.journal);
  const lost = sealed.lost + journal.lost;
  if (sealed.lost > 0 && journal.entries.length > 0) {
    throw damaged(`日志文件 ${files.journalSealed} 已损坏`, `${fromBackup}。`);
  }
  if (lost > 0) {
    const advice = '停机时没有写完的最后一笔改动已舍弃；它没有确认过，无需处理。';
    log.warn({ file: files.journal, bytes: lost, advice }, 'dropped a torn last line of the journal');
  }
  return { sealed, journal };
};

/**
 * Reads the snapshot and replays the journals on it.
 * @param trusting whether records that a checksum vouches for are taken without a second look
 * @throws TongbaoError `store.damaged`, `store.unknown_format`; nothing on the disk was changed then
 */
export const recover = async (
  disk: Disk,
  low: Low<Snapshot>,
  log: StoreLog,
  { trusting }: { readonly trusting: boolean },
): Promise<Recovered> => {
  await low.read();
  const older = await olderEntries(disk, low.data.sequence);
  const { sealed, journal } = await journalEntries(disk, log);
  const { records, sequence } = replayed(low.data, [older, sealed.entries, journal.entries], trusting);
  return {
    records,
    sequence,
    journalIntact: journal.intact,
    ...(sealed.lost > 0 ? { sealedIntact: sealed.intact } : {}),
  };
};
