import type { AccessTokens } from '../access-token.js';
import { type ApiAnswer, errcodeAnswer } from '../api-call.js';

/** What WeCom answers to a call whose token is not good; `undefined` = it is. */
export const tokenRefusal = (
  tokens: AccessTokens,
  query: URLSearchParams,
  now: Date,
): ApiAnswer | undefined => {
  const token = query.get('access_token') ?? '';
  if (token === '') return errcodeAnswer(41001, 'access_token missing');
  switch (tokens.state(token, now)) {
    case 'unknown':
      return errcodeAnswer(40014, 'invalid access_token');
    case 'expired':
      return errcodeAnswer(42001, 'access_token expired');
    case 'valid':
      return undefined;
  }
};
