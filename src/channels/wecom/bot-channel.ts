import type { ChannelConfigOf } from '../../../config/settings.js';
import type { Channel, ChannelCapabilities, SendOutcome } from '../../delivery/channel.js';
import type { Clock } from '../../domain/clock.js';
import type { Http } from '../http.js';
import { type CallResult, callWecom, outcomeOf, refused } from './api.js';
import { fetchSealed } from './bot-picture.js';
import { checkedKey } from './crypto.js';
import { classify } from './errors.js';
import { botDialect, renderOnePart } from './render.js';
import { isReplyAddress } from './reply-address.js';
import { wrongDestination } from './wrong-destination.js';

/** Answers by `response_url` (D-101138): one call within the hour, no way to a chat that said nothing. */
const botCapabilities: ChannelCapabilities = {
  receive: true,
  destinations: ['response_url'],
  mention: false,
  card: false,
  update: false,
  recall: false,
  readState: false,
  idempotent: false,
  files: false,
  maxBytes: 20_480,
};

/** The codes for a used and an expired address are not documented: any refusal ends this address. */
const finalRefusal = (result: CallResult): SendOutcome | undefined => {
  if (result.kind === 'unanswered' || result.answer.errcode === 0) return undefined;
  const { errcode } = result.answer;
  const { errorClass, advice } = classify(errcode);
  const ofContent = errorClass === 'content' || errorClass === 'size';
  return ofContent
    ? refused(errorClass, String(errcode), advice)
    : refused('route_dead', String(errcode), '这条消息的回复地址已不能用（只能用一次，一小时内有效）。');
};

/** Later answers of a 智能机器人 in the chat it was asked in. */
export const createBotChannel = (
  name: string,
  config: ChannelConfigOf<'wecom_bot'>,
  parts: { readonly http: Http; readonly clock: Clock },
): Channel => ({
  name,
  platform: 'wecom',
  capabilities: botCapabilities,
  render: (document) => renderOnePart(document, botDialect, botCapabilities.maxBytes),
  async send(part, destination) {
    if (destination.kind !== 'response_url') return wrongDestination(destination);
    const { url, expiresAt } = destination;
    if (!isReplyAddress(url, config.baseUrl)) {
      return refused('route_dead', 'foreign_address', '回复地址不在配置的 baseUrl 上，没有发出。');
    }
    if (expiresAt <= parts.clock.now().toISOString()) {
      return refused('route_dead', 'expired', '回复地址已过期（一小时内有效），没有发出。');
    }
    const result = await callWecom(parts.http, { url, json: part.body });
    return finalRefusal(result) ?? outcomeOf(result, { repeat: 'shown_twice', now: parts.clock.now() });
  },
  fetchPicture: async (source) =>
    await fetchSealed(parts.http, source, {
      ...config,
      aesKey: checkedKey({ channel: name, encodingAesKey: config.encodingAesKey }),
    }),
});
