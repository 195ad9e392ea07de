#!/usr/bin/env node
import { text } from 'node:stream/consumers';
import { callOwner } from '../storage/lowdb/index.js';
import { type CliContext, openHouse, settingsOf } from './cli/context.js';
import { registerDemo } from './cli/demo.js';
import { exitCode, runCommand } from './cli/program.js';
import { registerServe } from './cli/serve.js';
import { TongbaoError } from './domain/error.js';

const readStdin = (): (() => Promise<string>) => {
  let all: Promise<string> | undefined;
  return () => {
    all ??= process.stdin.isTTY === true ? Promise.resolve('') : text(process.stdin);
    return all;
  };
};

/** The value of `--data`, for finding the service that holds the directory. */
const dataOption = (argv: readonly string[]): string | undefined => {
  const at = argv.findIndex((one) => one === '--data' || one.startsWith('--data='));
  const found = argv[at];
  if (found === undefined) return undefined;
  return found === '--data' ? argv[at + 1] : found.slice('--data='.length);
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
    // The service owns the directory: the command runs there.
    const data = dataOption(argv);
    const settings = await settingsOf(context, data === undefined ? {} : { data });
    const answer = await callOwner(settings.dataDir, {
      argv: [...argv],
      cwd: context.cwd,
      stdin: await stdin(),
    });
    if (answer === undefined) throw error;
    process.stdout.write(answer.stdout);
    process.stderr.write(answer.stderr);
    return answer.exitCode;
  }
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof TongbaoError ? error.hint : String(error)}\n`);
  process.exitCode = exitCode.refused;
}
