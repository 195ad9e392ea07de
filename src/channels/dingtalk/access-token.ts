import { z } from 'zod';
import type { ChannelConfigOf } from '../../../config/settings.js';
import type { NotSent } from '../../delivery/channel.js';
import type { Clock } from '../../domain/clock.js';
import type { Http } from '../http.js';
import type { AccessTokens, TokenResult } from '../tokens.js';
import { callApi, outcomeOf, urlBelow } from './api.js';

/** Replaced this long before it ends; until then DingTalk answers the same token and extends it. */
const marginMs = 10 * 60_000;
/** After a refusal DingTalk is left alone this long: asking for tokens with each message is throttled. */
const restAfterRefusalMs = 60_000;

const Granted = z.object({ accessToken: z.string().min(1), expireIn: z.number().positive() });

const withoutToken = (now: Date): NotSent => ({
  status: 'deferred',
  errorClass: 'retry',
  code: 'no_token',
  advice: '钉钉没有给出 accessToken，稍后自动重试。',
  retryAt: new Date(now.getTime() + restAfterRefusalMs),
});

/**
 * Tokens of an internal app (obtain-the-access-token-of-an-internal-app). Callers that ask while a token is
 * being fetched wait for the same fetch.
 */
export const createAccessTokens = (
  config: ChannelConfigOf<'dingtalk_robot'>,
  parts: { readonly http: Http; readonly clock: Clock },
): AccessTokens => {
  const { http, clock } = parts;
  let held: { readonly token: string; readonly until: number } | undefined;
  let refusal: { readonly failure: NotSent; readonly until: number } | undefined;
  let fetching: Promise<TokenResult> | undefined;

  const fetchToken = async (): Promise<TokenResult> => {
    const { apiBaseUrl, appKey, appSecret } = config;
    const url = urlBelow(apiBaseUrl, '/v1.0/oauth2/accessToken');
    const result = await callApi(http, { url, json: { appKey, appSecret } });
    const now = clock.now();
    const granted = result.kind === 'accepted' ? Granted.safeParse(result.answer).data : undefined;
    if (granted !== undefined) {
      const { accessToken: token, expireIn } = granted;
      const lifeMs = expireIn * 1000;
      held = { token, until: now.getTime() + lifeMs - Math.min(marginMs, lifeMs / 2) };
      return { token };
    }
    // Asking for a token has no effect on anybody: it can be repeated whatever happened to it.
    const outcome = outcomeOf(result, { repeat: 'harmless', now }, () => withoutToken(now));
    const failure =
      outcome.status === 'refused' || outcome.status === 'deferred' ? outcome : withoutToken(now);
    if (failure.status === 'refused') refusal = { failure, until: now.getTime() + restAfterRefusalMs };
    return { failure };
  };

  return {
    async current() {
      const now = clock.now().getTime();
      if (held !== undefined && now < held.until) return { token: held.token };
      if (refusal !== undefined && now < refusal.until) return { failure: refusal.failure };
      fetching ??= fetchToken().finally(() => {
        fetching = undefined;
      });
      return await fetching;
    },
    discard(token) {
      // Another call may have fetched a new one meanwhile: that one stays.
      if (held?.token === token) held = undefined;
    },
  };
};
