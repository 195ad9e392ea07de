import type { Reader } from '../../storage/port.js';
import { filingNow } from '../domain/filing-decisions.js';
import type { Filing, Problem, Proceeding } from '../domain/records/index.js';
import { problemNow } from '../domain/rectification.js';

/** What a proceeding is about. */
export type Subject = 'problem' | 'filing';

/** The id of the proceeding of a record, and the subject of its audit entries. */
export const proceedingId = (subject: Subject, id: string): string => `${subject}/${id}`;

/** What has been done about a record; `undefined` = nothing yet. */
export const proceedingOf = (reader: Reader, subject: Subject, id: string): Promise<Proceeding | undefined> =>
  reader.get('proceedings', proceedingId(subject, id));

/** Problems with what was done about them since they were imported. */
export const problemsNow = (reader: Reader, problems: readonly Problem[]): Promise<Problem[]> =>
  Promise.all(problems.map(async (one) => problemNow(one, await proceedingOf(reader, 'problem', one.id))));

/** Filings with what was decided since they were imported. */
export const filingsNow = (reader: Reader, filings: readonly Filing[]): Promise<Filing[]> =>
  Promise.all(filings.map(async (one) => filingNow(one, await proceedingOf(reader, 'filing', one.id))));
