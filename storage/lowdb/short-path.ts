import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A socket's path has room for 108 bytes on Linux and 104 on macOS, the closing zero among them. */
const longest = 103;

/**
 * Calls `work` with a path of `name` in `directory` that is short enough to bind or connect a socket. A long
 * one goes through a link in a private temporary directory, gone when `work` has settled: the system needs
 * the path only for the moment of binding, the socket itself lies in `directory`.
 */
export const withShortPath = async <T>(
  directory: string,
  name: string,
  work: (path: string) => Promise<T>,
): Promise<T> => {
  const direct = join(resolve(directory), name);
  if (Buffer.byteLength(direct) <= longest) return await work(direct);
  // mkdtemp makes it for this user alone, so nobody can put another link in its place.
  const detour = await mkdtemp(join(tmpdir(), 'tb-'));
  try {
    const link = join(detour, 'd');
    await symlink(resolve(directory), link);
    return await work(join(link, name));
  } finally {
    await rm(detour, { recursive: true, force: true });
  }
};
