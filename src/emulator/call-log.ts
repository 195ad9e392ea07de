import type { Clock } from '../domain/clock.js';
import type { ApiAnswer, ApiRoute } from './api-call.js';
import type { Fault } from './faults.js';

/** A call that an emulated API got. Query and headers hold secrets and are not kept. */
interface ApiCall {
  /** ISO instant of the demo's clock. */
  readonly at: string;
  readonly path: string;
  /** As received; empty where bodies hold secrets. */
  readonly body: string;
  /** What the platform made of it; absent when it did nothing. `body` is empty where bodies hold secrets. */
  readonly answer?: ApiAnswer;
  /** The fault it met, if one was planned. */
  readonly fault?: Fault['kind'];
}

/** The calls so far, oldest first. */
export interface CallLog {
  all(): readonly ApiCall[];
  to(path: string): readonly ApiCall[];
  add(
    route: Pick<ApiRoute, 'path' | 'secretBodies'>,
    body: string,
    answer: ApiAnswer | undefined,
    fault: Fault | undefined,
  ): void;
}

export const createCallLog = (clock: Clock): CallLog => {
  const calls: ApiCall[] = [];
  return {
    all: () => [...calls],
    to: (wanted) => calls.filter(({ path }) => path === wanted),
    add: ({ path, secretBodies }, body, answer, fault) => {
      const kept = secretBodies && answer !== undefined ? { ...answer, body: '' } : answer;
      calls.push({
        at: clock.now().toISOString(),
        path,
        body: secretBodies ? '' : body,
        ...(kept === undefined ? {} : { answer: kept }),
        ...(fault === undefined ? {} : { fault: fault.kind }),
      });
    },
  };
};
