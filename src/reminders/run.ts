import { reminders as phrases } from '../../config/phrases/reminders.js';
import type { Store } from '../../storage/port.js';
import type { Outbox } from '../delivery/outbox.js';
import { formatInstant } from '../domain/day.js';
import { type HeldReason, type PlannedReminder, planReminders, type ReminderRules } from './plan.js';

const heldReasons: readonly HeldReason[] = ['not_a_workday', 'after_hours', 'no_route'];
/** A firing is late when it runs this long after its minute. */
const lateMs = 120_000;

const namesOf = (reminders: readonly PlannedReminder[]): string[] =>
  reminders.map(({ recipient }) => recipient);

const report = (
  planned: readonly PlannedReminder[],
  stored: readonly PlannedReminder[],
  already: readonly PlannedReminder[],
): string => {
  if (planned.length === 0) return phrases.run.nothing;
  const held = heldReasons.flatMap((reason) => {
    const names = namesOf(planned.filter((one) => one.held === reason));
    return names.length === 0 ? [] : [phrases.run.held(phrases.held[reason], names)];
  });
  return [
    ...(stored.length > 0 ? [phrases.run.stored(namesOf(stored))] : []),
    ...(already.length > 0 ? [phrases.run.already(namesOf(already))] : []),
    ...held,
  ].join('');
};

/**
 * Plans the reminders of `now` and stores their deliveries, all in one transaction; whoever was reminded
 * today is not reminded again. A run that was missed yesterday reminds of what is due today.
 * @param planned the minute the schedule had set
 * @returns what was stored for whom and what was held back, in Chinese
 */
export const runReminders = async (
  parts: Omit<ReminderRules, 'now'> & { readonly store: Store; readonly outbox: Outbox },
  planned: Date,
  now: Date,
): Promise<string> => {
  const done = await parts.store.transaction(async (tx) => {
    const reminders = await planReminders(tx, { ...parts, now });
    const stored: PlannedReminder[] = [];
    const already: PlannedReminder[] = [];
    for (const reminder of reminders) {
      if (reminder.held !== undefined) continue;
      const { key, recipient, groupId, memberId, document, routes } = reminder;
      const outcome = await parts.outbox.enqueue(
        tx,
        {
          key,
          purpose: 'reminder',
          recipient,
          ...(groupId === undefined ? {} : { groupId }),
          ...(memberId === undefined ? {} : { memberId }),
          document,
          routes,
          dueAt: new Date(reminder.sendAt),
          expiresAt: new Date(reminder.expiresAt),
        },
        now,
      );
      (outcome === 'stored' ? stored : already).push(reminder);
    }
    return report(reminders, stored, already);
  });
  const late = now.getTime() - planned.getTime() >= lateMs;
  return late ? `${phrases.run.late(formatInstant(planned))}${done}` : done;
};
