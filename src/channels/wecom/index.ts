import type { ChannelConfigOf } from '../../../config/settings.js';
import type { Channel } from '../../delivery/channel.js';
import type { Clock } from '../../domain/clock.js';
import type { Connection } from '../connection.js';
import type { Door } from '../door.js';
import type { Http } from '../http.js';
import { createAppChannel } from './app-channel.js';
import { createAppDoor } from './app-door.js';
import { createBotChannel } from './bot-channel.js';
import { type ConnectionParts, createBotConnection } from './bot-connection.js';
import { createBotDoor } from './bot-door.js';
import { createConnectionChannel } from './connection-channel.js';
import { createWebhookChannel } from './webhook-channel.js';

export type { ConnectionParts };

/**
 * The way in of a self-built app (`/wecom/app/NAME`) or a 智能机器人 (`/wecom/bot/NAME`). `randomBytes`
 * feeds the encryption of replies; a pool of Node's own by default.
 * @throws TongbaoError `wecom.encoding_aes_key` when the configured key cannot be one.
 */
export const createWecomDoor = (
  name: string,
  config: ChannelConfigOf<'wecom_app' | 'wecom_bot'>,
  randomBytes?: (size: number) => Buffer,
): Door => {
  switch (config.kind) {
    case 'wecom_app':
      return createAppDoor(name, config, randomBytes);
    case 'wecom_bot':
      return createBotDoor(name, config, randomBytes);
  }
};

/**
 * The long connection of a 智能机器人: a way in and a way out, open in one process at a time. Nothing is opened
 * before its `start`.
 */
export const createWecomConnection = (
  name: string,
  config: ChannelConfigOf<'wecom_bot_connection'>,
  parts: ConnectionParts & { readonly http: Http },
): { readonly connection: Connection; readonly channel: Channel } => {
  const connection = createBotConnection(name, config, parts);
  return { connection, channel: createConnectionChannel(name, config, connection, parts) };
};

/** The way out of an app (to persons), a 智能机器人 (to its reply addresses) or a group webhook. */
export const createWecomChannel = (
  name: string,
  config: ChannelConfigOf<'wecom_app' | 'wecom_bot' | 'wecom_webhook'>,
  parts: { readonly http: Http; readonly clock: Clock },
): Channel => {
  switch (config.kind) {
    case 'wecom_app':
      return createAppChannel(name, config, parts);
    case 'wecom_bot':
      return createBotChannel(name, config, parts);
    case 'wecom_webhook':
      return createWebhookChannel(name, config, parts);
  }
};
