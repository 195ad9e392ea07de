import type { Random } from '../credentials.js';
import { newId } from '../platform.js';

const lifetimeMs = 60 * 60 * 1000;

/** The question that a response code answers. */
interface AskedIn {
  readonly chatId: string;
  /** `performance.now()` when it was asked. */
  readonly askedAt: number;
}

type Redeemed =
  | { readonly kind: 'open'; readonly question: AskedIn }
  | { readonly kind: 'used' }
  | { readonly kind: 'unknown' };

/** The codes of `response_url`: one call within one hour (wecom-protocol 4.3). */
export interface ResponseCodes {
  issue(question: AskedIn, now: Date): string;
  /** Uses the code up. An expired one is unknown. */
  redeem(code: string, now: Date): Redeemed;
}

export const createResponseCodes = (random: Random): ResponseCodes => {
  const questions = new Map<string, { question: AskedIn; expiry: number; used: boolean }>();
  return {
    issue: (question, now) => {
      const code = newId(random);
      questions.set(code, { question, expiry: now.getTime() + lifetimeMs, used: false });
      return code;
    },
    redeem: (code, now) => {
      const entry = questions.get(code);
      if (entry === undefined || now.getTime() >= entry.expiry) return { kind: 'unknown' };
      if (entry.used) return { kind: 'used' };
      entry.used = true;
      return { kind: 'open', question: entry.question };
    },
  };
};
