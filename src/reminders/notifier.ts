import type { HandlerServices, Notification } from '../../handlers/handler.js';
import type { Reader } from '../../storage/port.js';
import { reachableAccount } from '../delegations/held.js';
import type { Outbox } from '../delivery/outbox.js';
import type { Channels } from '../delivery/routes.js';
import { administrators, people, type Recipient } from './recipients.js';

const recipientsFor = async (
  reader: Reader,
  { to, unitId }: Pick<Notification, 'to' | 'unitId'>,
  channels: Channels,
  now: Date,
): Promise<Recipient[]> => {
  if (to === 'administrators') return await administrators(reader, channels, now);
  const members = await Promise.all(to.map((id) => reachableAccount(reader, id, now)));
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
