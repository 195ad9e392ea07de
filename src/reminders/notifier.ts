import type { HandlerServices, Notification } from '../../handlers/handler.js';
import type { Reader } from '../../storage/port.js';
import { reachableAccount } from '../delegations/held.js';
import type { Outbox } from '../delivery/outbox.js';
import type { Channels } from '../delivery/routes.js';
import { type Account, administrators, people, type Recipient } from './recipients.js';

const recipientsFor = async (
  reader: Reader,
  { to, unitId }: Pick<Notification, 'to' | 'unitId'>,
  channels: Channels,
  now: Date,
): Promise<Recipient[]> => {
  if (to === 'administrators') return await administrators(reader, channels, now);
  // A unit's news is its own people's: who once stood in is not one of them, and who does so now is told in the
  // place of the person on leave.
  const account = (id: string): Promise<Account | undefined> =>
    unitId === undefined ? reachableAccount(reader, id, now) : reader.get('members', id);
  const members = await Promise.all(to.map(account));
  return await people(
    reader,
    members.filter((member) => member !== undefined),
    channels,
    now,
    unitId,
  );
};

/** Stores one delivery for each person whom something concerns; see `HandlerServices.notify`. */
export const createNotifier = (parts: {
  readonly outbox: Outbox;
  readonly channels: Channels;
}): Pick<HandlerServices, 'notify'> => ({
  async notify(tx, { key, document, ...whom }, now) {
    for (const recipient of await recipientsFor(tx, whom, parts.channels, now)) {
      const { id, name, memberId, routes } = recipient;
      await parts.outbox.enqueue(
        tx,
        {
          key: `${key}/${id}`,
          purpose: 'notification',
          recipient: name,
          ...(memberId === undefined ? {} : { memberId }),
          document,
          routes,
        },
        now,
      );
    }
  },
});
