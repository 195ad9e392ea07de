import { z } from 'zod';
import type { AccessTokens } from '../access-token.js';
import { type ApiRoute, parseJson } from '../api-call.js';
import type { Credentials } from '../credentials.js';
import type { PlatformParts } from '../platform.js';
import { apiError } from './api-error.js';

const Body = z.object({ appKey: z.string().min(1), appSecret: z.string().min(1) });

/** `POST /v1.0/oauth2/accessToken` (dingtalk-protocol 4.1). */
export const oauthToken = (
  { appKey, appSecret }: Credentials['dingtalk'],
  tokens: AccessTokens,
  { clock }: PlatformParts,
): ApiRoute => ({
  method: 'POST',
  path: '/v1.0/oauth2/accessToken',
  secretBodies: true,
  handle: ({ body }) => {
    const parsed = Body.safeParse(parseJson(body));
    if (!parsed.success) return apiError(400, 'miss.param', 'appKey or appSecret missing');
    if (parsed.data.appKey !== appKey || parsed.data.appSecret !== appSecret) {
      return apiError(400, 'invalidClientIdOrSecret', 'invalid appKey or appSecret');
    }
    const { token, expiresInSeconds } = tokens.issue(clock.now());
    return { status: 200, body: { accessToken: token, expireIn: expiresInSeconds } };
  },
});
