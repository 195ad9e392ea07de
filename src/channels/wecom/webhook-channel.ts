import type { ChannelConfigOf } from '../../../config/settings.js';
import type { Channel, ChannelCapabilities } from '../../delivery/channel.js';
import type { Clock } from '../../domain/clock.js';
import type { Http } from '../http.js';
import { apiUrl, callWecom, outcomeOf } from './api.js';
import { renderParts, webhookDialect } from './render.js';
import { wrongDestination } from './wrong-destination.js';

/** webhook/send of a group robot (D-91770 = D-99110). It knows no message id and no repeat. */
const webhookCapabilities: ChannelCapabilities = {
  receive: false,
  destinations: ['webhook'],
  mention: true,
  card: false,
  update: false,
  recall: false,
  readState: false,
  idempotent: false,
  files: false,
  maxBytes: 4096,
  rates: [{ messages: 20, perMs: 60_000 }],
};

/** Pushes into the one group that a webhook (群机器人, 消息推送) belongs to. Its key is the whole secret. */
export const createWebhookChannel = (
  name: string,
  config: ChannelConfigOf<'wecom_webhook'>,
  parts: { readonly http: Http; readonly clock: Clock },
): Channel => ({
  name,
  platform: 'wecom',
  capabilities: webhookCapabilities,
  render: (document) => renderParts(document, webhookDialect, webhookCapabilities.maxBytes),
  async send(part, destination) {
    if (destination.kind !== 'webhook') return wrongDestination(destination);
    const url = apiUrl(config.baseUrl, 'webhook/send', { key: config.key });
    const result = await callWecom(parts.http, { url, json: part.body });
    return outcomeOf(result, { repeat: 'shown_twice', now: parts.clock.now() });
  },
});
