import { z } from 'zod';
import { createWecomChannel } from '../../../src/channels/wecom/index.js';
import type { RenderedPart } from '../../../src/delivery/records.js';
import { type ChannelUnderTest, describeChannelContract } from '../../contracts/channel.js';
import { createFakePlatform } from './fake-platform.js';
import { appConfig, botConfig, now, webhookConfig } from './platform-side.js';

const clock = { now: () => now };

const Markdown = z.object({ msgtype: z.literal('markdown'), markdown: z.object({ content: z.string() }) });
const sizeOf = (part: RenderedPart): number => Buffer.byteLength(Markdown.parse(part.body).markdown.content);

const bench = (
  config: Parameters<typeof createWecomChannel>[1],
  own: Pick<ChannelUnderTest, 'destination' | 'foreignDestination' | 'secrets'>,
): ChannelUnderTest => {
  const platform = createFakePlatform();
  return {
    channel: createWecomChannel('under-test', config, { http: platform.http, clock }),
    ...own,
    now,
    setMood: platform.setMood,
    accepted: () => platform.accepted.length,
    sizeOf,
  };
};

describeChannelContract('WeCom app', () =>
  bench(appConfig, {
    destination: { kind: 'person', userId: 'zhongyuan' },
    foreignDestination: { kind: 'webhook' },
    secrets: [appConfig.corpSecret, appConfig.token, appConfig.encodingAesKey, 'access-token-1', 'https://'],
  }),
);

describeChannelContract('WeCom webhook', () =>
  bench(webhookConfig, {
    destination: { kind: 'webhook' },
    foreignDestination: { kind: 'person', userId: 'zhongyuan' },
    secrets: [webhookConfig.key, 'https://'],
  }),
);

const replyUrl = 'https://qyapi.example/cgi-bin/aibot/response?response_code=secret-response-code';

describeChannelContract('WeCom 智能机器人', () =>
  bench(botConfig, {
    destination: { kind: 'response_url', url: replyUrl, expiresAt: '2023-12-04T02:00:00.000Z' },
    foreignDestination: { kind: 'webhook' },
    secrets: ['secret-response-code', botConfig.token, botConfig.encodingAesKey, 'https://'],
  }),
);
