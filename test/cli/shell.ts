import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CliContext, openHouse } from '../../src/cli/context.js';
import { runCommand } from '../../src/cli/program.js';

/** What a command printed, and its exit code. */
export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A shell in an empty directory without settings; data are kept in its `data`. */
export const openShell = async (env: Readonly<Record<string, string>> = {}) => {
  const cwd = await mkdtemp(join(tmpdir(), 'tongbao-shell-'));
  const run = async (argv: readonly string[], stdin = ''): Promise<Printed> => {
    let out = '';
    let err = '';
    const context: CliContext = {
      env,
      cwd,
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      stdin: async () => stdin,
      withHouse: (options, work) => openHouse(context, options, work),
    };
    const code = await runCommand(argv, context);
    return { code, out, err };
  };
  return { cwd, run };
};

export type Shell = Awaited<ReturnType<typeof openShell>>;
