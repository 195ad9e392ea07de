import { belonging } from './belonging.js';
import { bot } from './bot.js';
import { elsewhere } from './elsewhere.js';
import { messages } from './messages.js';
import { notice } from './notice.js';
import { objects } from './objects.js';
import { orders } from './orders.js';
import { ranks } from './ranks.js';
import { talk } from './talk.js';

/** The words and patterns of one thing that lines speak of. */
export interface Wording {
  /** Found as they are spelt, or by their sound where nothing else is read. */
  readonly words?: readonly string[];
  /** Regular expressions, found as they are spelt: U stands for a unit, T for a span of time, A for an account. */
  readonly patterns?: readonly string[];
}

/**
 * What people of this field say, grouped by what it means. Where two overlap, the longer one counts. Offices
 * that speak otherwise add their words here, and a line to the tests.
 */
export const vocabulary = {
  ...ranks,
  ...messages,
  ...objects,
  ...notice,
  ...orders,
  ...belonging,
  ...bot,
  ...elsewhere,
  ...talk,
} satisfies Record<string, Wording>;

/** Something that a line speaks of. */
export type Concept = keyof typeof vocabulary;
