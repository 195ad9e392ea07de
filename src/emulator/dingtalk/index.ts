import { AccessTokens } from '../access-token.js';
import type { ApiRoute } from '../api-call.js';
import type { Credentials } from '../credentials.js';
import { MediaStore } from '../media.js';
import type { PlatformParts } from '../platform.js';
import { directSend } from './direct-send.js';
import { mediaUpload } from './media-upload.js';
import { oauthToken } from './oauth-token.js';
import { createDingtalkPictures, type DingtalkPictures } from './pictures.js';
import { createRobotCallbacks, type RobotCallbacks } from './robot-callback.js';
import { sessionSend } from './session-send.js';
import { createSessions } from './sessions.js';
import { type GroupRobot, webhookSend } from './webhook-send.js';

/** The emulated DingTalk: what it tells the service, and the API that it offers. */
export interface EmulatedDingtalk {
  readonly robot: RobotCallbacks;
  readonly pictures: DingtalkPictures;
  /** Files that the service has uploaded. */
  readonly media: MediaStore;
  readonly routes: readonly ApiRoute[];
}

export const createEmulatedDingtalk = (
  credentials: Credentials['dingtalk'],
  parts: PlatformParts,
): EmulatedDingtalk => {
  const tokens = new AccessTokens(parts.random, { extendsOnRepeat: true });
  const media = new MediaStore(parts.random, { idPrefix: '@' });
  const sessions = createSessions(parts.random);
  const robots = new Map<string, GroupRobot>();
  for (const [channel, { accessToken, secret }] of Object.entries(credentials.webhooks)) {
    const chat = parts.organisation.webhookChat(channel);
    if (chat !== undefined) robots.set(accessToken, { chat, secret });
  }
  const pictures = createDingtalkPictures(credentials.appKey, tokens, parts);
  return {
    pictures,
    robot: createRobotCallbacks(credentials, parts, sessions),
    media,
    routes: [
      oauthToken(credentials, tokens, parts),
      mediaUpload(tokens, media, parts),
      directSend({ robotCode: credentials.appKey, tokens, media }, parts),
      sessionSend(sessions, parts),
      webhookSend((token) => robots.get(token), parts),
      ...pictures.routes,
    ],
  };
};
