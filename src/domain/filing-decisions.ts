import { z } from 'zod';
import { proceedings as phrases } from '../../config/phrases/proceedings.js';
import { shanghaiDay } from './day.js';
import { standingMove, stateNow } from './proceedings.js';
import type { Actor, Filing, Proceeding } from './records/index.js';
import type { TransitionTable } from './transitions.js';

/** Where a filing (报备) stands: handed in and not decided, approved, refused, or taken back. */
export const FilingState = z.enum(['filed', 'approved', 'rejected', 'withdrawn']);
export type FilingState = z.infer<typeof FilingState>;

const office = ['office_admin', 'operator'] as const;
const owner = ['unit_admin', ...office] as const;

/**
 * The way of a filing: the competent unit decides, the unit may take it back. The office may open a decision
 * again that was entered wrongly. A refused filing is not mended but filed anew, since the day on which it was
 * filed tells whether it came in advance; so what was taken back stays so.
 */
export const filingTable: TransitionTable<FilingState, Actor> = {
  states: FilingState.options,
  transitions: [
    { from: 'filed', to: 'approved', by: office },
    { from: 'filed', to: 'rejected', by: office },
    { from: 'filed', to: 'withdrawn', by: owner },
    { from: 'approved', to: 'withdrawn', by: owner },
    { from: 'approved', to: 'filed', by: office },
    { from: 'rejected', to: 'filed', by: office },
  ],
  stateNames: phrases.filing,
  actorNames: phrases.actors,
};

/** What the data state of a filing; `undefined` = nothing. */
export const statedFiling = ({ decision }: Pick<Filing, 'decision'>): FilingState | undefined =>
  decision === 'pending' ? 'filed' : decision;

/** The state of a filing now; one of which nobody said anything is handed in. */
export const filingState = (
  filing: Pick<Filing, 'decision'>,
  proceeding: Proceeding | undefined,
): FilingState => stateNow(FilingState, statedFiling(filing), proceeding) ?? 'filed';

/** The filing with what was decided since it was imported. */
export const filingNow = (filing: Filing, proceeding: Proceeding | undefined): Filing => {
  const last = standingMove(statedFiling(filing), proceeding);
  if (last === undefined || last.to === statedFiling(filing)) return filing;
  const { decision: _stated, decidedOn: _on, ...handedIn } = filing;
  const state = filingState(filing, proceeding);
  return state === 'filed'
    ? { ...handedIn, decision: 'pending' }
    : { ...handedIn, decision: state, decidedOn: shanghaiDay(last.at) };
};
