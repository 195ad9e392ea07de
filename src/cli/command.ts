import type { Command } from 'commander';
import type { CliContext } from './context.js';

/** Exit codes of every command. */
export const exitCode = { done: 0, refused: 1, wrongUsage: 2 } as const;

/** Ends a command with an exit code after it has printed what it has to say. */
export class CommandEnd extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

/** Adds a command to the program. */
export type Register = (program: Command, context: CliContext) => void;
