import type { Disk, DiskFile } from '../../storage/lowdb/disk.js';

/** A file's content as processes see it, and as it is on the medium. */
interface Content {
  seen: Buffer;
  synced: Buffer;
}

/** What a disk is asked to do; `name` is empty for the directory itself. */
export interface Step {
  readonly operation: 'open' | 'write' | 'truncate' | 'sync' | 'link' | 'rename' | 'remove' | 'syncNames';
  readonly name: string;
}

/**
 * What a power cut leaves of what was not synced: of file names, and of what was written to files. Of that a half may be
 * there, either one: sectors are written in any order.
 */
export interface Survival {
  readonly names: 'synced' | 'seen';
  readonly content: 'synced' | 'front' | 'rear' | 'seen';
}

/** Every way in which a disk may come back; the last is also what a killed process leaves. */
export const survivals: readonly Survival[] = (['synced', 'seen'] as const).flatMap((names) =>
  (['synced', 'front', 'rear', 'seen'] as const).map((content) => ({ names, content })),
);

const failure = (code: string): Error => Object.assign(new Error(code), { code });

const spliced = (content: Buffer, bytes: Uint8Array, at: number): Buffer => {
  const result = Buffer.alloc(Math.max(content.length, at + bytes.length));
  content.copy(result);
  result.set(bytes, at);
  return result;
};

const resized = (content: Buffer, length: number): Buffer =>
  length <= content.length ? content.subarray(0, length) : spliced(content, Buffer.alloc(0), length);

/** The first byte that differs and the one after the last; of two that are the same, their end twice. */
const differing = (one: Buffer, other: Buffer): readonly [from: number, to: number] => {
  let from = 0;
  let to = one.length;
  while (from < to && one[from] === other[from]) from += 1;
  while (to > from && one[to - 1] === other[to - 1]) to -= 1;
  return [from, to];
};

const surviving = ({ seen, synced }: Content, how: Survival['content']): Buffer => {
  if (how === 'synced' || how === 'seen') return how === 'seen' ? seen : synced;
  if (seen.length < synced.length) return seen;
  const before = resized(synced, seen.length);
  const [from, to] = differing(before, seen);
  const middle = (from + to) >>> 1;
  if (how === 'rear') return spliced(before, seen.subarray(middle, to), middle);
  const torn = spliced(before, seen.subarray(from, middle), from);
  // A file that grew with the write is only as long as what came.
  return synced.length < to ? torn.subarray(0, middle) : torn;
};

/** A disk in memory that knows what is on its medium, and can fail at a step or lose power. */
export class FakeDisk implements Disk {
  /** Everything it was asked to change, in order. */
  readonly steps: Step[] = [];
  /** Called before each step: what it throws is the failure, what it awaits holds the step up. */
  before: (step: Step) => void | Promise<void> = () => undefined;
  /** Whether what was written is on the medium even where a sync of it failed. */
  keepsUnsynced = false;
  #seen: Map<string, Content>;
  #synced: Map<string, Content>;

  constructor(files: Readonly<Record<string, Buffer>> = {}) {
    const contents = Object.entries(files).map(
      ([name, bytes]) => [name, { seen: bytes, synced: bytes }] as const,
    );
    this.#seen = new Map(contents);
    this.#synced = new Map(contents);
  }

  /** All files, as processes see them. */
  get files(): Record<string, Buffer> {
    return Object.fromEntries([...this.#seen].map(([name, { seen }]) => [name, seen]));
  }

  /** Whether two names are there and are of one file. */
  isOneFile(one: string, other: string): boolean {
    const content = this.#seen.get(one);
    return content !== undefined && content === this.#seen.get(other);
  }

  /** The same files on a disk of their own, as they are after the power came back. */
  afterPowerCut({ names, content }: Survival): FakeDisk {
    const entries = names === 'seen' ? this.#seen : this.#synced;
    return new FakeDisk(
      Object.fromEntries([...entries].map(([name, file]) => [name, surviving(file, content)])),
    );
  }

  async names(): Promise<string[]> {
    return [...this.#seen.keys()].filter((name) => !name.includes('/'));
  }

  async read(name: string): Promise<Buffer | undefined> {
    return this.#seen.get(name)?.seen;
  }

  async open(name: string, mode?: 'synced'): Promise<DiskFile> {
    await this.#step('open', name);
    const content = this.#seen.get(name) ?? { seen: Buffer.alloc(0), synced: Buffer.alloc(0) };
    this.#seen.set(name, content);
    const sync = async (): Promise<void> => {
      if (this.keepsUnsynced) content.synced = content.seen;
      await this.#step('sync', name);
      content.synced = content.seen;
    };
    return {
      write: async (bytes, at) => {
        try {
          await this.#step('write', name);
        } catch (error) {
          // A disk that fills up takes what fits.
          content.seen = spliced(content.seen, bytes.subarray(0, bytes.length >>> 1), at);
          throw error;
        }
        content.seen = spliced(content.seen, bytes, at);
        if (mode !== 'synced') return;
        // One call, but the power can go in the middle of it.
        await sync();
      },
      truncate: async (length) => {
        await this.#step('truncate', name);
        content.seen = resized(content.seen, length);
      },
      sync,
      close: async () => undefined,
    };
  }

  async copy(from: string, to: string): Promise<void> {
    const content = this.#seen.get(from);
    if (content === undefined) throw failure('ENOENT');
    const file = await this.open(to);
    await file.write(content.seen, 0);
    await file.sync();
  }

  async link(from: string, to: string): Promise<void> {
    await this.#step('link', to);
    const content = this.#seen.get(from);
    if (content === undefined) throw failure('ENOENT');
    if (this.#seen.has(to)) throw failure('EEXIST');
    this.#seen.set(to, content);
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#step('rename', to);
    const content = this.#seen.get(from);
    if (content === undefined) throw failure('ENOENT');
    // As POSIX has it for two names of one file.
    if (this.#seen.get(to) === content) return;
    this.#seen.delete(from);
    this.#seen.set(to, content);
  }

  async makeFolder(): Promise<void> {
    // Names with a slash need none.
  }

  async remove(name: string): Promise<void> {
    await this.#step('remove', name);
    this.#seen.delete(name);
  }

  async syncNames(): Promise<void> {
    await this.#step('syncNames', '');
    this.#synced = new Map(this.#seen);
  }

  async #step(operation: Step['operation'], name: string): Promise<void> {
    const step = { operation, name };
    this.steps.push(step);
    await this.before(step);
  }
}

/** The failure of a full disk. */
export const diskFull = (): Error => failure('ENOSPC');
