/**
 * What the clients of a soak write, and what must be true of it whatever was killed when. Each client counts:
 * one transaction raises its counter to n, puts both halves of pair n and drops the pair long before.
 */
import type { Reader, Store } from '../../storage/port.js';

/** Pairs of a client that are kept: those a kill could hurt, and few enough to look at all of them. */
const pairsKept = 20;

const counterId = (client: number): string => `client-${client}`;
const pairId = (client: number, n: number): string => `client-${client}/${n}`;

const countOf = async (reader: Reader, client: number): Promise<number> =>
  Number((await reader.get('units', counterId(client)))?.source ?? 0);

/** One transaction of a client. Resolves with its number once it is committed. */
export const writeNext = (store: Store, client: number): Promise<number> =>
  store.transaction(async (tx) => {
    const n = (await countOf(tx, client)) + 1;
    await tx.put('units', { id: counterId(client), kind: 'other', aliases: [], source: String(n) });
    const id = pairId(client, n);
    await tx.put('persons', { id, name: String(n) });
    await tx.put('rateWindows', { id, sentAt: [] });
    const old = pairId(client, n - pairsKept);
    await tx.remove('persons', old);
    await tx.remove('rateWindows', old);
    return n;
  });

/** What was found wrong; all zero = nothing. */
export interface Damage {
  /** Acknowledged and not there. */
  lost: number;
  /** Pairs of which one half is there, or pairs that should be gone. */
  half: number;
  /** Numbers that were acknowledged twice. */
  doubled: number;
}

/** What was acknowledged, by client: numbers, each once. */
export class Acknowledged {
  readonly #numbers: ReadonlyArray<Set<number>>;
  readonly damage: Damage = { lost: 0, half: 0, doubled: 0 };

  constructor(clients: number) {
    this.#numbers = Array.from({ length: clients }, () => new Set());
  }

  /** Notes a line that a writer printed: client and number. */
  note(line: string): void {
    const [client = Number.NaN, n = Number.NaN] = line.split(' ').map(Number);
    const numbers = this.#numbers[client];
    if (numbers === undefined || !Number.isSafeInteger(n)) throw new Error(`not an acknowledgement: ${line}`);
    if (numbers.has(n)) this.damage.doubled += 1;
    numbers.add(n);
  }

  get count(): number {
    return this.#numbers.reduce((sum, { size }) => sum + size, 0);
  }

  /**
   * Looks at what the store holds now.
   * @returns transactions that are there and were not acknowledged: at most one for each client and kill
   */
  async check(reader: Reader): Promise<number> {
    let unacknowledged = 0;
    for (const [client, numbers] of this.#numbers.entries()) {
      const count = await countOf(reader, client);
      unacknowledged += count - numbers.size;
      for (const n of numbers) if (n > count) this.damage.lost += 1;
      await this.#checkPairs(reader, client, count);
    }
    return unacknowledged;
  }

  /** The kept pairs are there, both halves; one before and one after them is not. */
  async #checkPairs(reader: Reader, client: number, count: number): Promise<void> {
    for (let n = Math.max(1, count - pairsKept); n <= count + 1; n += 1) {
      const id = pairId(client, n);
      const halves = [await reader.get('persons', id), await reader.get('rateWindows', id)];
      const expected = n > count - pairsKept && n <= count;
      const there = halves.filter((half) => half !== undefined).length;
      if (expected && there === 0) this.damage.lost += 1;
      else if (there !== (expected ? 2 : 0)) this.damage.half += 1;
    }
  }
}
