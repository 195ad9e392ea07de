import { Agent, request as httpRequest } from 'undici';
import { TongbaoError } from '../domain/error.js';
import type { MessageView } from './api.js';
import type { Shown, Transcript } from './transcript.js';
import { WrongAnswer } from './wrong-answer.js';

/** An HTTP POST to the service. */
interface CallbackRequest {
  /** Path and query below the service's address. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer that the platform accepts. */
export interface AcceptedAnswer {
  /** The answer's own text, decrypted; empty for a mere acknowledgement. */
  readonly plain: string;
  readonly reply?: Shown;
}

/** One thing that happened in a chat, as the platform tells the service. */
export interface Callback {
  readonly chatId: string;
  /** Name of the platform for people. */
  readonly platformName: string;
  readonly path: string;
  /** A fresh try: the same message under a new signature, and how to read the answer to that try. */
  attempt(): { request: CallbackRequest; read(body: string): AcceptedAnswer };
}

/** How a callback ended. */
export interface CallbackOutcome {
  /** How often it was sent. */
  readonly tries: number;
  /** What the service answered, decrypted; absent when no answer was accepted. */
  readonly answer?: string;
  readonly messages: readonly MessageView[];
}

/** How long the platform waits for each try, real milliseconds, and how often it tries in all. */
export interface Patience {
  readonly limitMs: number;
  readonly tries: number;
}

/** Sends callbacks to the service and shows what it answers. */
export interface CallbackSender {
  connect(serviceUrl: string): void;
  /** @throws TongbaoError `emulator.not_connected` */
  send(callback: Callback, patience: Patience): Promise<CallbackOutcome>;
  close(): Promise<void>;
}

type Attempted = { readonly bytes: Uint8Array } | { readonly problem: string };

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws WrongAnswer */
const decode = (bytes: Uint8Array): string => {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new WrongAnswer('应答不是 UTF-8 文本');
  }
};

const largestAnswer = 1024 * 1024;

/** Aborts after so many real milliseconds. */
export type Deadline = (afterMs: number) => AbortSignal;

/** `deadline` ends each try's wait; tests of silence pass one that they fire themselves. */
export const createCallbackSender = (
  transcript: Transcript,
  deadline: Deadline = (afterMs) => AbortSignal.timeout(afterMs),
): CallbackSender => {
  const agent = new Agent({ maxResponseSize: largestAnswer });
  let serviceUrl: string | undefined;

  const post = async (request: CallbackRequest, base: string, limitMs: number): Promise<Attempted> => {
    const signal = deadline(limitMs);
    try {
      const answer = await httpRequest(new URL(request.path, base), {
        method: 'POST',
        headers: request.headers,
        body: request.body,
        dispatcher: agent,
        signal,
      });
      const bytes = await answer.body.bytes();
      return answer.statusCode === 200 ? { bytes } : { problem: `服务返回了 HTTP ${answer.statusCode}` };
    } catch {
      return { problem: signal.aborted ? `服务在 ${limitMs / 1000} 秒内没有应答` : '连不上服务' };
    }
  };

  const send = async (callback: Callback, { limitMs, tries }: Patience) => {
    if (serviceUrl === undefined) {
      throw new TongbaoError('emulator.not_connected', '模拟平台还没有连上服务。请先启动服务。');
    }
    const { chatId, platformName } = callback;
    const startedAt = performance.now();
    let problem = '';
    for (let tried = 1; tried <= tries; tried += 1) {
      const { request, read } = callback.attempt();
      const attempted = await post(request, serviceUrl, limitMs);
      if ('problem' in attempted) {
        problem = attempted.problem;
        continue;
      }
      try {
        const accepted = read(decode(attempted.bytes));
        const tookMs = Math.round(performance.now() - startedAt);
        if (accepted.reply !== undefined) {
          transcript.addFromBot(accepted.reply, { chatId, via: 'response', tookMs });
        }
        return { tries: tried, answer: accepted.plain };
      } catch (error) {
        if (!(error instanceof WrongAnswer)) throw error;
        transcript.note(chatId, `${platformName}不接受这次应答：${error.message}。`);
        return { tries: tried };
      }
    }
    transcript.note(chatId, `${problem}，${platformName}共发送了${tries}次，这条消息没有得到回答。`);
    return { tries };
  };

  return {
    connect: (url) => {
      serviceUrl = url;
    },
    send: async (callback, patience) => {
      const before = transcript.of(callback.chatId).length;
      const outcome = await send(callback, patience);
      return { ...outcome, messages: transcript.of(callback.chatId).slice(before) };
    },
    close: () => agent.destroy(),
  };
};
