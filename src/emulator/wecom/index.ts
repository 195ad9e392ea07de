import { AccessTokens } from '../access-token.js';
import type { ApiRoute } from '../api-call.js';
import type { Credentials } from '../credentials.js';
import { MediaStore } from '../media.js';
import type { PlatformParts } from '../platform.js';
import { type AppCallbacks, createAppCallbacks } from './app-callback.js';
import { type BotCallbacks, createBotCallbacks } from './bot-callback.js';
import { botResponse } from './bot-response.js';
import { createEmulatedConnection, type EmulatedConnection } from './connection.js';
import { gettoken } from './gettoken.js';
import { mediaLifetimeMs, mediaUpload } from './media-upload.js';
import { messageSend } from './message-send.js';
import { createWecomPictures, type WecomPictures } from './pictures.js';
import { createResponseCodes } from './response-codes.js';
import { webhookSend } from './webhook-send.js';

/** The emulated WeCom: what it tells the service, and the API that it offers. */
export interface EmulatedWecom {
  readonly app: AppCallbacks;
  readonly bot: BotCallbacks;
  readonly pictures: WecomPictures;
  /** Files that the service has uploaded. */
  readonly media: MediaStore;
  readonly connection: EmulatedConnection;
  readonly routes: readonly ApiRoute[];
}

export const createEmulatedWecom = (
  credentials: Credentials['wecom'],
  parts: PlatformParts,
  tools: Parameters<typeof createEmulatedConnection>[2],
): EmulatedWecom => {
  const tokens = new AccessTokens(parts.random, { extendsOnRepeat: false });
  const media = new MediaStore(parts.random, { lifetimeMs: mediaLifetimeMs });
  const codes = createResponseCodes(parts.random);
  const channelOfKey = new Map(Object.entries(credentials.webhooks).map(([channel, key]) => [key, channel]));
  const chatOfKey = (key: string) => parts.organisation.webhookChat(channelOfKey.get(key) ?? '');
  const pictures = createWecomPictures(credentials, tokens, parts);
  return {
    pictures,
    app: createAppCallbacks(credentials, parts),
    bot: createBotCallbacks(credentials, parts, codes),
    media,
    connection: createEmulatedConnection(credentials, parts, tools),
    routes: [
      gettoken(credentials, tokens, parts),
      mediaUpload(tokens, media, parts),
      messageSend({ agentId: credentials.agentId, tokens, media }, parts),
      webhookSend(chatOfKey, parts),
      botResponse(codes, parts),
      ...pictures.routes,
    ],
  };
};
