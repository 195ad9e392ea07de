import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { TongbaoError } from '../../../src/domain/error.js';
import { callOwner, type Ownership, takeOwnership } from '../../../storage/lowdb/index.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const request = { argv: ['ask', '我单位排第几'], cwd: '/srv/tongbao', stdin: '一\n二' };

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing was thrown',
    (error: unknown) => (error instanceof TongbaoError ? error.code : error),
  );

const owned = async (dataDir: string): Promise<Ownership> => {
  const ownership = await takeOwnership(dataDir);
  onTestFinished(() => ownership.release());
  return ownership;
};

/** Leaves a socket behind as a killed process does: a file that nobody listens at. */
const leaveDeadSocket = async (dataDir: string, name = 'tongbao.sock'): Promise<void> => {
  const server = createServer();
  const bound = join(dataDir, 'bound');
  await new Promise<void>((resolve) => server.listen(bound, resolve));
  // Closing removes the file under its first name only.
  await rename(bound, join(dataDir, name));
  await new Promise((resolve) => server.close(resolve));
  expect((await stat(join(dataDir, name))).isSocket()).toBe(true);
};

describe('owning a data directory', () => {
  test('a second owner is refused with a sentence that names the directory', async () => {
    const dataDir = await temporaryDirectory();
    await owned(dataDir);
    const error: unknown = await takeOwnership(dataDir).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TongbaoError);
    expect(error).toMatchObject({ code: 'store.in_use', hint: expect.stringContaining(dataDir) });
    expect(await codeOf(takeOwnership(dataDir))).toBe('store.in_use');
    expect(await readdir(dataDir)).toEqual(['tongbao.sock']);
  });

  test('who lets go leaves nothing behind, and the next may own it', async () => {
    const dataDir = await temporaryDirectory();
    await (await takeOwnership(dataDir)).release();
    expect(await readdir(dataDir)).toEqual([]);
    await owned(dataDir);
  });

  test('sockets that crashed processes left never block, and are cleared', async () => {
    const dataDir = await temporaryDirectory();
    await leaveDeadSocket(dataDir);
    await leaveDeadSocket(dataDir, 'tongbao.0123456789abcdef.sock');
    await owned(dataDir);
    expect(await readdir(dataDir)).toEqual(['tongbao.sock']);
  });

  test('a plain file in the place of the socket, as a restored backup may have, does not block', async () => {
    const dataDir = await temporaryDirectory();
    await writeFile(join(dataDir, 'tongbao.sock'), '');
    await owned(dataDir);
  });

  test('the socket is for its owner alone', async () => {
    const dataDir = await temporaryDirectory();
    await owned(dataDir);
    expect((await stat(join(dataDir, 'tongbao.sock'))).mode & 0o777).toBe(0o600);
  });

  test('of many starters at once exactly one wins, after a clean stop and after a crash', async () => {
    for (let round = 0; round < 20; round += 1) {
      const dataDir = await temporaryDirectory();
      if (round % 2 === 0) await leaveDeadSocket(dataDir);
      const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => takeOwnership(dataDir)));
      const owners = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      expect(owners).toHaveLength(1);
      expect(refusals.map((reason: unknown) => reason instanceof TongbaoError && reason.code)).toEqual(
        Array(4).fill('store.in_use'),
      );
      expect(await readdir(dataDir)).toEqual(['tongbao.sock']);
      await owners[0]?.release();
    }
  });

  test('a path longer than a socket may have works the same, and leaves nothing in the temporary directory', async () => {
    const dataDir = join(await temporaryDirectory(), '数据目录'.repeat(8), '市政府办公厅'.repeat(4));
    await mkdir(dataDir, { recursive: true });
    expect(Buffer.byteLength(dataDir)).toBeGreaterThan(150);
    const detours = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('tb-')).length;
    const before = await detours();
    const ownership = await owned(dataDir);
    ownership.serve(async () => ({ stdout: '好', stderr: '', exitCode: 0 }));
    expect(await codeOf(takeOwnership(dataDir))).toBe('store.in_use');
    expect(await callOwner(dataDir, request)).toEqual({ stdout: '好', stderr: '', exitCode: 0 });
    expect(await readdir(dataDir)).toEqual(['tongbao.sock']);
    expect(await detours()).toBe(before);
  });
});

describe('handing a command to the owner', () => {
  test('runs it there and brings its output and exit code back', async () => {
    const dataDir = await temporaryDirectory();
    const heard: unknown[] = [];
    (await owned(dataDir)).serve(async (one) => {
      heard.push(one);
      return { stdout: '第3名\n', stderr: '提示\n', exitCode: 1 };
    });
    expect(await callOwner(dataDir, request)).toEqual({ stdout: '第3名\n', stderr: '提示\n', exitCode: 1 });
    expect(await callOwner(dataDir, { argv: [], cwd: '/' })).toMatchObject({ exitCode: 1 });
    expect(heard).toEqual([request, { argv: [], cwd: '/' }]);
  });

  test('a megabyte each way comes through whole', async () => {
    const dataDir = await temporaryDirectory();
    (await owned(dataDir)).serve(async ({ stdin = '' }) => ({ stdout: stdin, stderr: '', exitCode: 0 }));
    const text = '通报\n'.repeat(150_000);
    expect((await callOwner(dataDir, { ...request, stdin: text }))?.stdout).toBe(text);
  });

  test('nobody there: nobody answers', async () => {
    const dataDir = await temporaryDirectory();
    expect(await callOwner(dataDir, request)).toBeUndefined();
    expect(await callOwner(join(dataDir, 'missing'), request)).toBeUndefined();
    await leaveDeadSocket(dataDir);
    expect(await callOwner(dataDir, request)).toBeUndefined();
  });

  test('an owner that does not serve yet says to try later', async () => {
    const dataDir = await temporaryDirectory();
    await owned(dataDir);
    const answer = await callOwner(dataDir, request);
    expect(answer).toMatchObject({ stdout: '', exitCode: 1 });
    expect(answer?.stderr).toContain('请稍后再试');
  });

  test('a command that fails there is told so, without the inside of the error', async () => {
    const dataDir = await temporaryDirectory();
    const ownership = await owned(dataDir);
    ownership.serve(() => Promise.reject(new Error('secret-123')));
    const answer = await callOwner(dataDir, request);
    expect(answer?.exitCode).toBe(1);
    expect(answer?.stderr).toContain('出错');
    expect(answer?.stderr).not.toContain('secret-123');
    ownership.serve(() => Promise.reject(new TongbaoError('import.refused', '没有导入：第 3 行缺单位。')));
    expect((await callOwner(dataDir, request))?.stderr).toBe('没有导入：第 3 行缺单位。\n');
  });

  test('what is no command gets an answer, and the owner goes on', async () => {
    const dataDir = await temporaryDirectory();
    (await owned(dataDir)).serve(async () => ({ stdout: 'ok', stderr: '', exitCode: 0 }));
    for (const line of ['nonsense\n', '{"argv":"not a list","cwd":"/"}\n', '\n']) {
      const heard = await new Promise<string>((resolve) => {
        let text = '';
        const socket = connect(join(dataDir, 'tongbao.sock'), () => socket.write(line));
        socket.on('data', (piece) => {
          text += piece.toString();
        });
        socket.once('close', () => resolve(text));
      });
      expect(JSON.parse(heard)).toMatchObject({ stdout: '', exitCode: 1 });
    }
    expect((await callOwner(dataDir, request))?.stdout).toBe('ok');
  });

  test('a command under way is answered before the owner lets go', async () => {
    const dataDir = await temporaryDirectory();
    const ownership = await takeOwnership(dataDir);
    let finish = (): void => undefined;
    const started = new Promise<void>((isStarted) => {
      ownership.serve(async () => {
        isStarted();
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        return { stdout: 'done', stderr: '', exitCode: 0 };
      });
    });
    const answer = callOwner(dataDir, request);
    await started;
    const released = ownership.release();
    // The next owner is let in as soon as nobody else is.
    const next = await vi.waitFor(() => takeOwnership(dataDir));
    finish();
    expect((await answer)?.stdout).toBe('done');
    await released;
    expect(await readdir(dataDir)).toEqual(['tongbao.sock']);
    await next.release();
  });

  test('one that only connects keeps nobody from letting go', async () => {
    const dataDir = await temporaryDirectory();
    const ownership = await takeOwnership(dataDir);
    const closed = new Promise<void>((resolve, reject) => {
      const socket = connect(join(dataDir, 'tongbao.sock'), () =>
        ownership.release().then(undefined, reject),
      );
      socket.once('close', () => resolve());
    });
    await closed;
  });

  test('an owner that goes away before it answers leaves the outcome unknown, and says so', async () => {
    const dataDir = await temporaryDirectory();
    const server = createServer((socket) => socket.once('data', () => socket.destroy()));
    await new Promise<void>((resolve) => server.listen(join(dataDir, 'tongbao.sock'), resolve));
    onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
    expect(await codeOf(callOwner(dataDir, request))).toBe('store.owner_lost');
  });

  test('input of more than 64 MB is refused before it is sent', async () => {
    const dataDir = await temporaryDirectory();
    const huge = { ...request, stdin: 'x'.repeat(64 * 1024 * 1024) };
    expect(await codeOf(callOwner(dataDir, huge))).toBe('store.request_too_large');
  });
});
