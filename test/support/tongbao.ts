import type { House } from '../../src/app.js';
import { runCommand } from '../../src/cli/program.js';

/**
 * Runs a `tongbao` command inside a running house.
 * @param cwd against which the command takes paths
 * @returns all that it printed, and how it ended
 */
export const runIn = async (
  house: House,
  cwd: string,
  argv: readonly string[],
): Promise<{ readonly printed: string; readonly exitCode: number }> => {
  let printed = '';
  const print = (text: string): void => {
    printed += text;
  };
  const exitCode = await runCommand(argv, {
    env: {},
    cwd,
    out: print,
    err: print,
    stdin: async () => '',
    withHouse: (_, work) => work(house),
  });
  return { printed, exitCode };
};
