import { rectificationTable } from '../src/domain/rectification.js';
import { targetsOf } from '../src/domain/transitions.js';
import { moverOf } from '../src/proceedings/mover.js';
import type { Asker, Place } from './handler.js';

/** Whether somebody may hand in here that a problem of his units is rectified; only then are his pictures kept. */
export const maySubmit = ({ member, units, isOffice }: Asker, { kind }: Place, now: Date): boolean =>
  kind === 'direct' &&
  !isOffice &&
  member !== undefined &&
  units.length > 0 &&
  targetsOf(rectificationTable, 'in_progress', moverOf(member, now).role).includes('submitted');
