import { Agent, errors, request } from 'undici';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly timeoutMs: number;
  /** The answer is a file of so many bytes at the most: it comes as `bytes`, and `body` is empty. */
  readonly fileUpTo?: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** Where a file was asked for; absent when it is larger than was asked for. */
  readonly bytes?: Uint8Array;
}

/**
 * No answer came. `mayHaveArrived` tells whether the request may have had its effect: false only when the
 * connection was never made. The message holds no URL, because URLs of both platforms hold secrets.
 */
export class HttpFailure extends Error {
  readonly mayHaveArrived: boolean;

  constructor(reason: string, mayHaveArrived: boolean, options: { cause?: unknown } = {}) {
    super(reason, options);
    this.name = 'HttpFailure';
    this.mayHaveArrived = mayHaveArrived;
  }
}

/** @throws HttpFailure when no complete answer came; an answer with any status is returned. */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Platforms answer in a few hundred bytes; more than this is a proxy's page or an attack. */
const largestAnswer = 1024 * 1024;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';

/** What comes, up to `limit` bytes; `undefined` = there is more, which is not read. */
const bytesUpTo = async (body: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array | undefined> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** HTTP over kept-alive connections; no redirect is followed. `close` lets go of them. */
export const createHttp = (): { http: Http; close: () => Promise<void> } => {
  const agent = new Agent({
    connect: { timeout: 5000 },
    keepAliveTimeout: 30_000,
    maxResponseSize: largestAnswer,
  });
  const http: Http = async ({ method, url, headers, body, timeoutMs, fileUpTo }) => {
    try {
      const answer = await request(url, {
        method,
        dispatcher: agent,
        headers: headers ?? {},
        ...(body === undefined ? {} : { body }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const status = answer.statusCode;
      if (fileUpTo === undefined) return { status, body: await answer.body.text() };
      const bytes = await bytesUpTo(answer.body, fileUpTo);
      return bytes === undefined ? { status, body: '' } : { status, body: '', bytes };
    } catch (error) {
      const code = error instanceof errors.UndiciError ? error.code : codeOf(error);
      throw new HttpFailure(`no answer (${code})`, !neverConnected.has(code), { cause: error });
    }
  };
  return { http, close: () => agent.close() };
};

/** What a call without an answer tells a sender: only a connection that never stood is sure not to have arrived. */
export const unansweredBy = (
  error: unknown,
): { readonly mayHaveArrived: boolean; readonly code: 'no_connection' | 'no_answer' } => {
  const surelyNot = error instanceof HttpFailure && !error.mayHaveArrived;
  return { mayHaveArrived: !surelyNot, code: surelyNot ? 'no_connection' : 'no_answer' };
};
