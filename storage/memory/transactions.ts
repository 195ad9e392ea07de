import { Lanes } from '../lanes.js';
import type { Transaction } from '../port.js';
import type { Records } from './records.js';
import { SideBySide } from './side-by-side.js';
import { type Change, MemoryTransaction } from './transaction.js';
import { Turns } from './turns.js';

/** What transactions are committed to. */
export interface Ground<V extends { readonly records: Records }> {
  /** What the next transaction builds on. */
  readonly latest: V;
  /** The latest from now on. */
  add(records: Records, changes: readonly Change[]): V;
}

/** How a transaction came out, and the version that this rests on. */
export interface Decided<T, V> {
  readonly version: V;
  readonly outcome: PromiseSettledResult<T>;
}

interface Attempt<T, V> extends Decided<T, V> {
  readonly tx: MemoryTransaction;
}

/**
 * Serializable transactions, side by side: each reads the latest version of when it began, and is committed, one after
 * another, when what it read is the same in what is the latest then. If it is not, the transaction runs again with nobody
 * else committing, so that it need not run a third time.
 */
export class Transactions<V extends { readonly records: Records }> {
  readonly #ground: Ground<V>;
  readonly #lanes = new Lanes();
  readonly #sideBySide = new SideBySide();
  /** Whoever has it may commit. */
  readonly #turns = new Turns();
  readonly #untilNone: (() => void)[] = [];
  #underWay = 0;

  constructor(ground: Ground<V>) {
    this.#ground = ground;
  }

  /**
   * Never rejects because `fn` does: the outcome says so.
   * @param lane those of one lane are decided one after another, in the order in which they came
   */
  async run<T>(fn: (tx: Transaction) => Promise<T>, lane?: string): Promise<Decided<T, V>> {
    this.#underWay += 1;
    try {
      return lane === undefined
        ? await this.#decide(fn)
        : await this.#lanes.run(lane, () => this.#decide(fn));
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) for (const resolve of this.#untilNone.splice(0)) resolve();
    }
  }

  /** Resolves when none is under way. */
  async allDone(): Promise<void> {
    if (this.#underWay === 0) return;
    await new Promise<void>((resolve) => {
      this.#untilNone.push(resolve);
    });
  }

  async #decide<T>(fn: (tx: Transaction) => Promise<T>): Promise<Decided<T, V>> {
    const begun = this.#sideBySide.begin();
    if (begun !== undefined) await begun;
    try {
      const first = await this.#attempt(fn);
      if (isDecided(first)) return first;
      // Most are committed at once, without a step more.
      return this.#committed(first) ?? (await this.#commitInTurn(first, fn));
    } finally {
      this.#sideBySide.end();
    }
  }

  async #attempt<T>(fn: (tx: Transaction) => Promise<T>): Promise<Attempt<T, V>> {
    const version = this.#ground.latest;
    const tx = new MemoryTransaction(version.records);
    try {
      return { version, tx, outcome: { status: 'fulfilled', value: await fn(tx) } };
    } catch (reason) {
      return { version, tx, outcome: { status: 'rejected', reason } };
    } finally {
      tx.end();
    }
  }

  /** `undefined` = it is another one's turn, or it has to run again. */
  #committed<T>(attempt: Attempt<T, V>): Decided<T, V> | undefined {
    return this.#turns.isBusy ? undefined : this.#added(attempt);
  }

  /** `undefined` = it has to run again. */
  #added<T>({ tx, outcome }: Attempt<T, V>): Decided<T, V> | undefined {
    const { latest } = this.#ground;
    const changed = tx.on(latest.records);
    if (changed === undefined) return undefined;
    const { records, changes } = changed;
    return { version: changes.length === 0 ? latest : this.#ground.add(records, changes), outcome };
  }

  async #commitInTurn<T>(first: Attempt<T, V>, fn: (tx: Transaction) => Promise<T>): Promise<Decided<T, V>> {
    const turn = this.#turns.begin();
    if (turn !== undefined) await turn;
    try {
      let attempt = first;
      // More than twice only when the medium refuses what the second attempt was built on.
      while (!isDecided(attempt)) {
        const decided = this.#added(attempt);
        if (decided !== undefined) return decided;
        attempt = await this.#attempt(fn);
      }
      return attempt;
    } finally {
      this.#turns.end();
    }
  }
}

/** Whether there is nothing to be committed: it was given up, or what it read was so at the moment when it began. */
const isDecided = ({ tx, outcome }: Attempt<unknown, unknown>): boolean =>
  tx.isReadOnly || outcome.status === 'rejected';
