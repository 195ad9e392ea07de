import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { bundle } from '../support/bundle.js';

/** Bundles the writer; answers the program's path. */
export const bundleWriter = (): Promise<string> => bundle('test/soak/writer-process.ts', '.soak');

/** A writer under way. */
export interface Writer {
  /** Resolves at its first acknowledgement, or when it is gone. */
  readonly begun: Promise<void>;
  /** Kills it and resolves when all it printed was heard. */
  kill(): Promise<void>;
}

/** Starts a writer and hands each line that it prints to `heard`. */
export const startWriter = (
  program: string,
  argv: readonly string[],
  heard: (line: string) => void,
): Writer => {
  const child: ChildProcess = spawn(process.execPath, [program, ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.stdout === null || child.stderr === null) throw new Error('no pipes');
  let complaint = '';
  child.stderr.on('data', (piece: Buffer) => {
    complaint += piece.toString();
  });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', heard);
  const gone = Promise.all([once(child, 'exit'), once(lines, 'close')]);
  const first = once(lines, 'line');
  return {
    begun: Promise.race([first, gone]).then(() => undefined),
    kill: async () => {
      child.kill('SIGKILL');
      const [[, signal]] = await gone;
      // It ended by itself before: then something is wrong with it, and not with the kill.
      if (signal !== 'SIGKILL') throw new Error(`the writer ended by itself: ${complaint}`);
    },
  };
};
