import { reminders as phrases } from '../../config/phrases/reminders.js';
import { formatInstant } from '../domain/day.js';
import { documentToPlain } from '../message/plain.js';
import type { PlannedReminder } from './plan.js';

const words = phrases.explain;

const indented = (text: string): string[] => text.split('\n').map((line) => `  ${line}`);

const explainOne = (reminder: PlannedReminder, number: number): string[] => {
  const { audience, recipient, unitId, routes, held, duties } = reminder;
  const why = duties.map(({ kind, object, rule }) => words.duty(phrases.kinds[kind].heading, object, rule));
  return [
    words.to(number, recipient, words.audiences[audience](unitId ?? '')),
    ...(routes.length > 0 ? [words.routes(routes.map(({ channel }) => channel))] : []),
    held === undefined
      ? words.when(formatInstant(reminder.sendAt), formatInstant(reminder.expiresAt))
      : words.held(phrases.held[held]),
    ...(reminder.workdayUnknown ? [words.workdayUnknown] : []),
    ...(why.length > 0 ? [words.why, ...why.flatMap(indented)] : []),
    words.text,
    ...indented(documentToPlain(reminder.document)),
    '',
  ];
};

/** What a run would send, for people: to whom, by which channel, when, why by which rule, and the text. */
export const explainReminders = (planned: readonly PlannedReminder[]): string => {
  if (planned.length === 0) return `${words.nothing}\n`;
  const held = planned.filter((one) => one.held !== undefined).length;
  const each = planned.flatMap((one, at) => explainOne(one, at + 1));
  return `${[words.total(planned.length - held, held), '', ...each].join('\n')}`;
};
