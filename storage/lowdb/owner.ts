import { randomBytes } from 'node:crypto';
import { chmod, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { TongbaoError } from '../../src/domain/error.js';
import { type CommandHandler, CommandServer } from './command-server.js';
import { files } from './names.js';
import { hearLine, mostBytes, OwnerAnswer, type OwnerRequest, parseLine, reach } from './owner-protocol.js';
import { withShortPath } from './short-path.js';
import { systemCode } from './system-error.js';

/** The right to be the only process that works on a data directory. */
export interface Ownership {
  /** From now on commands of other processes are run by `handler`; before, they are asked to try later. */
  serve(handler: CommandHandler): void;
  /** Answers the commands under way, then lets the next owner in. */
  release(): Promise<void>;
}

/** Somebody who wants to own the directory listens under a name of this form until it is theirs. */
const candidateName = /^tongbao\.[0-9a-f]{16}\.sock$/;

/** How often, and how long in ms between, one looks again while another starter makes up its mind. */
const looks = 100;
const betweenLooksMs = 20;

const inUse = (dataDir: string): TongbaoError =>
  new TongbaoError(
    'store.in_use',
    `数据目录 ${dataDir} 正由另一个进程使用：服务正在运行，或另一条命令还没有结束。请等它结束，或先停止服务再试。`,
  );

const isAlive = async (dataDir: string, name: string): Promise<boolean> => {
  try {
    const socket = await reach(dataDir, name);
    socket?.destroy();
    return socket !== undefined;
  } catch {
    return true;
  }
};

/**
 * Waits until no other starter is left, and answers the names of those that died.
 * @throws TongbaoError `store.in_use` when one was first, or there is an owner
 */
const outlastRivals = async (dataDir: string, own: string): Promise<string[]> => {
  for (let look = 0; look < looks; look += 1) {
    const rivals = (await readdir(dataDir)).filter((name) => candidateName.test(name) && name !== own);
    const living: string[] = [];
    for (const name of rivals) if (await isAlive(dataDir, name)) living.push(name);
    // Last, because a rival that was gone by now may have become the owner.
    if (await isAlive(dataDir, files.socket)) throw inUse(dataDir);
    if (living.length === 0) return rivals;
    // Of two that see each other the one with the lesser name goes on.
    if (living.some((name) => name < own)) throw inUse(dataDir);
    await pause(betweenLooksMs);
  }
  throw inUse(dataDir);
};

/**
 * Takes an existing data directory for this process. The listening socket `tongbao.sock` is the lock: the
 * system ends it with the process, so a crash never blocks the next start.
 *
 * Two starters after a crash both find the socket dead; were each to remove it and listen anew, the slower
 * would remove the quicker one's. So each first listens under a name of its own, then looks for others, and
 * only then renames its socket to `tongbao.sock`. Of any two, the one that began to listen later finds the
 * other, under one name or the other.
 * @throws TongbaoError `store.in_use`
 */
export const takeOwnership = async (dataDir: string): Promise<Ownership> => {
  const own = `tongbao.${randomBytes(8).toString('hex')}.sock`;
  const server = new CommandServer();
  await withShortPath(dataDir, own, (path) => server.listen(path));
  try {
    await chmod(join(dataDir, own), 0o600);
    const dead = await outlastRivals(dataDir, own);
    await rename(join(dataDir, own), join(dataDir, files.socket));
    for (const name of dead) await rm(join(dataDir, name), { force: true });
  } catch (error) {
    await server.close();
    await rm(join(dataDir, own), { force: true });
    // An owner cleared it away in the instant between its making and its first listening.
    throw systemCode(error) === 'ENOENT' ? inUse(dataDir) : error;
  }
  return {
    serve: (handler) => server.serve(handler),
    async release() {
      // Before it is dead: after, the file may be that of the next owner.
      await rm(join(dataDir, files.socket), { force: true });
      await server.close();
    },
  };
};

/**
 * Has the owner of a data directory run a command; `undefined` when nobody owns it.
 * @throws TongbaoError `store.request_too_large`; `store.owner_lost` when the owner went away before it
 * answered: whether the command was done is not known
 */
export const callOwner = async (dataDir: string, request: OwnerRequest): Promise<OwnerAnswer | undefined> => {
  const line = `${JSON.stringify(request)}\n`;
  if (Buffer.byteLength(line) > mostBytes) {
    throw new TongbaoError('store.request_too_large', '命令的输入太大，没有执行。请分几次执行。');
  }
  const socket = await reach(dataDir, files.socket);
  if (socket === undefined) return undefined;
  const hearing = hearLine(socket);
  socket.write(line);
  const heard = await hearing;
  socket.destroy();
  const answer = typeof heard === 'string' ? undefined : parseLine(OwnerAnswer, heard.line);
  if (answer === undefined) {
    throw new TongbaoError(
      'store.owner_lost',
      '服务在执行命令时停止了，不知道命令是否完成。请等服务启动后查看结果，再决定是否重做。',
    );
  }
  return answer;
};
