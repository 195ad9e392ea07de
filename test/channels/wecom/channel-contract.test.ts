import { z } from 'zod';
import { createWecomChannel } from '../../../src/channels/wecom/index.js';
import type { RenderedPart } from '../../../src/delivery/records.js';
import {
  type ChannelUnderTest,
  describeChannelContract,
  type PlatformMood,
} from '../../contracts/channel.js';
import { connectionBench, connectionConfig } from './connection-bench.js';
import { createFakePlatform } from './fake-platform.js';
import type { FarEnd } from './fake-socket.js';
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

/** A long connection that is subscribed, and whose far end is in the mood that it is told. */
const connectionUnderTest = (own: Pick<ChannelUnderTest, 'destination' | 'sizeOf'>): ChannelUnderTest => {
  const bench = connectionBench();
  const ready = bench.subscribed();
  const codes: Partial<Record<PlatformMood, number>> = { accepts: 0, refuses: 40008, throttles: 45009 };
  let mood: PlatformMood = 'accepts';
  let accepted = 0;
  const answers = (end: FarEnd): FarEnd['onSend'] => {
    const errcode = codes[mood];
    return ({ headers }) => {
      if (mood === 'explodes') throw new Error('nobody foresaw this');
      if (errcode === 0) accepted += 1;
      if (errcode !== undefined) {
        end.say({ headers, errcode, errmsg: 'errmsg' });
        return;
      }
      if (mood !== 'silent') end.say('<html>502</html>');
      end.events.closed('code 1006');
    };
  };
  return {
    channel: {
      ...bench.channel,
      send: async (...sent) => {
        const end = await ready;
        if (mood === 'unreachable') end.events.closed('code 1006');
        end.onSend = answers(end);
        return await bench.channel.send(...sent);
      },
    },
    ...own,
    foreignDestination: { kind: 'webhook' },
    now,
    setMood: (next) => {
      mood = next;
    },
    accepted: () => accepted,
    secrets: [connectionConfig.secret, 'wss://'],
  };
};

describeChannelContract('WeCom long connection, a group', () =>
  connectionUnderTest({ destination: { kind: 'chat', chatId: 'wrGroup01' }, sizeOf }),
);

describeChannelContract('WeCom long connection, a person', () =>
  connectionUnderTest({ destination: { kind: 'person', userId: 'zhongyuan' }, sizeOf }),
);
