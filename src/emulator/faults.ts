import { TongbaoError } from '../domain/error.js';
import { type ApiAnswer, errcodeAnswer } from './api-call.js';

/**
 * What goes wrong with a call. `answer`: the platform does nothing and answers this. `hang`: no answer ever;
 * `reset`: the connection is cut after the request was read. With `effect` the platform did do its work
 * first, so only the answer is lost.
 */
export type Fault =
  | { readonly kind: 'answer'; readonly answer: ApiAnswer }
  | { readonly kind: 'hang'; readonly effect: boolean }
  | { readonly kind: 'reset'; readonly effect: boolean };

/** HTTP 200 with an error code inside. */
export const errcodeFault = (errcode: number, errmsg = 'injected'): Fault => ({
  kind: 'answer',
  answer: errcodeAnswer(errcode, errmsg),
});

/** An answer with an HTTP status and any body, such as a proxy's page. */
export const statusFault = (status: number, body: unknown = ''): Fault => ({
  kind: 'answer',
  answer: { status, body },
});

/** Faults on demand, by API path. */
export interface Faults {
  /**
   * The next `times` calls of `path` fail so; faults of one path queue up.
   * @throws TongbaoError `emulator.unknown_path`
   */
  next(path: string, fault: Fault, times?: number): void;
  /** Takes the fault that the call of `path` now under way is to have. */
  take(path: string): Fault | undefined;
}

/** No faults yet, for these API paths. */
export const createFaults = (paths: readonly string[]): Faults => {
  const planned = new Map<string, Fault[]>();
  return {
    next: (path, fault, times = 1) => {
      if (!paths.includes(path)) {
        throw new TongbaoError(
          'emulator.unknown_path',
          `模拟平台没有接口 ${path}。可用的接口：${paths.join('、')}。`,
        );
      }
      const queue = planned.get(path) ?? [];
      planned.set(path, queue.concat(Array.from({ length: times }, () => fault)));
    },
    take: (path) => planned.get(path)?.shift(),
  };
};
