import { PassingMap } from '../src/domain/passing-map.js';

/** Lets the tasks of a lane run one after another, in the order in which they came. */
export class Lanes {
  readonly #last = new PassingMap<string, Promise<unknown>>();

  async run<T>(lane: string, task: () => Promise<T>): Promise<T> {
    const before = this.#last.get(lane);
    const own = before === undefined ? task() : before.then(task, task);
    this.#last.set(lane, own);
    try {
      return await own;
    } finally {
      if (this.#last.get(lane) === own) this.#last.delete(lane);
    }
  }
}
