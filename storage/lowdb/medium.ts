import { Low } from 'lowdb';
import type { Clock } from '../../src/domain/clock.js';
import { Records } from '../memory/records.js';
import type { CommitLog, Durable } from './commits.js';
import { cutOff, type Disk, removeTemporary } from './disk.js';
import { gatherTexts } from './gather-texts.js';
import { Journal } from './journal.js';
import type { JournalEntry } from './journal-entry.js';
import type { StoreLog } from './log.js';
import { files } from './names.js';
import { keepOldFiles } from './old-files.js';
import { recover } from './recover.js';
import { type Snapshot, SnapshotFile } from './snapshot.js';

/** Bytes of journal that are worth a snapshot, however few records there are. */
const worthSnapshot = 32_000_000;

/** Past this many bytes starting takes about a second, and each snapshot a quarter of a second of the processor. */
const advisedBytes = 30_000_000;

/** Bytes of journal after which a snapshot that failed is tried again. */
const retryAfterBytes = 4_000_000;

export interface MediumOptions {
  readonly clock: Clock;
  readonly log: StoreLog;
  /**
   * Bytes of journal after which a snapshot is made and the journal starts anew. Unless said otherwise 32 MB, and as
   * many as a larger snapshot has, so that what a commit costs does not grow with the data.
   */
  readonly journalLimit?: number | undefined;
}

/** Once they are written, records are not to be kept for the sake of lowdb: most of them are soon replaced. */
const letGo = (low: Low<Snapshot>): void => {
  low.data = { ...low.data, records: Records.none() };
};

/**
 * The snapshot (by lowdb) and the journal together. A snapshot is written while commits go on: first the
 * journal is sealed and a new one begun, then the records of that moment are written, last the sealed journal
 * becomes the backup. A crash between any two steps is harmless: entries that the snapshot has are known by
 * their number. The backups of both, with the journals, give back the present state if the snapshot is ever
 * damaged.
 */
export class Medium implements CommitLog {
  readonly #disk: Disk;
  readonly #options: MediumOptions;
  readonly #low: Low<Snapshot>;
  readonly #snapshotFile: SnapshotFile;
  readonly #journal: Journal;
  /** After a snapshot that failed: bytes of journal at which the next is tried. */
  #putOffTo: number | undefined;
  /** The snapshot that is being written. */
  #snapshotting: Promise<void> | undefined;
  /** A sealed journal is there, which no snapshot has taken in. */
  #hasSealed: boolean;
  #advised = false;
  #trouble: string | undefined;

  private constructor(
    disk: Disk,
    options: MediumOptions,
    parts: { low: Low<Snapshot>; snapshotFile: SnapshotFile; journal: Journal; hasSealed: boolean },
  ) {
    this.#disk = disk;
    this.#options = options;
    this.#low = parts.low;
    this.#snapshotFile = parts.snapshotFile;
    this.#journal = parts.journal;
    this.#hasSealed = parts.hasSealed;
  }

  /** @throws TongbaoError `store.damaged`, `store.unknown_format` */
  static async open(disk: Disk, options: MediumOptions): Promise<{ medium: Medium; durable: Durable }> {
    const snapshotFile = new SnapshotFile(disk);
    const nothing = { sequence: 0, savedAt: options.clock.now().toISOString(), records: Records.none() };
    const low = new Low<Snapshot>(snapshotFile, nothing);
    const recovered = await recover(disk, low, options.log, { trusting: true });
    const { records, sequence, journalIntact, sealedIntact } = recovered;
    await removeTemporary(disk);
    if (sealedIntact !== undefined) await cutOff(disk, files.journalSealed, sealedIntact);
    const hasSealed = (await disk.names()).includes(files.journalSealed);
    if (snapshotFile.isOld) {
      await keepOldFiles(disk, options);
      low.data = { sequence, savedAt: options.clock.now().toISOString(), records };
      await low.write();
    }
    // So that the first snapshot with data in it has one before it to go back to.
    if (low.data === nothing) await low.write();
    letGo(low);
    const journal = await Journal.open(disk, files.journal, journalIntact);
    return {
      medium: new Medium(disk, options, { low, snapshotFile, journal, hasSealed }),
      durable: { records, sequence },
    };
  }

  /** Why the last write was refused; `undefined` = it was not. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  async append(entry: JournalEntry): Promise<void> {
    try {
      await this.#journal.append(entry);
      this.#trouble = undefined;
    } catch (error) {
      this.#trouble = error instanceof Error ? error.message : String(error);
      throw error;
    }
  }

  /** Begins a snapshot once the journal has grown; commits go on beside it. */
  async afterAppend(durable: Durable): Promise<void> {
    if (this.#journal.size >= this.#enough && this.#snapshotting === undefined) await this.#begin(durable);
  }

  /** Bytes of journal at which a snapshot is due. */
  get #enough(): number {
    return this.#putOffTo ?? this.#limit;
  }

  get #limit(): number {
    return this.#options.journalLimit ?? Math.max(worthSnapshot, this.#snapshotFile.size);
  }

  /** Leaves a snapshot and an empty journal behind, and lets go of the files. */
  async close(durable: Durable): Promise<void> {
    await this.#snapshotting;
    if (this.#journal.size > 0) await this.#begin(durable);
    await this.#snapshotting;
    await this.#journal.close();
  }

  /** Starts the journal anew, unless the sealed one of an earlier try still waits, and the snapshot. */
  async #begin(durable: Durable): Promise<void> {
    this.#putOffTo = undefined;
    try {
      if (!this.#hasSealed) await this.#journal.restart(files.journalSealed);
      this.#hasSealed = true;
    } catch (error) {
      this.#putOff(error);
      return;
    }
    this.#snapshotting = this.#write(durable).finally(() => {
      this.#snapshotting = undefined;
    });
  }

  async #write({ records, sequence }: Durable): Promise<void> {
    try {
      this.#low.data = { sequence, savedAt: this.#options.clock.now().toISOString(), records };
      await this.#low.write();
      letGo(this.#low);
      await this.#disk.rename(files.journalSealed, files.journalBackup);
      this.#hasSealed = false;
      await this.#disk.syncNames();
      this.#adviseOnSize();
      await gatherTexts(records);
    } catch (error) {
      this.#putOff(error);
    }
  }

  /** Nothing is lost: the journals go on growing, and it is tried again later. */
  #putOff(error: unknown): void {
    this.#putOffTo = this.#journal.size + Math.min(this.#limit, retryAfterBytes);
    const advice = '数据仍完整保存在日志里；请检查数据目录的磁盘空间和权限。';
    this.#options.log.warn({ err: error, advice }, 'could not write a snapshot');
  }

  #adviseOnSize(): void {
    const { size } = this.#snapshotFile;
    if (this.#advised || size < advisedBytes) return;
    this.#advised = true;
    const advice = '数据已超过内嵌数据库适合的大小，建议改用 PostgreSQL（tongbao storage copy）。';
    this.#options.log.warn({ bytes: size, advice }, 'the embedded store has grown large');
  }
}
