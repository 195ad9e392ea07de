import { type Http, type HttpAnswer, HttpFailure, type HttpRequest } from '../../../src/channels/http.js';
import type { PlatformMood } from '../../contracts/channel.js';

/** An answer, a failure, or an answer that comes when the test lets it. */
type Scripted = HttpAnswer | Error | Promise<HttpAnswer>;

/** WeCom's server API as a function: hands out tokens, takes messages, remembers what it was asked. */
export interface FakePlatform {
  readonly http: Http;
  readonly requests: HttpRequest[];
  /** Bodies of the messages taken with code 0. */
  readonly accepted: unknown[];
  setMood(mood: PlatformMood): void;
  /** Answers to the next calls of this path, first to last; then the mood decides again. */
  next(path: string, ...answers: Scripted[]): void;
  /** How often a path was called. */
  calls(path: string): number;
}

export const coded = (errcode: number, more: Readonly<Record<string, unknown>> = {}): HttpAnswer => ({
  status: 200,
  body: JSON.stringify({ errcode, errmsg: errcode === 0 ? 'ok' : 'hint: [1701651600]', ...more }),
});

const page: string = '<html><body>请先登录上网认证</body></html>';

const pathOf = (url: string): string => new URL(url).pathname.replace('/cgi-bin/', '');

export const createFakePlatform = (): FakePlatform => {
  const requests: HttpRequest[] = [];
  const accepted: unknown[] = [];
  const queued = new Map<string, Scripted[]>();
  let mood: PlatformMood = 'accepts';
  let tokens = 0;

  const byMood = (request: HttpRequest): HttpAnswer => {
    switch (mood) {
      case 'accepts':
        accepted.push(JSON.parse(request.body ?? 'null'));
        return coded(0, { msgid: `m${accepted.length}` });
      case 'refuses':
        return coded(40008);
      case 'throttles':
        return coded(45009);
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
    calls: (path) => requests.filter(({ url }) => pathOf(url) === path).length,
    http: async (request) => {
      requests.push(request);
      const path = pathOf(request.url);
      const answer = queued.get(path)?.shift();
      if (answer instanceof Error) throw answer;
      if (answer !== undefined) return await answer;
      if (path !== 'gettoken') return byMood(request);
      tokens += 1;
      return coded(0, { access_token: `access-token-${tokens}`, expires_in: 7200 });
    },
  };
};
