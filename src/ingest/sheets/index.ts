import type { Sheet } from '../sheet.js';
import { commendationSheets } from './commendations.js';
import { figureSheets } from './figures.js';
import { findingSheets } from './findings.js';
import { messageSheets } from './messages.js';
import { noticeSheets } from './notice.js';
import { objectSheets } from './objects.js';
import { organisationSheets } from './organisation.js';
import { problemSheets } from './problems.js';
import { resultSheets } from './results.js';
import { statisticSheets } from './statistics.js';

/** Every sheet of the contract, by its name. */
export const sheets: ReadonlyMap<string, Sheet> = new Map(
  [
    ...organisationSheets,
    ...objectSheets,
    ...noticeSheets,
    ...resultSheets,
    ...findingSheets,
    ...commendationSheets,
    ...problemSheets,
    ...messageSheets,
    ...figureSheets,
    ...statisticSheets,
  ].map((one) => [one.name, one]),
);
