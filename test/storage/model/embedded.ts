import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { WholeStore } from '../../../storage/port.js';
import { FakeDisk, type Survival } from '../../support/fake-disk.js';
import { openOn } from '../lowdb/journaled.js';
import type { Work } from './arbitrary-steps.js';
import type { Model } from './plain-map.js';
import { afterWork, contentOf, doWork } from './play.js';

/** Snapshots after every few commits. */
const openOnDisk = (disk: FakeDisk): Promise<WholeStore> => openOn(disk, { journalLimit: 400 });

const powerOff = new Error('the power is off');

const isForWantOfPower = (error: unknown): boolean =>
  error === powerOff || (error instanceof Error && error.cause === powerOff);

/** The embedded store on a disk whose power may go. */
export class EmbeddedStore {
  #disk: FakeDisk;
  #store: WholeStore;
  #off = false;
  #survival: Survival = { names: 'seen', content: 'seen' };

  private constructor(disk: FakeDisk, store: WholeStore) {
    this.#disk = disk;
    this.#store = store;
  }

  /** An empty one. */
  static async empty(): Promise<EmbeddedStore> {
    const disk = new FakeDisk();
    return new EmbeddedStore(disk, await openOnDisk(disk));
  }

  /** The power goes `after` so many steps of the disk, in the middle of whatever is done then. */
  cutPower(after: number, survival: Survival): void {
    this.#survival = survival;
    const { steps } = this.#disk;
    const last = steps.length + after;
    this.#disk.before = () => {
      this.#off ||= steps.length > last;
      if (this.#off) throw powerOff;
    };
  }

  /** Does the work on a store that holds what `before` does; answers what it holds now. */
  async work(before: Model, work: Work): Promise<Model> {
    const after = afterWork(before, work);
    const isAcknowledged = await this.#try(() => doWork(this.#store, before, work));
    if (!this.#off) return after;
    // What was under way when the power went may be there or not.
    return await this.#powerBack(isAcknowledged ? [after] : [before, after]);
  }

  async reopen(content: Model): Promise<void> {
    await this.#try(async () => {
      await this.#store.close();
      this.#store = await openOnDisk(this.#disk);
    });
    if (this.#off) await this.#powerBack([content]);
    expect(await contentOf(this.#store)).toEqual(content);
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  /** Whether it went well; a failure that is not for want of power passes through. */
  async #try(act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      if (!isForWantOfPower(error)) throw error;
      return false;
    }
  }

  /** Opens it again: it holds one of the `possible` contents, which is answered. */
  async #powerBack(possible: readonly Model[]): Promise<Model> {
    this.#off = false;
    this.#disk = this.#disk.afterPowerCut(this.#survival);
    this.#store = await openOnDisk(this.#disk);
    const content = await contentOf(this.#store);
    const held = possible.find((one) => isDeepStrictEqual(one, content));
    if (held === undefined) expect(content).toEqual(possible[0]);
    return held ?? content;
  }
}
