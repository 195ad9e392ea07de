import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new directory of the running test, gone when the test is. */
export const temporaryDirectory = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'tongbao-test-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
};
