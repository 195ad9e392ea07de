import { z } from 'zod';
import type { AccessTokens } from '../access-token.js';
import { type ApiRoute, parseJson } from '../api-call.js';
import { accessDenied, createFileShelf } from '../file-shelf.js';
import type { PlatformParts } from '../platform.js';
import { apiError } from './api-error.js';

/** How long codes and addresses are good is not documented; others saw them end within the day. */
const codeLifetimeMs = 24 * 3_600_000;
const addressLifetimeMs = 10 * 60_000;

const Body = z.object({ downloadCode: z.string().min(1), robotCode: z.string().min(1) });

/** How the emulated DingTalk passes pictures on: a code in the message, an address for the code. */
export interface DingtalkPictures {
  codeFor(picture: Buffer): string;
  readonly routes: readonly ApiRoute[];
}

export const createDingtalkPictures = (
  robotCode: string,
  tokens: AccessTokens,
  parts: PlatformParts,
): DingtalkPictures => {
  const { clock, random } = parts;
  const received = createFileShelf(random, clock);
  const givenOut = createFileShelf(random, clock);

  const addressOfCode: ApiRoute = {
    method: 'POST',
    path: '/v1.0/robot/messageFiles/download',
    secretBodies: true,
    handle: ({ headers, body }) => {
      const token = headers['x-acs-dingtalk-access-token'];
      if (typeof token !== 'string' || tokens.state(token, clock.now()) !== 'valid') {
        return apiError(400, 'InvalidAuthentication', 'access token missing, unknown or expired');
      }
      const parsed = Body.safeParse(parseJson(body));
      if (!parsed.success) return apiError(400, 'miss.param', 'downloadCode or robotCode missing');
      if (parsed.data.robotCode !== robotCode) {
        return apiError(400, 'invalidParameter.robotCode.auth', 'not the robot that received it');
      }
      const file = received.find(parsed.data.downloadCode);
      if (file === undefined) {
        return apiError(400, 'invalidParameter.downloadCode', 'downloadCode is invalid or expired');
      }
      const id = givenOut.put(file, addressLifetimeMs);
      return {
        status: 200,
        body: { downloadUrl: `${parts.apiBaseUrl()}/robot-message.file?Signature=${id}` },
      };
    },
  };
  const file: ApiRoute = {
    method: 'GET',
    path: '/robot-message.file',
    secretBodies: true,
    handle: ({ query }) => {
      const bytes = givenOut.find(query.get('Signature') ?? '');
      return bytes === undefined ? accessDenied : { status: 200, body: bytes };
    },
  };

  return { codeFor: (picture) => received.put(picture, codeLifetimeMs), routes: [addressOfCode, file] };
};
