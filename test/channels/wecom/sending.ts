import { createWecomChannel } from '../../../src/channels/wecom/index.js';
import type { Channel, SendOutcome } from '../../../src/delivery/channel.js';
import type { Destination } from '../../../src/inbox/event.js';
import { message, paragraph } from '../../../src/message/build.js';
import { createFakePlatform, type FakePlatform } from './fake-platform.js';
import { now } from './platform-side.js';

/** A clock that stands still until it is moved. */
interface StillClock {
  now(): Date;
  forward(ms: number): void;
}

const stillClock = (): StillClock => {
  let time = now.getTime();
  return {
    now: () => new Date(time),
    forward: (ms) => {
      time += ms;
    },
  };
};

/** A channel with a platform of its own behind it. */
export const bench = (
  config: Parameters<typeof createWecomChannel>[1],
): { channel: Channel; platform: FakePlatform; clock: StillClock } => {
  const platform = createFakePlatform();
  const clock = stillClock();
  return { platform, clock, channel: createWecomChannel('test', config, { http: platform.http, clock }) };
};

/** Sends a short answer. */
export const send = async (
  channel: Channel,
  destination: Destination,
  idempotencyKey = 'reply/app/1#0',
): Promise<SendOutcome> => {
  const [part] = channel.render(message('排名', [paragraph('第3名')]), destination);
  if (part === undefined) throw new Error('nothing rendered');
  return await channel.send(part, destination, { idempotencyKey });
};

export const person: Destination = { kind: 'person', userId: 'ZhongYuan' };

/** The address of the latest call. */
export const lastUrl = (platform: FakePlatform): URL => new URL(platform.requests.at(-1)?.url ?? '');
