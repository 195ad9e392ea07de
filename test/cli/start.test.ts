import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { argvOfNpmStart } from '../support/npm-start.js';

const run = promisify(execFile);

/** Fills 60 MB, at which V8 sets itself a time to look for want of work, and then has next to nothing to do for a second. */
const quiet = `
  globalThis.held = Array.from({ length: 400_000 }, (_, i) => ({ i, text: 'x' + i, list: [i] }));
  setTimeout(() => {}, 1000);`;

const newV8 = Number(process.versions.node.split('.')[0]) >= 22;

/** What V8 says of collections for want of work, of which it would think after 50 ms instead of 8 s. */
const wantOfWork = async (flags: readonly string[]): Promise<readonly string[]> => {
  const traced = [
    '--gc-memory-reducer-start-delay-ms=50',
    newV8 ? '--trace-memory-reducer' : '--trace-gc-verbose',
  ];
  const { stdout } = await run(process.execPath, [...flags, ...traced, '-e', quiet]);
  return stdout.split('\n').filter((line) => line.includes('Memory reducer:'));
};

it('npm start has V8 never collect the whole heap for want of work', async () => {
  const argv = argvOfNpmStart();
  const flags = argv.slice(0, argv.indexOf('dist/src/main.js'));
  const [without, withFlags] = await Promise.all([wantOfWork([]), wantOfWork(flags)]);
  expect(without).not.toEqual([]);
  expect(withFlags).toEqual([]);
});
