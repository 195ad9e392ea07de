import { z } from 'zod';
import { createDingtalkChannel } from '../../../src/channels/dingtalk/index.js';
import type { RenderedPart } from '../../../src/delivery/records.js';
import { type ChannelUnderTest, describeChannelContract } from '../../contracts/channel.js';
import { createFakePlatform } from './fake-platform.js';
import { now, robotConfig, sessionUrl, webhookConfig } from './platform-side.js';

const bench = (
  config: Parameters<typeof createDingtalkChannel>[1],
  own: Pick<ChannelUnderTest, 'destination' | 'foreignDestination' | 'secrets' | 'sizeOf'>,
): ChannelUnderTest => {
  const platform = createFakePlatform();
  return {
    channel: createDingtalkChannel('under-test', config, { http: platform.http, clock: { now: () => now } }),
    ...own,
    now,
    setMood: platform.setMood,
    accepted: () => platform.accepted.length,
  };
};

const bodySize = ({ body }: RenderedPart): number => Buffer.byteLength(JSON.stringify(body));
const msgUuid = '01234567-0123-0123-0123-012345678901';
const Direct = z.object({ msgParam: z.string() });

describeChannelContract('DingTalk robot, to a person', () =>
  bench(robotConfig, {
    destination: { kind: 'person', userId: 'zhongyuan' },
    foreignDestination: { kind: 'webhook' },
    secrets: [robotConfig.appSecret, 'access-token-1', 'https://'],
    sizeOf: ({ body }) => Buffer.byteLength(Direct.parse(body).msgParam),
  }),
);

describeChannelContract('DingTalk robot, into an open session', () =>
  bench(robotConfig, {
    destination: { kind: 'session_webhook', url: sessionUrl, expiresAt: '2023-12-04T02:25:00.000Z' },
    foreignDestination: { kind: 'response_url', url: sessionUrl, expiresAt: '2023-12-04T02:25:00.000Z' },
    secrets: [robotConfig.appSecret, 'secret-session', 'https://'],
    sizeOf: bodySize,
  }),
);

describeChannelContract('DingTalk custom robot', () =>
  bench(webhookConfig, {
    destination: { kind: 'webhook' },
    foreignDestination: { kind: 'person', userId: 'zhongyuan' },
    secrets: [webhookConfig.accessToken, webhookConfig.secret, 'https://', 'sign='],
    // With the key that keeps repeats apart.
    sizeOf: ({ body, text }) => bodySize({ body: { ...body, msgUuid }, text }),
  }),
);
