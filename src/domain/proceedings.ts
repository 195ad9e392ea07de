import type { z } from 'zod';
import type { Move, Proceeding } from './records/index.js';

/**
 * The last move of a proceeding, where it is what counts now. An import speaks again only by stating something
 * else than it did at that move: the same sheet imported once more undoes nothing, one that states nothing
 * neither, and a newer one counts.
 */
export const standingMove = (
  stated: string | undefined,
  proceeding: Proceeding | undefined,
): Move | undefined =>
  stated === undefined || stated === proceeding?.stated ? proceeding?.moves.at(-1) : undefined;

/** The state of a record now: that of the move that counts, else what the imported record states. */
export const stateNow = <State extends string>(
  states: z.ZodType<State>,
  stated: State | undefined,
  proceeding: Proceeding | undefined,
): State | undefined => {
  const last = standingMove(stated, proceeding);
  return last === undefined ? stated : states.parse(last.to);
};

/** The proceeding with one more move; what was done before stays as it is. */
export const withMove = (
  id: string,
  proceeding: Proceeding | undefined,
  stated: string | undefined,
  move: Move,
): Proceeding => ({
  id,
  ...(stated === undefined ? {} : { stated }),
  moves: [...(proceeding?.moves ?? []), move],
});
