import type { AccessTokens } from '../access-token.js';
import { type ApiRoute, errcodeAnswer } from '../api-call.js';
import type { Credentials } from '../credentials.js';
import type { PlatformParts } from '../platform.js';

/** `GET /cgi-bin/gettoken` (wecom-protocol 2.4). */
export const gettoken = (
  { corpId, corpSecret }: Credentials['wecom'],
  tokens: AccessTokens,
  { clock }: PlatformParts,
): ApiRoute => ({
  method: 'GET',
  path: '/cgi-bin/gettoken',
  secretBodies: true,
  handle: ({ query }) => {
    const [id, secret] = [query.get('corpid') ?? '', query.get('corpsecret') ?? ''];
    if (id === '') return errcodeAnswer(41002, 'corpid missing');
    if (secret === '') return errcodeAnswer(41004, 'corpsecret missing');
    if (id !== corpId) return errcodeAnswer(40013, 'invalid corpid');
    if (secret !== corpSecret) return errcodeAnswer(40001, 'invalid credential');
    const { token, expiresInSeconds } = tokens.issue(clock.now());
    return errcodeAnswer(0, 'ok', { access_token: token, expires_in: expiresInSeconds });
  },
});
