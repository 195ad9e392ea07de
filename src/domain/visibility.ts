import type { Audience } from './records/index.js';

/**
 * What kind of information is asked for: a record's audience, or the asker's own affairs (his binding).
 * A unit's operational state (messages, live columns, filings, deliveries) has the audience `unit`.
 */
export type Information = Audience | 'asker';

/** How the asker stands to the unit that the information is about. */
export type Relation = 'unbound' | 'other_unit' | 'own_unit' | 'office';

/** Where it is asked, seen from the unit that the information is about. */
export type Spot = 'direct' | 'units_own_group' | 'another_units_group' | 'shared_group';

/** `show` here, `direct`: only in the asker's direct chat with the bot, or `refuse`. */
export type Sight = 'show' | 'direct' | 'refuse';

type Row = Readonly<Record<Spot, Sight>>;

const everywhere: Row = {
  direct: 'show',
  units_own_group: 'show',
  another_units_group: 'show',
  shared_group: 'show',
};
const nowhere: Row = {
  direct: 'refuse',
  units_own_group: 'refuse',
  another_units_group: 'refuse',
  shared_group: 'refuse',
};
const privately: Row = {
  direct: 'show',
  units_own_group: 'direct',
  another_units_group: 'direct',
  shared_group: 'direct',
};
const atHome: Row = { ...privately, units_own_group: 'show' };
/** Every unit is an addressee of the notice, so any unit's own group may see what addressees may see. */
const amongUnits: Row = { ...atHome, another_units_group: 'show' };

const published: Readonly<Record<Information, Readonly<Record<Relation, Row>>>> = {
  public: { unbound: everywhere, other_unit: everywhere, own_unit: everywhere, office: everywhere },
  recipients: { unbound: nowhere, other_unit: amongUnits, own_unit: amongUnits, office: amongUnits },
  unit: { unbound: nowhere, other_unit: nowhere, own_unit: atHome, office: atHome },
  office: { unbound: nowhere, other_unit: nowhere, own_unit: nowhere, office: privately },
  asker: { unbound: privately, other_unit: privately, own_unit: privately, office: privately },
};

/**
 * Who may see what, where. `isPublished` tells whether the notice that the information belongs to is out:
 * until then it answers only the office, and only in the direct chat. What belongs to no notice (a unit's
 * state, a binding) is passed as published.
 */
export const sightOf = (
  information: Information,
  relation: Relation,
  spot: Spot,
  isPublished: boolean,
): Sight => {
  if (!isPublished) return relation === 'office' ? privately[spot] : 'refuse';
  return published[information][relation][spot];
};
