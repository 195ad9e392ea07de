import { type Http, type HttpAnswer, HttpFailure, type HttpRequest } from '../../../src/channels/http.js';
import type { PlatformMood } from '../../contracts/channel.js';

/** DingTalk's two hosts as a function: hand out tokens, take messages, remember what they were asked. */
export interface FakePlatform {
  readonly http: Http;
  readonly requests: HttpRequest[];
  /** Bodies of the messages taken. */
  readonly accepted: unknown[];
  setMood(mood: PlatformMood): void;
  /** Answers to the next calls of this path, first to last; then the mood decides again. */
  next(path: string, ...answers: (HttpAnswer | Error)[]): void;
  /** How often a path was called. */
  calls(path: string): number;
}

const tokenPath = '/v1.0/oauth2/accessToken';
const batchPath = '/v1.0/robot/oToMessages/batchSend';

const answered = (body: unknown, status = 200): HttpAnswer => ({
  status,
  body: JSON.stringify(body),
});

/** An answer of a webhook; never with the words of the table, because those do not count. */
const coded = (errcode: number | string): HttpAnswer =>
  answered({ errcode, errmsg: Number(errcode) === 0 ? 'ok' : 'description:…;solution:…;link:…' });

/** A refusal of the new API. */
const denied = (code: string, status: number, more: object = {}): HttpAnswer =>
  answered({ code, message: '…', requestid: 'R', ...more }, status);

const page = '<html><body>请先登录上网认证</body></html>';

export const createFakePlatform = (): FakePlatform => {
  const requests: HttpRequest[] = [];
  const accepted: unknown[] = [];
  const queued = new Map<string, (HttpAnswer | Error)[]>();
  let mood: PlatformMood = 'accepts';
  let tokens = 0;

  const byMood = (request: HttpRequest, isBatch: boolean): HttpAnswer => {
    switch (mood) {
      case 'accepts':
        accepted.push(JSON.parse(request.body ?? 'null'));
        return isBatch
          ? answered({
              processQueryKey: `key-${accepted.length}`,
              invalidStaffIdList: [],
              flowControlledStaffIdList: [],
            })
          : coded(0);
      case 'refuses':
        return isBatch ? answered({ processQueryKey: 'k', invalidStaffIdList: ['x'] }) : coded(430102);
      case 'throttles':
        return isBatch ? denied('Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', 403) : coded(130101);
      case 'unreachable':
        throw new HttpFailure('no answer (ECONNREFUSED)', false, { cause: new Error(request.url) });
      case 'silent':
        throw new HttpFailure('no answer (UND_ERR_SOCKET)', true, { cause: new Error(request.url) });
      case 'broken':
        return { status: 500, body: page };
      case 'proxy_page':
        return { status: 200, body: page };
      case 'explodes':
        throw new TypeError(`cannot fetch ${request.url}`);
    }
  };

  return {
    requests,
    accepted,
    setMood(next) {
      mood = next;
    },
    next(path, ...answers) {
      queued.set(path, answers);
    },
    calls: (path) => requests.filter(({ url }) => new URL(url).pathname === path).length,
    http: async (request) => {
      requests.push(request);
      const path = new URL(request.url).pathname;
      const answer = queued.get(path)?.shift();
      if (answer instanceof Error) throw answer;
      if (answer !== undefined) return answer;
      if (path !== tokenPath) return byMood(request, path === batchPath);
      tokens += 1;
      return answered({ accessToken: `access-token-${tokens}`, expireIn: 7200 });
    },
  };
};
