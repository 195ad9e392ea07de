import type { z } from 'zod';
import type { Move, Proceeding } from './records/index.js';

/**
 * The last move of a proceeding, where it is what counts now. An import speaks again only by stating something
 * new: the same sheet imported once more undoes nothing, nor does one that states nothing, or what was moved
 * anyhow.
 */
export const standingMove = (
  stated: string | undefined,
  proceeding: Proceeding | undefined,
): Move | undefined => {
  const last = proceeding?.moves.at(-1);
  const saysNothingNew = stated === undefined || stated === proceeding?.stated || stated === last?.to;
  return saysNothingNew ? last : undefined;
};

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
