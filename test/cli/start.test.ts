import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { packageRoot } from '../../config/root.js';

const run = promisify(execFile);

/** Fills 50 MB, so that V8 collects all of it, and then has next to nothing to do for a second. */
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
  const { scripts } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  const [, ...argv] = scripts.start.split(' ');
  const flags = argv.slice(0, argv.indexOf('dist/src/main.js'));
  expect(flags).not.toEqual([]);
  expect(await wantOfWork([])).not.toEqual([]);
  expect(await wantOfWork(flags)).toEqual([]);
});
