import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChannelConfigOf } from '../../../config/settings.js';
import type { Channel, ChannelCapabilities, SendOutcome } from '../../delivery/channel.js';
import type { RenderedPart } from '../../delivery/records.js';
import type { Clock } from '../../domain/clock.js';
import { formatInstant } from '../../domain/day.js';
import type { MessageDocument } from '../../message/document.js';
import type { Http } from '../http.js';
import { callOapi, outcomeOf, urlBelow } from './api.js';
import { renderParts } from './render.js';
import { robotQuery } from './signature.js';
import { wrongDestination } from './wrong-destination.js';

/** robot/send of a custom robot (custom-robots-send-group-messages). It answers no message id. */
const webhookCapabilities: ChannelCapabilities = {
  receive: false,
  destinations: ['webhook'],
  mention: true,
  card: false,
  update: false,
  recall: false,
  readState: false,
  // By msgUuid. Its window is not documented: longer than this we do not rely on it.
  idempotent: { forMs: 60 * 60_000 },
  files: false,
  maxBytes: 20_000,
  // 20 are allowed, but the network may bring them closer together, and the 21st costs ten silent minutes.
  rates: [{ messages: 18, perMs: 60_000 }],
};

/** The same for every try of one part; other robots' messages have others. Shaped as a UUID. */
const msgUuidOf = (channel: string, idempotencyKey: string): string =>
  createHash('sha256')
    .update(`${channel}/${idempotencyKey}`)
    .digest('hex')
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** What `msgUuid` adds to a body. */
const msgUuidBytes = JSON.stringify({ msgUuid: msgUuidOf('', '') }).length;

const Markdown = z.object({ title: z.string(), text: z.string() });

/** The platform looks for keywords in title and text. */
const keywordIn = ({ body }: RenderedPart, keywords: readonly string[]): string | undefined => {
  const said = Markdown.safeParse(body.markdown).data;
  return keywords.find((keyword) => said?.title.includes(keyword) || said?.text.includes(keyword));
};

const withoutKeyword = (name: string, keywords: readonly string[]): SendOutcome => ({
  status: 'refused',
  errorClass: 'configuration',
  code: 'keyword_missing',
  advice: `通道“${name}”的机器人设了关键词（${keywords.join('、')}），这条消息里没有，没有发出。请在机器人安全设置里改用加签，或增加消息里常有的关键词。`,
});

/** Pushes into the one group that a custom robot (自定义机器人) belongs to. Its token is the whole permission. */
export const createWebhookChannel = (
  name: string,
  config: ChannelConfigOf<'dingtalk_webhook'>,
  parts: { readonly http: Http; readonly clock: Clock },
): Channel => {
  const { http, clock } = parts;
  const { keywords } = config;

  const render = (document: MessageDocument): RenderedPart[] => {
    const rendered = renderParts(document, webhookCapabilities.maxBytes - msgUuidBytes);
    const found = rendered.map((part) => keywordIn(part, keywords));
    const keyword = found.find((one) => one !== undefined);
    // Else the parts without it would be refused after the others went out.
    return keyword !== undefined && found.includes(undefined)
      ? renderParts(
          { ...document, title: `【${keyword}】${document.title}` },
          webhookCapabilities.maxBytes - msgUuidBytes,
        )
      : rendered;
  };

  return {
    name,
    platform: 'dingtalk',
    capabilities: webhookCapabilities,
    render,
    async send(part, destination, { idempotencyKey }) {
      if (destination.kind !== 'webhook') return wrongDestination(destination);
      if (keywords.length > 0 && keywordIn(part, keywords) === undefined) {
        return withoutKeyword(name, keywords);
      }
      const url = `${urlBelow(config.baseUrl, '/robot/send')}?${robotQuery(config, clock.now())}`;
      const json = { ...part.body, msgUuid: msgUuidOf(name, idempotencyKey) };
      const result = await callOapi(http, { url, json });
      const now = clock.now();
      const outcome = outcomeOf(result, { repeat: 'dropped', now });
      if (outcome.status !== 'refused' || outcome.code !== '310000') return outcome;
      // The wrong clock of a host is the reason nobody thinks of.
      return { ...outcome, advice: `${outcome.advice}通道“${name}”，本机北京时间${formatInstant(now)}。` };
    },
  };
};
