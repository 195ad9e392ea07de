import type { Group, Member } from '../domain/records/index.js';
import type { Destination } from '../inbox/event.js';
import type { Channel } from './channel.js';
import type { DeliveryRoute } from './records.js';

/** The configured channels by name. */
export type Channels = ReadonlyMap<string, Channel>;

/** Whether a file can go this way: platforms take files of apps in direct chats. */
export const takesFiles = ({ capabilities }: Channel, { kind }: Pick<Destination, 'kind'>): boolean =>
  capabilities.files !== false && kind === 'person';

/** Ways to push into a group, in the group's own order; channels that only hear are passed over. */
export const routesToGroup = ({ routes, chatId }: Group, channels: Channels): DeliveryRoute[] =>
  routes.flatMap((channel): DeliveryRoute[] => {
    const destinations = channels.get(channel)?.capabilities.destinations ?? [];
    if (destinations.includes('webhook')) return [{ channel, destination: { kind: 'webhook' } }];
    return destinations.includes('chat') && chatId !== undefined
      ? [{ channel, destination: { kind: 'chat', chatId } }]
      : [];
  });

/** Ways to push into a person's direct chat: every channel of that platform that can start one. */
export const routesToPerson = (
  account: Pick<Member, 'platform' | 'userId'>,
  channels: Channels,
): DeliveryRoute[] =>
  [...channels.values()]
    .filter(
      ({ platform, capabilities }) =>
        platform === account.platform && capabilities.destinations.includes('person'),
    )
    .map(({ name }) => ({ channel: name, destination: { kind: 'person' as const, userId: account.userId } }));
