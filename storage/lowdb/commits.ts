import type { Records } from '../memory/records.js';
import type { Change } from '../memory/transaction.js';
import type { JournalEntry } from './journal-entry.js';

/** Where commits are written to. */
export interface CommitLog {
  /** Resolves when the entry is on the medium; rejects when no part of it is. */
  append(entry: JournalEntry): Promise<void>;
  /** Called after each write and before the next. Never rejects. */
  afterAppend(durable: Durable): Promise<void>;
}

/** What is on the medium: the records, and the number of the entry that brought them there. */
export interface Durable {
  readonly records: Records;
  readonly sequence: number;
}

/**
 * So many changes are worth a write of their own: deciding as many takes about as long as the write. With more in a group
 * the processor has nothing to do at the end of it, with fewer the medium.
 */
const largeGroup = 128;

/** Transactions that go to the medium by one write. */
interface Group {
  readonly changes: Change[];
  /** Resolves when they are on the medium; rejects when they, or what they were built on, are refused. */
  readonly written: Promise<void>;
  refused: { readonly reason: unknown } | undefined;
  /** Ends the wait for more changes; absent before it. */
  goOn: (() => void) | undefined;
}

/**
 * Resolves when whatever waits to go on has gone on, timers and sockets included, or the group is large before that.
 * Callers that the last write let go on are about to come again: they are to be in it. But if all of them were, nobody
 * would be left to be decided while it is written.
 */
const untilGathered = (group: Group): Promise<void> | undefined => {
  if (group.changes.length >= largeGroup) return undefined;
  return new Promise((resolve) => {
    group.goOn = resolve;
    setImmediate(resolve);
  });
};

/** The records after a transaction, and the group that it was in. */
export interface Version {
  readonly records: Records;
  readonly group: Group;
}

/**
 * Group commit: while one write is on its way, the transactions that follow are decided on top of it and go
 * together with the next. One write is one line of the journal, so a crash tears only what nobody was told
 * of. When a write is refused, so is everything built on it.
 */
export class Commits {
  readonly #log: CommitLog;
  #durable: Durable;
  #latest: Version;
  /** Waits for the write before it, and takes in transactions until then. */
  #open: Group | undefined;
  #lastWrite: Promise<void> = Promise.resolve();

  constructor(log: CommitLog, durable: Durable) {
    this.#log = log;
    this.#durable = durable;
    this.#latest = this.#versionOnMedium();
  }

  /** What readers see. */
  get durable(): Durable {
    return this.#durable;
  }

  /** What the next transaction builds on. */
  get latest(): Version {
    return this.#latest;
  }

  /** The version with changes made to the latest. */
  add(records: Records, changes: readonly Change[]): Version {
    const group = this.#open ?? this.#openGroup();
    for (const change of changes) group.changes.push(change);
    if (group.changes.length >= largeGroup) group.goOn?.();
    this.#latest = { records, group };
    return this.#latest;
  }

  /** Resolves when everything added so far is written or refused. */
  idle(): Promise<void> {
    return this.#lastWrite;
  }

  #openGroup(): Group {
    const written = this.#lastWrite.then(() => untilGathered(group)).then(() => this.#write(group));
    const group: Group = { changes: [], written, refused: undefined, goOn: undefined };
    this.#open = group;
    this.#lastWrite = written.then(
      () => this.#log.afterAppend(this.#durable),
      () => undefined,
    );
    return group;
  }

  async #write(group: Group): Promise<void> {
    if (group.refused !== undefined) throw group.refused.reason;
    this.#open = undefined;
    // The group is complete, and nothing came after it yet.
    const { records } = this.#latest;
    const sequence = this.#durable.sequence + 1;
    try {
      await this.#log.append({ sequence, changes: group.changes });
    } catch (reason) {
      this.#refuse(group, reason);
      throw reason;
    }
    this.#durable = { records, sequence };
  }

  /** Goes back to what is on the medium. */
  #refuse(group: Group, reason: unknown): void {
    group.refused = { reason };
    const builtOnIt = this.#open;
    if (builtOnIt !== undefined) builtOnIt.refused = { reason };
    this.#open = undefined;
    this.#latest = this.#versionOnMedium();
  }

  #versionOnMedium(): Version {
    const group: Group = { changes: [], written: Promise.resolve(), refused: undefined, goOn: undefined };
    return { records: this.#durable.records, group };
  }
}
