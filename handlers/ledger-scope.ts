import { answers as phrases } from '../config/phrases/answers.js';
import type { Unit } from '../src/domain/records/index.js';
import { askedUnits } from './asked-units.js';
import type { HandlerContext } from './handler.js';
import { sightIn } from './sight.js';

/**
 * Whose ledger (messages, columns, accounts) an answer may hold: units that the asker may see, every unit
 * for the office, or nobody's, because it is another unit's, because the asker has none, or because nobody
 * in particular is asked about in a group that sees published facts only.
 */
export type LedgerScope =
  | { readonly kind: 'units'; readonly units: readonly [Unit, ...Unit[]] }
  | { readonly kind: 'refused'; readonly unit: Unit; readonly isGroupsUnit: boolean }
  | { readonly kind: 'every_unit' | 'published_only' }
  | { readonly kind: 'unbound' };

/** 哪些单位, 全市: of all units, of which the notice tells everybody and the ledger the office. */
const asksOfAll = /全市|各单位|所有单位|哪[些几]?个?家?(?:单位|网站|部门|区县|县区)|哪家|谁|大家|有没有单位/u;

/** Nobody is named: the office sees all in its direct chat, others their own where it may stand openly. */
const unnamed = ({ asker, place, text }: HandlerContext): LedgerScope => {
  if (asker.isOffice) return { kind: place.kind === 'direct' ? 'every_unit' : 'published_only' };
  const visible =
    place.kind === 'unit_group' ? asker.units.filter(({ id }) => id === place.unit.id) : asker.units;
  const [first, ...others] = visible;
  return first === undefined || place.kind === 'shared_group' || asksOfAll.test(text)
    ? { kind: 'published_only' }
    : { kind: 'units', units: [first, ...others] };
};

/** Finds whose ledger the line asks for and whether the asker may see it. */
export const ledgerScope = async (context: HandlerContext): Promise<LedgerScope> => {
  const asked = await askedUnits(context, 'if_said');
  switch (asked.kind) {
    case 'unbound':
      return asked;
    case 'nobody':
      return unnamed(context);
    case 'group':
      return { kind: 'refused', unit: asked.units[0], isGroupsUnit: true };
    default: {
      const refused = asked.units.find((unit) => sightIn(context, 'unit', { unitId: unit.id }) === 'refuse');
      return refused === undefined
        ? { kind: 'units', units: asked.units }
        : { kind: 'refused', unit: refused, isGroupsUnit: false };
    }
  }
};

/** Why a unit's ledger is not shown. */
export const refusalSentence = (
  { unit, isGroupsUnit }: Extract<LedgerScope, { kind: 'refused' }>,
  { settings }: HandlerContext,
): string =>
  isGroupsUnit ? `${phrases.groupsUnit(unit.id)}。` : phrases.notYourUnit(unit.id, settings.office.name);
