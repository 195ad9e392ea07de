import type { Random } from './credentials.js';

const lifetimeMs = 7200 * 1000;

/** Whether a token of a request is good. */
export type TokenState = 'valid' | 'expired' | 'unknown';

/**
 * Access tokens of one application: two hours, and the same token while it is valid (wecom-protocol 2.4,
 * dingtalk-protocol 4.1).
 */
export class AccessTokens {
  readonly #random: Random;
  readonly #extends: boolean;
  readonly #expiry = new Map<string, number>();
  #current: string | undefined;

  /** `extendsOnRepeat`: asking again starts the two hours anew, as DingTalk does. */
  constructor(random: Random, options: { extendsOnRepeat: boolean }) {
    this.#random = random;
    this.#extends = options.extendsOnRepeat;
  }

  issue(now: Date): { token: string; expiresInSeconds: number } {
    const current = this.#current;
    if (current === undefined || this.state(current, now) !== 'valid') {
      return this.#give(this.#random(32).toString('hex'), now.getTime() + lifetimeMs, now);
    }
    const expiry = this.#extends ? now.getTime() + lifetimeMs : (this.#expiry.get(current) ?? 0);
    return this.#give(current, expiry, now);
  }

  #give(token: string, expiry: number, now: Date): { token: string; expiresInSeconds: number } {
    this.#current = token;
    this.#expiry.set(token, expiry);
    return { token, expiresInSeconds: Math.floor((expiry - now.getTime()) / 1000) };
  }

  state(token: string, now: Date): TokenState {
    const expiry = this.#expiry.get(token);
    if (expiry === undefined) return 'unknown';
    return now.getTime() < expiry ? 'valid' : 'expired';
  }
}
