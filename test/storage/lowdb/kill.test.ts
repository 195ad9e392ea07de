import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { callOwner, openLowdbStore } from '../../../storage/lowdb/index.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const program = fileURLToPath(new URL('./writer-process.ts', import.meta.url));

interface Writer {
  readonly process: ChildProcess;
  readonly acknowledged: string[];
  /** Resolves when this many are acknowledged. */
  reached(count: number): Promise<void>;
  /** Resolves when it is gone and everything it printed is read. */
  readonly gone: Promise<unknown>;
}

const startWriter = (dataDir: string, round: string): Writer => {
  const child = spawn(process.execPath, ['--import', 'tsx', program, dataDir, round], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const acknowledged: string[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (id) => {
    acknowledged.push(id);
    for (const one of waiting) if (acknowledged.length >= one.count) one.resolve();
  });
  return {
    process: child,
    acknowledged,
    reached: (count) => new Promise((resolve) => waiting.push({ count, resolve })),
    gone: Promise.all([once(child, 'exit'), once(lines, 'close')]),
  };
};

test('a process killed while it writes loses nothing it had acknowledged, and blocks nobody after', async () => {
  const dataDir = await temporaryDirectory();
  const acknowledged: string[] = [];
  for (const [round, count] of [
    ['first', 137],
    ['second', 611],
    ['third', 1009],
  ] as const) {
    const writer = startWriter(dataDir, round);
    await writer.reached(count);
    if (round === 'first') {
      await expect(openLowdbStore({ dataDir })).rejects.toMatchObject({ code: 'store.in_use' });
      const answer = await callOwner(dataDir, { argv: ['ask', '排名'], cwd: '/' });
      expect(answer?.stdout).toBe('ask 排名');
    }
    writer.process.kill('SIGKILL');
    await writer.gone;
    acknowledged.push(...writer.acknowledged);

    const store = await openLowdbStore({ dataDir });
    const stored = await store.find('units', { index: 'byId' });
    await store.close();
    const ids = new Set(stored.map(({ id }) => id));
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    expect(stored.filter(({ id, source, aliases }) => source !== id || aliases[0] !== id)).toEqual([]);
    // At most one more from each of the three writers in each round: on the medium, but not yet told.
    expect(stored.length - acknowledged.length).toBeLessThanOrEqual(9);
  }
});
