import type { Sheet } from '../sheet.js';
import { figureSheets } from './figures.js';
import { findingSheets } from './findings.js';
import { messageSheets } from './messages.js';
import { noticeSheets } from './notice.js';
import { objectSheets } from './objects.js';
import { organisationSheets } from './organisation.js';
import { resultSheets } from './results.js';

/** Every sheet of the contract, by its name. */
export const sheets: ReadonlyMap<string, Sheet> = new Map(
  [
    ...organisationSheets,
    ...objectSheets,
    ...noticeSheets,
    ...resultSheets,
    ...findingSheets,
    ...messageSheets,
    ...figureSheets,
  ].map((one) => [one.name, one]),
);
