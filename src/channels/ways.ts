import type { ChannelConfig, ChannelConfigOf } from '../../config/settings.js';
import type { Channel } from '../delivery/channel.js';
import type { Connection } from './connection.js';
import { createDingtalkChannel, createDingtalkDoor } from './dingtalk/index.js';
import type { Door } from './door.js';
import type { Http } from './http.js';
import {
  type ConnectionParts,
  createWecomChannel,
  createWecomConnection,
  createWecomDoor,
} from './wecom/index.js';

/** What any configured channel may need from outside. */
export type WayParts = ConnectionParts & { readonly http: Http };

/** The ways in and out that a configuration asks for. */
export interface Ways {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly connections: readonly Connection[];
  readonly doors: readonly Door[];
}

/** A channel, and the connection that it is the way out of, if it is one. */
type WayOut = { readonly channel: Channel; readonly connection?: Connection };

const channelOf = (
  name: string,
  config: Exclude<ChannelConfig, ChannelConfigOf<'wecom_bot_connection'>>,
  parts: WayParts,
): Channel => {
  switch (config.kind) {
    case 'wecom_app':
    case 'wecom_bot':
    case 'wecom_webhook':
      return createWecomChannel(name, config, parts);
    case 'dingtalk_robot':
    case 'dingtalk_webhook':
      return createDingtalkChannel(name, config, parts);
  }
};

const wayOutOf = (name: string, config: ChannelConfig, parts: WayParts): WayOut =>
  config.kind === 'wecom_bot_connection'
    ? createWecomConnection(name, config, parts)
    : { channel: channelOf(name, config, parts) };

/** Webhooks only speak, and connections are opened from here: they have no door. */
const doorOf = (name: string, config: ChannelConfig): Door[] => {
  switch (config.kind) {
    case 'wecom_app':
    case 'wecom_bot':
      return [createWecomDoor(name, config)];
    case 'dingtalk_robot':
      return [createDingtalkDoor(name, config)];
    case 'wecom_bot_connection':
    case 'wecom_webhook':
    case 'dingtalk_webhook':
      return [];
  }
};

/** Makes the channels of a configuration by their names; nothing is opened yet. */
export const createWays = (configured: Readonly<Record<string, ChannelConfig>>, parts: WayParts): Ways => {
  const entries = Object.entries(configured);
  const out = entries.map(([name, config]) => wayOutOf(name, config, parts));
  return {
    channels: new Map(out.map(({ channel }) => [channel.name, channel])),
    connections: out.flatMap(({ connection }) => connection ?? []),
    doors: entries.flatMap(([name, config]) => doorOf(name, config)),
  };
};
