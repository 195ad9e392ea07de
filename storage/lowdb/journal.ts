import { TongbaoError } from '../../src/domain/error.js';
import { declarationHash } from './declaration.js';
import type { Disk, DiskFile } from './disk.js';
import { type JournalEntry, lineOf } from './journal-entry.js';
import { systemCode } from './system-error.js';

const writeFailed = (cause: unknown): TongbaoError =>
  new TongbaoError(
    'store.write_failed',
    `没有保存成功：数据目录写不进去（${systemCode(cause) ?? '原因不明'}）。请检查磁盘空间和目录权限，然后重试；原有数据仍可查询。`,
    { cause },
  );

/** The append-only file of what was committed since the snapshot. One call at a time. */
export class Journal {
  readonly #disk: Disk;
  readonly #name: string;
  #file: DiskFile;
  /** Bytes of whole lines; whatever lies beyond is to be cut off. */
  #size: number;
  /** Whether something may lie beyond. */
  #ragged = true;
  /** Whether a line in the file says by which declaration this process checks records. */
  #declared = false;

  private constructor(disk: Disk, name: string, file: DiskFile, size: number) {
    this.#disk = disk;
    this.#name = name;
    this.#file = file;
    this.#size = size;
  }

  /** Opens or makes the file; what lies beyond its `intact` bytes is cut off. */
  static async open(disk: Disk, name: string, intact: number): Promise<Journal> {
    // Now, because making it would hold up whoever commits first.
    declarationHash();
    const journal = new Journal(disk, name, await disk.open(name, 'synced'), intact);
    await journal.#cut();
    await disk.syncNames();
    return journal;
  }

  /** Bytes. */
  get size(): number {
    return this.#size;
  }

  /**
   * Resolves when the entry is on the medium. When that fails no part of it stays in the file, and a later
   * append may succeed.
   * @throws TongbaoError `store.write_failed`
   */
  async append(entry: JournalEntry): Promise<void> {
    try {
      const line = lineOf(entry, this.#declared ? undefined : declarationHash());
      await this.#cut();
      this.#ragged = true;
      await this.#file.write(line, this.#size);
      this.#ragged = false;
      this.#declared = true;
      this.#size += line.length;
    } catch (error) {
      // At once, so that a refused change does not come back with the next start; else before the next append.
      await this.#cut().catch(() => undefined);
      throw writeFailed(error);
    }
  }

  /**
   * Goes on in an empty file, the one so far keeping its content under another name. When that fails it goes
   * on as before.
   */
  async restart(sealedName: string): Promise<void> {
    await this.#cut();
    const next = `${this.#name}.next.tmp`;
    const file = await this.#disk.open(next, 'synced');
    try {
      await file.truncate(0);
      // It is under the other name already when an earlier try was cut short twice.
      const names = await this.#disk.names();
      if (names.includes(this.#name)) await this.#disk.rename(this.#name, sealedName);
      try {
        await this.#disk.rename(next, this.#name);
        await this.#disk.syncNames();
      } catch (error) {
        await this.#disk.rename(sealedName, this.#name).catch(() => undefined);
        throw error;
      }
    } catch (error) {
      await file.close();
      throw error;
    }
    const before = this.#file;
    this.#file = file;
    this.#size = 0;
    this.#ragged = false;
    this.#declared = false;
    await before.close();
  }

  async close(): Promise<void> {
    // What could not be cut off when it was refused would come back with the next start.
    await this.#cut().catch(() => undefined);
    await this.#file.close();
  }

  async #cut(): Promise<void> {
    if (!this.#ragged) return;
    await this.#file.truncate(this.#size);
    await this.#file.sync();
    this.#ragged = false;
  }
}
