import type { NotSent } from '../delivery/channel.js';

/** A token, or why there is none and so nothing was sent. */
export type TokenResult = { readonly token: string } | { readonly failure: NotSent };

/** The access token of one app, fetched when needed and shared by all calls. */
export interface AccessTokens {
  current(): Promise<TokenResult>;
  /** The platform no longer takes this token: it is not used again. */
  discard(token: string): void;
}

/**
 * A call with a token. Tokens are withdrawn early now and then, so after a refusal it is made once more with a
 * new one; a second refusal has another reason.
 */
export const callWithToken = async <Result>(
  tokens: AccessTokens,
  isTokenRefused: (result: Result) => boolean,
  call: (token: string) => Promise<Result>,
): Promise<{ readonly result: Result } | { readonly failure: NotSent }> => {
  const first = await tokens.current();
  if ('failure' in first) return first;
  const result = await call(first.token);
  if (!isTokenRefused(result)) return { result };
  tokens.discard(first.token);
  const second = await tokens.current();
  if ('failure' in second) return second;
  const last = await call(second.token);
  if (isTokenRefused(last)) tokens.discard(second.token);
  return { result: last };
};
