import type { ChannelConfigOf } from '../../../config/settings.js';
import type { Channel } from '../../delivery/channel.js';
import type { Clock } from '../../domain/clock.js';
import type { Door } from '../door.js';
import type { Http } from '../http.js';
import { createRobotChannel } from './robot-channel.js';
import { createRobotDoor } from './robot-door.js';
import { createWebhookChannel } from './webhook-channel.js';

export { classify, dingtalkErrors } from './errors.js';

/** The way in of an internal robot in HTTP mode (`/dingtalk/robot/NAME`). */
export const createDingtalkDoor = (name: string, config: ChannelConfigOf<'dingtalk_robot'>): Door =>
  createRobotDoor(name, config);

/** The way out of an internal robot (to persons and open sessions) or of a custom robot (to its group). */
export const createDingtalkChannel = (
  name: string,
  config: ChannelConfigOf<'dingtalk_robot' | 'dingtalk_webhook'>,
  parts: { readonly http: Http; readonly clock: Clock },
): Channel => {
  switch (config.kind) {
    case 'dingtalk_robot':
      return createRobotChannel(name, config, parts);
    case 'dingtalk_webhook':
      return createWebhookChannel(name, config, parts);
  }
};
