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
  run<T>(fn: (tx: Transaction) => Promise<T>, lane?: string): Promise<Decided<T, V>> {
    this.#underWay += 1;
    return lane === undefined ? this.#decide(fn) : this.#lanes.run(lane, () => this.#decide(fn));
  }

  /** Resolves when none is under way. */
  async allDone(): Promise<void> {
    if (this.#underWay === 0) return;
    await new Promise<void>((resolve) => {
      this.#untilNone.push(resolve);
    });
  }

  /** In one function, and with as few steps as can be: all that is saved goes by here. */
  async #decide<T>(fn: (tx: Transaction) => Promise<T>): Promise<Decided<T, V>> {
    const begun = this.#sideBySide.begin();
    if (begun !== undefined) await begun;
    let isTurn = false;
    try {
      // More than twice only when the medium refuses what the second attempt was built on.
      for (;;) {
        const version = this.#ground.latest;
        const tx = new MemoryTransaction(version.records);
        let outcome: PromiseSettledResult<T>;
        try {
          outcome = { status: 'fulfilled', value: await fn(tx) };
        } catch (reason) {
          outcome = { status: 'rejected', reason };
        }
        tx.end();
        // Nothing is to be committed: what it read was so at the moment when it began.
        if (tx.isReadOnly || outcome.status === 'rejected') return { version, outcome };
        if (!isTurn && this.#turns.isBusy) {
          await this.#turns.begin();
          isTurn = true;
        }
        const committed = this.#commit(tx);
        if (committed !== undefined) return { version: committed, outcome };
        if (!isTurn) {
          // It is nobody's, and becomes this one's at once.
          await this.#turns.begin();
          isTurn = true;
        }
      }
    } finally {
      if (isTurn) this.#turns.end();
      this.#sideBySide.end();
      this.#done();
    }
  }

  /** The version with what a transaction did; `undefined` = it has to run again. */
  #commit(tx: MemoryTransaction): V | undefined {
    const { latest } = this.#ground;
    const changed = tx.on(latest.records);
    if (changed === undefined) return undefined;
    return changed.changes.length === 0 ? latest : this.#ground.add(changed.records, changed.changes);
  }

  #done(): void {
    this.#underWay -= 1;
    if (this.#underWay === 0) for (const resolve of this.#untilNone.splice(0)) resolve();
  }
}
