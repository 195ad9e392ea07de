import { Low } from 'lowdb';
import type { Clock } from '../../src/domain/clock.js';
import { Records } from '../memory/records.js';
import type { CommitLog, Durable } from './commits.js';
import { type Disk, removeTemporary, replaceFile } from './disk.js';
import { Journal } from './journal.js';
import type { JournalEntry } from './journal-entry.js';
import type { StoreLog } from './log.js';
import { files } from './names.js';
import { recover } from './recover.js';
import { type Snapshot, SnapshotFile } from './snapshot.js';

/** Past this many bytes starting takes seconds and each snapshot holds commits up for a quarter second. */
const advisedBytes = 30_000_000;

export interface MediumOptions {
  readonly clock: Clock;
  readonly log: StoreLog;
  /** Bytes of journal after which a snapshot is made and the journal starts anew. */
  readonly journalLimit: number;
}

/**
 * The snapshot (by lowdb) and the journal together. The order of the steps makes a crash between any two of
 * them harmless: the journal is emptied last, and entries that the snapshot has are known by their number.
 * The backups of both, with the journal, give back the present state if the snapshot is ever damaged.
 */
export class Medium implements CommitLog {
  readonly #disk: Disk;
  readonly #options: MediumOptions;
  readonly #low: Low<Snapshot>;
  readonly #snapshotFile: SnapshotFile;
  readonly #journal: Journal;
  #rotateAt: number;
  #advised = false;

  private constructor(
    disk: Disk,
    options: MediumOptions,
    parts: { low: Low<Snapshot>; snapshotFile: SnapshotFile; journal: Journal },
  ) {
    this.#disk = disk;
    this.#options = options;
    this.#low = parts.low;
    this.#snapshotFile = parts.snapshotFile;
    this.#journal = parts.journal;
    this.#rotateAt = options.journalLimit;
  }

  /** @throws TongbaoError `store.damaged`, `store.unknown_format` */
  static async open(disk: Disk, options: MediumOptions): Promise<{ medium: Medium; durable: Durable }> {
    const snapshotFile = new SnapshotFile(disk);
    const nothing = { sequence: 0, savedAt: options.clock.now().toISOString(), records: Records.none() };
    const low = new Low<Snapshot>(snapshotFile, nothing);
    const { records, sequence, journalIntact } = await recover(disk, low, options.log);
    await removeTemporary(disk);
    // So that the first snapshot with data in it has one before it to go back to.
    if (low.data === nothing) await low.write();
    const journal = await Journal.open(disk, files.journal, journalIntact);
    return {
      medium: new Medium(disk, options, { low, snapshotFile, journal }),
      durable: { records, sequence },
    };
  }

  append(entry: JournalEntry): Promise<void> {
    return this.#journal.append(entry);
  }

  async afterAppend(durable: Durable): Promise<void> {
    if (this.#journal.size >= this.#rotateAt) await this.#rotate(durable);
  }

  /** Leaves a snapshot and an empty journal behind, and lets go of the files. */
  async close(durable: Durable): Promise<void> {
    if (this.#journal.size > 0) await this.#rotate(durable);
    await this.#journal.close();
  }

  /** When this fails nothing is lost: the journal goes on growing, and it is tried again later. */
  async #rotate({ records, sequence }: Durable): Promise<void> {
    const { clock, log, journalLimit } = this.#options;
    try {
      this.#low.data = { sequence, savedAt: clock.now().toISOString(), records };
      await this.#low.write();
      const journal = await this.#disk.read(files.journal);
      if (journal !== undefined) await replaceFile(this.#disk, files.journalBackup, [journal]);
      await this.#journal.restart();
      this.#rotateAt = journalLimit;
      this.#adviseOnSize();
    } catch (error) {
      this.#rotateAt = this.#journal.size + journalLimit;
      const advice = '数据仍完整保存在日志里；请检查数据目录的磁盘空间和权限。';
      log.warn({ err: error, advice }, 'could not write a snapshot');
    }
  }

  #adviseOnSize(): void {
    const { size } = this.#snapshotFile;
    if (this.#advised || size < advisedBytes) return;
    this.#advised = true;
    const advice = '数据已超过内嵌数据库适合的大小，建议改用 PostgreSQL（tongbao storage copy）。';
    this.#options.log.warn({ bytes: size, advice }, 'the embedded store has grown large');
  }
}
