import { type Information, type Relation, type Sight, type Spot, sightOf } from '../src/domain/visibility.js';
import type { Answer, Asker, HandlerContext, Place } from './handler.js';

type Situation = Pick<HandlerContext, 'asker' | 'place'>;

const relationTo = (asker: Asker, unitId: string | undefined): Relation => {
  if (asker.isOffice) return 'office';
  if (asker.units.length === 0) return 'unbound';
  return asker.units.some(({ id }) => id === unitId) ? 'own_unit' : 'other_unit';
};

const spotOf = (place: Place, unitId: string | undefined): Spot => {
  if (place.kind !== 'unit_group') return place.kind;
  return place.unit.id === unitId ? 'units_own_group' : 'another_units_group';
};

/** Whether this asker may see information about `unitId` (absent = about no single unit) here. */
export const sightIn = (
  { asker, place }: Situation,
  information: Information,
  options: { readonly unitId?: string; readonly isPublished?: boolean } = {},
): Sight =>
  sightOf(
    information,
    relationTo(asker, options.unitId),
    spotOf(place, options.unitId),
    options.isPublished ?? true,
  );

/** The reach of facts of a notice: for all once it is published, before that for the asker alone. */
export const noticeReach = (isPublished: boolean): Answer['reach'] =>
  isPublished ? { kind: 'public' } : { kind: 'asker' };

/** The reach of units' own state. That of several units together fits no group. */
export const unitReach = (unitIds: readonly string[]): Answer['reach'] => {
  const [unitId, ...others] = unitIds;
  return unitId === undefined || others.length > 0 ? { kind: 'asker' } : { kind: 'unit', unitId };
};
