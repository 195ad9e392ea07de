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

/**
 * Bytes by which the file is made longer than it has to be, each time it has to be. Where it is long enough, the file
 * system need not write for each line how long it is now, which takes as long as the line: one caller commits 15 % more
 * often, and the disk has a third less to do.
 */
const roomAhead = 1_000_000;

/** The append-only file of what was committed since the snapshot. One call at a time. */
export class Journal {
  readonly #disk: Disk;
  readonly #name: string;
  #file: DiskFile;
  /** Bytes of whole lines. */
  #size: number;
  /** Bytes of the file, as far as it is known: 0 each, beyond the lines. `undefined` = something else may lie there. */
  #length: number | undefined;
  /** The file has the name of a sealed one already: to go on in an empty one failed, and so did taking the name back. */
  #isSealed = false;
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
      const length = await this.#withRoomFor(line.length);
      this.#length = undefined;
      await this.#file.write(line, this.#size);
      this.#length = length;
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
      // Else what bears the name, if anything does, is the empty file of the earlier try.
      if (!this.#isSealed) await this.#disk.rename(this.#name, sealedName);
      this.#isSealed = true;
      try {
        await this.#disk.rename(next, this.#name);
        await this.#disk.syncNames();
      } catch (error) {
        await this.#disk.rename(sealedName, this.#name).then(
          () => {
            this.#isSealed = false;
          },
          () => undefined,
        );
        throw error;
      }
    } catch (error) {
      await file.close();
      throw error;
    }
    const before = this.#file;
    this.#file = file;
    this.#isSealed = false;
    this.#size = 0;
    this.#length = 0;
    this.#declared = false;
    await before.close();
  }

  async close(): Promise<void> {
    // What could not be cut off when it was refused would come back with the next start.
    await this.#cut().catch(() => undefined);
    await this.#file.close();
  }

  /** The length of the file once it has room for so many bytes more, and nothing else beyond the lines. */
  async #withRoomFor(bytes: number): Promise<number> {
    const length = this.#length ?? (await this.#cut());
    const needed = this.#size + bytes;
    if (needed <= length) return length;
    try {
      await this.#file.truncate(needed + roomAhead);
      return needed + roomAhead;
    } catch {
      // There may be room for the line alone.
      return needed;
    }
  }

  /** Cuts off what lies beyond the lines. Answers the length of the file. */
  async #cut(): Promise<number> {
    if (this.#length !== this.#size) {
      await this.#file.truncate(this.#size);
      await this.#file.sync();
      this.#length = this.#size;
    }
    return this.#size;
  }
}
