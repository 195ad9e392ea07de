#!/usr/bin/env node
import { text } from 'node:stream/consumers';
import { exitCode } from './cli/command.js';
import { type CliContext, openHouse } from './cli/context.js';
import { registerDemo } from './cli/demo.js';
import { handOver } from './cli/hand-over.js';
import { runCommand } from './cli/program.js';
import { registerServe } from './cli/serve.js';
import { TongbaoError } from './domain/error.js';

const readStdin = (): (() => Promise<string>) => {
  let all: Promise<string> | undefined;
  return () => {
    all ??= process.stdin.isTTY === true ? Promise.resolve('') : text(process.stdin);
    return all;
  };
};

const main = async (argv: readonly string[]): Promise<number> => {
  const stdin = readStdin();
  const context: CliContext = {
    env: process.env,
    cwd: process.cwd(),
    out: (line) => void process.stdout.write(line),
    err: (line) => void process.stderr.write(line),
    stdin,
    withHouse: (options, work) => openHouse(context, options, work),
  };
  try {
    return await runCommand(argv, context, [registerServe, registerDemo]);
  } catch (error) {
    if (!(error instanceof TongbaoError) || error.code !== 'store.in_use') throw error;
    const code = await handOver(argv, context);
    if (code === undefined) throw error;
    return code;
  }
};

// `tongbao … | head` closes the pipe early: that is no failure of the command.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCode.done);
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof TongbaoError ? error.hint : String(error)}\n`);
  process.exitCode = exitCode.refused;
}
