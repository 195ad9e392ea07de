import type { FileHandle } from 'node:fs/promises';

/** The least that durability with group commit costs: lines that came during a write go with the next. */
export class Appender {
  readonly #file: FileHandle;
  #waiting: string[] = [];
  #write: Promise<void> | undefined;
  #position = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  append(line: string): Promise<void> {
    this.#waiting.push(line);
    this.#write ??= Promise.resolve().then(() => this.#flush());
    return this.#write;
  }

  async #flush(): Promise<void> {
    // Those that come from here on wait for this write and go with the next.
    const bytes = Buffer.from(this.#waiting.join(''));
    this.#waiting = [];
    const current = this.#file
      .write(bytes, 0, bytes.length, this.#position)
      .then(() => this.#file.datasync());
    this.#position += bytes.length;
    this.#write = current.then(() => {
      this.#write = undefined;
      return this.#waiting.length > 0 ? this.append('') : undefined;
    });
    await current;
  }
}
