import { rectificationTable } from '../src/domain/rectification.js';
import { targetsOf } from '../src/domain/transitions.js';
import { moverIn, standInFor } from './doing.js';
import type { HandlerContext } from './handler.js';

type Situation = Pick<HandlerContext, 'asker' | 'place' | 'now'>;

/** Whether somebody may say that a problem of this unit is rectified, by an own binding or in somebody's place. */
export const maySubmitFor = (situation: Situation, unitId: string): boolean => {
  const { asker } = situation;
  if (asker.member === undefined && standInFor(asker, unitId) === undefined) return false;
  return targetsOf(rectificationTable, 'in_progress', moverIn(situation, unitId).role).includes('submitted');
};

/** Whether somebody may hand in a report here on any unit; only then are the pictures kept that are sent. */
export const maySubmit = (situation: Situation): boolean =>
  situation.place.kind === 'direct' &&
  !situation.asker.isOffice &&
  situation.asker.units.some(({ id }) => maySubmitFor(situation, id));
