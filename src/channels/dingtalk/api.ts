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
/** A page instead of an answer is how DingTalk turns away an address it has banned for five minutes. */
const pageWaitMs = 5 * 60_000;

/** Codes come from outside and go into the log: nothing long, and no words. */
const Code = z.union([z.number().int().transform(String), z.string().regex(/^[\w.-]{1,100}$/)]);

/** The old API: a code in every answer, sometimes as text. */
const OapiAnswer = z.looseObject({ errcode: Code, sub_code: Code.optional().catch(undefined) });
/** What either host says to an address it has banned. */
const Ban = z.looseObject({ status: z.literal(1111), punish: z.string() });
/** The new API: a code only in answers that say no. */
const ApiRefusal = z.looseObject({
  code: Code,
  accessdenieddetail: z
    .object({ requiredScopes: z.array(z.string().regex(/^[\w.:-]{1,80}$/)) })
    .optional()
    .catch(undefined),
});

/** What became of a call: DingTalk's own answer, or none and whether the call may have had its effect. */
export type CallResult =
  | { readonly kind: 'accepted'; readonly answer: unknown }
  | { readonly kind: 'denied'; readonly code: string; readonly missingScopes: readonly string[] }
  | { readonly kind: 'unanswered'; readonly mayHaveArrived: boolean; readonly code: string };

const jsonOf = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

const isOk = (status: number): boolean => status >= 200 && status < 300;

const denied = (code: string, missingScopes: readonly string[] = []): CallResult => ({
  kind: 'denied',
  code,
  missingScopes,
});

/** Redirects and 4xx without a code come from a proxy that did not let the call through. */
const unreadable = (status: number): CallResult => ({
  kind: 'unanswered',
  mayHaveArrived: status < 300 || status >= 500,
  code: isOk(status) ? 'not_json' : `http_${status}`,
});

/** A code that says no is believed with any HTTP status, one that says yes only with 2xx. */
const readOapi = ({ status, body }: HttpAnswer): CallResult => {
  const json = jsonOf(body);
  if (Ban.safeParse(json).success) return denied('1111');
  const answer = OapiAnswer.safeParse(json).data;
  if (answer === undefined) return unreadable(status);
  if (Number(answer.errcode) !== 0) {
    // 88 wraps the code of the system behind; alone it means that system did not answer in time.
    return denied(answer.errcode === '88' ? (answer.sub_code ?? '88') : answer.errcode);
  }
  return isOk(status) ? { kind: 'accepted', answer } : unreadable(status);
};

/** HTTP statuses mean something here, but a 5xx that names no known code says nothing of the effect. */
const readApi = ({ status, body }: HttpAnswer): CallResult => {
  const json = jsonOf(body);
  if (Ban.safeParse(json).success) return denied('1111');
  if (isOk(status)) return json === undefined ? unreadable(status) : { kind: 'accepted', answer: json };
  const refusal = ApiRefusal.safeParse(json).data;
  if (refusal === undefined || (status >= 500 && classify(refusal.code).errorClass === 'unknown')) {
    return unreadable(status);
  }
  return denied(refusal.code, refusal.accessdenieddetail?.requiredScopes);
};

interface Call {
  readonly url: string;
  readonly json: unknown;
  /** Of the new API. */
  readonly token?: string;
}

/** Never throws; no URL is in the result, because URLs hold secrets. */
const post = async (
  http: Http,
  request: () => HttpRequest | Promise<HttpRequest>,
  read: (answer: HttpAnswer) => CallResult,
): Promise<CallResult> => {
  try {
    return read(await http(await request()));
  } catch (error) {
    return { kind: 'unanswered', ...unansweredBy(error) };
  }
};

const jsonRequest = ({ url, json, token }: Call): HttpRequest => ({
  method: 'POST',
  url,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    ...(token === undefined ? {} : { 'x-acs-dingtalk-access-token': token }),
  },
  body: JSON.stringify(json),
  timeoutMs,
});

/** One call of a webhook or of the old API. HTTP 200 says nothing there, only `errcode` does. */
export const callOapi = (http: Http, call: Omit<Call, 'token'>): Promise<CallResult> =>
  post(http, () => jsonRequest(call), readOapi);

/** Gives the old API a file (`media/upload`); nobody is shown it yet. */
export const uploadOapi = (
  http: Http,
  { url, file, type }: { readonly url: string; readonly file: OutgoingFile; readonly type: 'file' | 'image' },
): Promise<CallResult> =>
  post(
    http,
    async () => ({
      method: 'POST',
      url,
      ...(await multipart(file, { type })),
      timeoutMs: uploadTimeoutMs,
    }),
    readOapi,
  );

/** One call of the new API (`/v1.0/…`). */
export const callApi = (http: Http, call: Call): Promise<CallResult> =>
  post(http, () => jsonRequest(call), readApi);

/** Path below a base URL, which may have a path of its own in private deployments. */
export const urlBelow = (baseUrl: string, path: string): string => `${baseUrl.replace(/\/+$/, '')}${path}`;

const unknownOutcome = (code: string): SendOutcome => ({
  status: 'unknown',
  errorClass: 'unknown',
  code,
  advice: '消息已发出，但没有收到钉钉的明确答复，不知道是否送达。请先核实，再决定是否重发。',
});

/** What a code means for the message it answers; see `outcomeOf`. */
export const outcomeOfCode = (
  code: string,
  options: { readonly repeat: Repeat; readonly now: Date; readonly more?: string },
): SendOutcome => {
  const { repeat, now, more = '' } = options;
  const { errorClass, advice, waitMs, mayHaveArrived } = classify(code);
  if (mayHaveArrived && repeat === 'shown_twice') return unknownOutcome(code);
  const reason = { errorClass, code, advice: advice + more };
  return waitMs === undefined
    ? { status: 'refused', ...reason }
    : {
        status: 'deferred',
        ...(mayHaveArrived && repeat === 'dropped' ? { mayHaveArrived } : {}),
        ...reason,
        retryAt: new Date(now.getTime() + waitMs),
      };
};

/**
 * What a call means for the message it carried. Where a repeat would be shown twice, a call whose fate is not
 * known is not tried again: it is `unknown` and somebody has to look. `accepted` is what the caller makes of an
 * answer that says yes, which for some calls is not yet success.
 */
export const outcomeOf = (
  result: CallResult,
  options: { readonly repeat: Repeat; readonly now: Date },
  accepted: (answer: unknown) => SendOutcome = () => ({ status: 'delivered' }),
): SendOutcome => {
  const { repeat, now } = options;
  if (result.kind === 'accepted') return accepted(result.answer);
  const { code } = result;
  if (result.kind === 'denied') {
    const scopes = result.missingScopes;
    const more = scopes.length === 0 ? '' : `缺少的权限：${scopes.join('、')}。`;
    return outcomeOfCode(code, { repeat, now, more });
  }
  if (result.mayHaveArrived && repeat === 'shown_twice') return unknownOutcome(code);
  const waitMs = code === 'not_json' ? pageWaitMs : firstWaitMs;
  return {
    status: 'deferred',
    ...(result.mayHaveArrived && repeat === 'dropped' ? { mayHaveArrived: true } : {}),
    errorClass: result.mayHaveArrived ? 'unknown' : 'retry',
    code,
    advice: '没有收到钉钉的明确答复，稍后自动重试；一直这样时请检查网络、代理和防火墙。',
    retryAt: new Date(now.getTime() + waitMs),
  };
};
