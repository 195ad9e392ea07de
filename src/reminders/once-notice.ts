import type { Reader } from '../../storage/port.js';
import type { Day } from '../domain/records/index.js';
import type { MessageDocument } from '../message/document.js';
import type { Recipient } from './recipients.js';

/** Something that a person is told once, with the day's reminders. */
export interface OnceNotice {
  /** Unique for what is told and for the person, so that it is sent once. */
  readonly key: string;
  readonly audience: 'administrator' | 'person';
  readonly recipient: Recipient;
  readonly document: MessageDocument;
  /** After this day it is of no use; absent = a week. */
  readonly lastDay?: Day;
}

/** Those of the notices that have not been told yet. */
export const untold = async (reader: Reader, notices: readonly OnceNotice[]): Promise<OnceNotice[]> => {
  const told = await Promise.all(notices.map(({ key }) => reader.get('deliveries', key)));
  return notices.filter((_, at) => told[at] === undefined);
};
