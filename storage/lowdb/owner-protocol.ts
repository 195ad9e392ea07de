import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import { withShortPath } from './short-path.js';
import { systemCode } from './system-error.js';

/** A command line handed to the process that owns the data directory. */
export const OwnerRequest = z.strictObject({
  /** Without `node` and the script. */
  argv: z.array(z.string()),
  cwd: z.string(),
  stdin: z.string().optional(),
});
export type OwnerRequest = z.infer<typeof OwnerRequest>;

/** What came of it. */
export const OwnerAnswer = z.strictObject({
  stdout: z.string(),
  stderr: z.string(),
  exitCode: z.int(),
});
export type OwnerAnswer = z.infer<typeof OwnerAnswer>;

/** Bytes that a request or an answer may have; each is one line of JSON. */
export const mostBytes = 64 * 1024 * 1024;

/** What a line says; `undefined` when it is no such thing. */
export const parseLine = <T>(type: z.ZodType<T>, line: string): T | undefined => {
  try {
    return type.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
};

/** What a connection said: a line, more than is allowed, or nothing up to its end. */
export type Heard = { readonly line: string } | 'too much' | 'nothing';

/** Reads one line; what follows it is ignored. */
export const hearLine = (socket: Socket): Promise<Heard> =>
  new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    socket.on('data', (piece: Buffer) => {
      const end = piece.indexOf('\n');
      bytes += piece.length;
      if (bytes > mostBytes) return resolve('too much');
      pieces.push(end < 0 ? piece : piece.subarray(0, end));
      if (end >= 0) resolve({ line: Buffer.concat(pieces).toString() });
    });
    socket.once('end', () => resolve('nothing'));
    socket.once('close', () => resolve('nothing'));
  });

const nobodyListens: readonly unknown[] = ['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'];

/**
 * Connects to the socket `name` in `directory`; `undefined` when no process listens there. The socket file of
 * a process that is gone refuses connections, so it is never mistaken for a living one. Any other failure,
 * such as a full queue, rejects: somebody is there.
 */
export const reach = (directory: string, name: string): Promise<Socket | undefined> =>
  withShortPath(
    directory,
    name,
    (path) =>
      new Promise((resolve, reject) => {
        const socket = connect(path, () => resolve(socket));
        // Also after it is connected: a reset must not end the process.
        socket.on('error', (error) => {
          if (nobodyListens.includes(systemCode(error))) resolve(undefined);
          else reject(error);
        });
      }),
  );
