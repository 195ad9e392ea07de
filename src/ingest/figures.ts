import { checks as phrases } from '../../config/phrases/sheets.js';
import type { Identity } from '../../config/rules.js';
import { brokenIdentities } from '../domain/identities.js';
import { statedChangeHolds } from '../domain/statistics.js';
import type { ReadRow } from './read-rows.js';
import type { Made } from './sheet.js';

/** A figure as people write it: at most two decimals. */
const shown = (value: number): string => String(Math.round(value * 100) / 100);

const placeOf = ({ file, sheet, number }: ReadRow): string => phrases.row(file, sheet.name, number);

/**
 * What does not add up in a record's figures, a sentence each with its place. A notice may count otherwise, so
 * these are told and nothing is refused.
 */
export const figureWarnings = (made: Made, row: ReadRow, identities: readonly Identity[]): string[] => {
  const broken = brokenIdentities(identities, made.collection, made.record).map(
    ({ identity, actual, written }) =>
      phrases.brokenIdentity(placeOf(row), identity.says, shown(actual), shown(written)),
  );
  const isOff =
    made.collection === 'statistics' && statedChangeHolds(made.record, made.record) === false
      ? [phrases.changeDoesNotHold(placeOf(row))]
      : [];
  return [...broken, ...isOff];
};
