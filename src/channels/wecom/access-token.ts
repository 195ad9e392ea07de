import { z } from 'zod';
import type { ChannelConfigOf } from '../../../config/settings.js';
import type { Clock } from '../../domain/clock.js';
import type { Http } from '../http.js';
import type { AccessTokens, TokenResult } from '../tokens.js';
import { apiUrl, callWecom, outcomeOf } from './api.js';

/** Replaced this long before it ends, so that a call under way does not outlive it. */
const marginMs = 5 * 60 * 1000;
/** After a refusal WeCom is left alone this long: wrong secrets asked about again lock the address for an hour. */
const restAfterRefusalMs = 10 * 60 * 1000;

const Granted = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** Callers that ask while a token is being fetched wait for the same fetch. */
export const createAccessTokens = (
  config: ChannelConfigOf<'wecom_app'>,
  parts: { readonly http: Http; readonly clock: Clock },
): AccessTokens => {
  const { http, clock } = parts;
  let held: { readonly token: string; readonly until: number } | undefined;
  let refusal: { readonly result: TokenResult; readonly until: number } | undefined;
  let fetching: Promise<TokenResult> | undefined;

  const fetchToken = async (): Promise<TokenResult> => {
    const { baseUrl, corpId, corpSecret } = config;
    const url = apiUrl(baseUrl, 'gettoken', { corpid: corpId, corpsecret: corpSecret });
    const call = await callWecom(http, { url });
    const now = clock.now();
    const granted = call.kind === 'answered' ? Granted.safeParse(call.answer).data : undefined;
    if (call.kind === 'answered' && call.answer.errcode === 0 && granted !== undefined) {
      const lifeMs = granted.expires_in * 1000;
      held = { token: granted.access_token, until: now.getTime() + lifeMs - Math.min(marginMs, lifeMs / 2) };
      return { token: granted.access_token };
    }
    // Asking for a token has no effect on anybody: it can be repeated whatever happened to it.
    const outcome = outcomeOf(call, { repeat: 'harmless', now });
    if (outcome.status === 'refused') {
      const result = { failure: outcome };
      refusal = { result, until: now.getTime() + restAfterRefusalMs };
      return result;
    }
    if (outcome.status === 'deferred') return { failure: outcome };
    return {
      failure: {
        status: 'deferred',
        errorClass: 'retry',
        code: 'no_token',
        advice: '企业微信没有给出 access_token，稍后自动重试。',
        retryAt: new Date(now.getTime() + restAfterRefusalMs),
      },
    };
  };

  return {
    async current() {
      const now = clock.now().getTime();
      if (held !== undefined && now < held.until) return { token: held.token };
      if (refusal !== undefined && now < refusal.until) return refusal.result;
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
