import { randomUUID } from 'node:crypto';
import {
  constants,
  copyFile,
  type FileHandle,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
} from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from './system-error.js';

/** An open file. Writing says where, so that a write that failed half-way can be written over. */
export interface DiskFile {
  write(bytes: Uint8Array, at: number): Promise<void>;
  truncate(length: number): Promise<void>;
  /** Resolves when what was written is on the medium. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The little that the store asks of the data directory; tests pass one that fills up or loses power. */
export interface Disk {
  names(): Promise<string[]>;
  /** The whole file; `undefined` when there is none of this name. */
  read(name: string): Promise<Buffer | undefined>;
  /**
   * Opens for writing; a file that is not there yet is made, for the owner alone (0600). With `synced` each
   * write is on the medium when it resolves.
   */
  open(name: string, mode?: 'synced'): Promise<DiskFile>;
  /** Copies a file; resolves when the copy is on the medium, though perhaps not its name. */
  copy(from: string, to: string): Promise<void>;
  /**
   * Gives a file that nobody changes any more a second name, which is not taken; where the file system has no second names
   * it is copied, as `copy` does.
   */
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Makes a folder for its owner alone (0700), unless it is there. */
  makeFolder(name: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Resolves when names that were made, changed or removed, in the directory or a folder of it, are on the medium. */
  syncNames(folder?: string): Promise<void>;
}

const diskFile = (handle: FileHandle, syncEach = false): DiskFile => ({
  async write(bytes, at) {
    // One call may write less than it was given.
    for (let done = 0; done < bytes.length; ) {
      done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
    }
    if (syncEach) await handle.datasync();
  },
  truncate: (length) => handle.truncate(length),
  sync: () => handle.datasync(),
  close: () => handle.close(),
});

/** Whether the system writes and syncs in one call, which saves each commit a second one. Windows does not. */
const hasSyncedWrites = 'O_DSYNC' in constants;

const syncedCopy = async (from: string, to: string, mode = 0): Promise<void> => {
  await copyFile(from, to, constants.COPYFILE_FICLONE | mode);
  const handle = await open(to, 'r+');
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
};

/**
 * The real one, on an existing directory.
 * @param hardLink how the file system gives a file a second name; it rejects where it cannot
 */
export const diskAt = (directory: string, hardLink: typeof link = link): Disk => ({
  names: () => readdir(directory),
  async read(name) {
    try {
      return await readFile(join(directory, name));
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  },
  async open(name, mode) {
    const path = join(directory, name);
    const isSynced = mode === 'synced';
    const flags = constants.O_RDWR | (isSynced && hasSyncedWrites ? constants.O_DSYNC : 0);
    const opened = (handle: FileHandle): DiskFile => diskFile(handle, isSynced && !hasSyncedWrites);
    try {
      return opened(await open(path, flags));
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error;
      return opened(await open(path, flags | constants.O_CREAT | constants.O_EXCL, 0o600));
    }
  },
  copy: (from, to) => syncedCopy(join(directory, from), join(directory, to)),
  async link(from, to) {
    const [existing, added] = [join(directory, from), join(directory, to)];
    // Systems differ in how they say that they have none; what else is wrong the copy meets too.
    await hardLink(existing, added).catch(() => syncedCopy(existing, added, constants.COPYFILE_EXCL));
  },
  rename: (from, to) => rename(join(directory, from), join(directory, to)),
  async makeFolder(name) {
    await mkdir(join(directory, name), { recursive: true, mode: 0o700 });
  },
  remove: (name) => rm(join(directory, name), { force: true }),
  async syncNames(folder = '.') {
    const handle = await open(join(directory, folder), 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
});

/** Cuts a file off after its first `length` bytes. */
export const cutOff = async (disk: Disk, name: string, length: number): Promise<void> => {
  const file = await disk.open(name);
  try {
    await file.truncate(length);
    await file.sync();
  } finally {
    await file.close();
  }
};

const temporarySuffix = '.tmp';

const temporaryName = (name: string): string => `${name}.${randomUUID()}${temporarySuffix}`;

/**
 * Bytes after which a file that is being written is synced. Whatever has gathered keeps the disk busy at once, and the
 * commits that come meanwhile wait: with 8 MB one in a thousand took 18 to 20 ms, so it takes 10 to 12.
 */
const syncedAtOnce = 1_000_000;

/** Writes a new file; resolves with its bytes when they are on the medium. */
const writeSynced = async (disk: Disk, name: string, pieces: Iterable<Uint8Array>): Promise<number> => {
  const file = await disk.open(name);
  let bytes = 0;
  let synced = 0;
  try {
    for (const piece of pieces) {
      await file.write(piece, bytes);
      bytes += piece.length;
      if (bytes - synced < syncedAtOnce) continue;
      await file.sync();
      synced = bytes;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return bytes;
};

/**
 * Makes or replaces a file in one step: after a crash it is the old or the new one, whole. Answers its bytes.
 * @param keptAs the name by which the old one is kept; it gets it after the new one has its own, so both are two files at
 * any time, and damage to one is not damage to the other
 */
export const replaceFile = async (
  disk: Disk,
  name: string,
  pieces: Iterable<Uint8Array>,
  keptAs?: string,
): Promise<number> => {
  const temporary = temporaryName(name);
  const kept =
    keptAs !== undefined && (await disk.names()).includes(name)
      ? { name: keptAs, temporary: temporaryName(keptAs) }
      : undefined;
  try {
    const bytes = await writeSynced(disk, temporary, pieces);
    if (kept !== undefined) await disk.link(name, kept.temporary);
    await disk.rename(temporary, name);
    await disk.syncNames();
    if (kept === undefined) return bytes;
    await disk.rename(kept.temporary, kept.name);
    await disk.syncNames();
    return bytes;
  } catch (error) {
    // A full disk needs the room; if this fails too, the next start clears it.
    await disk.remove(temporary).catch(() => undefined);
    if (kept !== undefined) await disk.remove(kept.temporary).catch(() => undefined);
    throw error;
  }
};

/** Clears what a crash left half-written. Only for the owner of the directory, before it writes. */
export const removeTemporary = async (disk: Disk): Promise<void> => {
  for (const name of await disk.names()) if (name.endsWith(temporarySuffix)) await disk.remove(name);
};
