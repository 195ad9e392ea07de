import { z } from 'zod';
import type { OutgoingFile, Repeat, SendOutcome } from '../../delivery/channel.js';
import { type Http, type HttpAnswer, type HttpRequest, unansweredBy } from '../http.js';
import { multipart } from '../multipart.js';
import { classify } from './errors.js';

const timeoutMs = 10_000;
/** Less than the lease of a send. */
const uploadTimeoutMs = 30_000;
/** First wait after a call that did not get through; the outbox makes later ones longer. */
const firstWaitMs = 10_000;

/** A code of WeCom, also as digits in quotes. */
export const Errcode = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{1,9}$/)
    .transform(Number),
]);

/** The code is what counts: words that are none are no reason not to believe it. */
const PlatformAnswer = z.looseObject({ errcode: Errcode, errmsg: z.string().catch('') });
/** An answer of WeCom itself, whatever the code. Fields differ by call. */
export type PlatformAnswer = z.infer<typeof PlatformAnswer>;

/** What became of a call: WeCom's answer, or none and whether the call may have had its effect. */
export type CallResult =
  | { readonly kind: 'answered'; readonly answer: PlatformAnswer }
  | { readonly kind: 'unanswered'; readonly mayHaveArrived: boolean; readonly code: string };

const answerOf = (body: string): PlatformAnswer | undefined => {
  try {
    return PlatformAnswer.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
};

const read = ({ status, body }: HttpAnswer): CallResult => {
  const answer = answerOf(body);
  const ok = status >= 200 && status < 300;
  // A code that says no is believed with any status, one that says yes only with 2xx.
  if (answer !== undefined && (ok || answer.errcode !== 0)) return { kind: 'answered', answer };
  // Redirects and 4xx without a code come from a proxy that did not let the call through.
  const stopped = status >= 300 && status < 500;
  return { kind: 'unanswered', mayHaveArrived: !stopped, code: ok ? 'not_json' : `http_${status}` };
};

const httpRequest = async ({ url, json, file }: Parameters<typeof callWecom>[1]): Promise<HttpRequest> => {
  if (file !== undefined) {
    return { method: 'POST', url, ...(await multipart(file)), timeoutMs: uploadTimeoutMs };
  }
  if (json === undefined) return { method: 'GET', url, timeoutMs };
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(json),
    timeoutMs,
  };
};

/** One call of the server API. Never throws; no URL is in the result, because URLs hold secrets. */
export const callWecom = async (
  http: Http,
  request: { readonly url: string; readonly json?: unknown; readonly file?: OutgoingFile },
): Promise<CallResult> => {
  try {
    return read(await http(await httpRequest(request)));
  } catch (error) {
    return { kind: 'unanswered', ...unansweredBy(error) };
  }
};

/** Path below the base URL, which may have a path of its own in private deployments. */
export const apiUrl = (baseUrl: string, path: string, query: Readonly<Record<string, string>>): string =>
  `${baseUrl.replace(/\/+$/, '')}/cgi-bin/${path}?${new URLSearchParams(query)}`;

export const refused = (
  errorClass: Extract<SendOutcome, { status: 'refused' }>['errorClass'],
  code: string,
  advice: string,
): Extract<SendOutcome, { status: 'refused' }> => ({ status: 'refused', errorClass, code, advice });

/** The address that WeCom saw, out of the message of 60020: the administrator has to enter just that. */
const seenAddress = (errmsg: string): string => {
  const found = /from ip:\s*([0-9A-Fa-f.:]{3,45})/.exec(errmsg)?.[1];
  return found === undefined ? '' : `企业微信看到的IP是${found}。`;
};

const outcomeOfCode = ({ errcode, errmsg }: PlatformAnswer, now: Date): SendOutcome => {
  const { errorClass, advice, waitMs } = classify(errcode);
  const code = String(errcode);
  if (waitMs === undefined) {
    return refused(errorClass, code, errcode === 60020 ? advice + seenAddress(errmsg) : advice);
  }
  return { status: 'deferred', errorClass, code, advice, retryAt: new Date(now.getTime() + waitMs) };
};

/**
 * What a call means for the message it carried. Where a repeat would be shown twice, a call whose fate is not
 * known is not tried again: it is `unknown` and somebody has to look.
 */
export const outcomeOf = (result: CallResult, options: { repeat: Repeat; now: Date }): SendOutcome => {
  const { repeat, now } = options;
  if (result.kind === 'answered') {
    return result.answer.errcode === 0 ? { status: 'delivered' } : outcomeOfCode(result.answer, now);
  }
  const { mayHaveArrived, code } = result;
  if (mayHaveArrived && repeat === 'shown_twice') {
    return {
      status: 'unknown',
      errorClass: 'unknown',
      code,
      advice: '消息已发出，但没有收到企业微信的答复，不知道是否送达。请先到群里核实，再决定是否重发。',
    };
  }
  return {
    status: 'deferred',
    ...(mayHaveArrived && repeat === 'dropped' ? { mayHaveArrived } : {}),
    errorClass: 'retry',
    code,
    advice: '没有连上企业微信，稍后自动重试；一直这样时请检查网络、代理和防火墙。',
    retryAt: new Date(now.getTime() + firstWaitMs),
  };
};
