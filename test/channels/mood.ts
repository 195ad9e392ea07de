import { type Http, type HttpAnswer, HttpFailure, type HttpRequest } from '../../src/channels/http.js';
import type { PlatformMood } from '../contracts/channel.js';

/** An answer, a failure, or an answer that comes when the test lets it. */
type Scripted = HttpAnswer | Error | Promise<HttpAnswer>;

/** A platform's API as a function: hands out tokens, takes messages, remembers what it was asked. */
export interface FakePlatform {
  readonly http: Http;
  readonly requests: HttpRequest[];
  /** Bodies of the messages and files taken. */
  readonly accepted: unknown[];
  setMood(mood: PlatformMood): void;
  /** Answers to the next calls of this path, first to last; then the mood decides again. */
  next(path: string, ...answers: Scripted[]): void;
  /** How often a path was called. */
  calls(path: string): number;
}

const page = '<html><body>请先登录上网认证</body></html>';

/** What is a platform's own about an answer. */
interface Dialect {
  /** The path as tests name it. */
  readonly pathOf: (url: string) => string;
  readonly tokenPath: string;
  readonly token: (count: number) => HttpAnswer;
  /** Success, the `count`-th; a refusal for good; too many. */
  readonly accepts: (path: string, count: number) => HttpAnswer;
  readonly refuses: (path: string) => HttpAnswer;
  readonly throttles: (path: string) => HttpAnswer;
}

export const createMoodyPlatform = (dialect: Dialect): FakePlatform => {
  const requests: HttpRequest[] = [];
  const accepted: unknown[] = [];
  const queued = new Map<string, Scripted[]>();
  let mood: PlatformMood = 'accepts';
  let tokens = 0;

  const byMood = (request: HttpRequest, path: string): HttpAnswer => {
    switch (mood) {
      case 'accepts':
        accepted.push(typeof request.body === 'string' ? JSON.parse(request.body) : request.body);
        return dialect.accepts(path, accepted.length);
      case 'refuses':
        return dialect.refuses(path);
      case 'throttles':
        return dialect.throttles(path);
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
    calls: (path) => requests.filter(({ url }) => dialect.pathOf(url) === path).length,
    http: async (request) => {
      requests.push(request);
      const path = dialect.pathOf(request.url);
      const answer = queued.get(path)?.shift();
      if (answer instanceof Error) throw answer;
      if (answer !== undefined) return await answer;
      if (path !== dialect.tokenPath) return byMood(request, path);
      tokens += 1;
      return dialect.token(tokens);
    },
  };
};
