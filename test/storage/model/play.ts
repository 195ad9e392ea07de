import { expect } from 'vitest';
import { TongbaoError } from '../../../src/domain/error.js';
import type { Store, WholeStore } from '../../../storage/port.js';
import type { IndexQuery } from '../../../storage/query.js';
import { kinds } from './arbitrary-records.js';
import type { Question, Step, Work } from './arbitrary-steps.js';
import {
  type AnyRecord,
  badQuery,
  found,
  type Model,
  recordsOf,
  withoutRecord,
  withRecord,
} from './plain-map.js';

/** The port, the names of collections being any text: which of them are asked is chosen at random. */
interface AnyReader {
  get(collection: string, id: string): Promise<AnyRecord | undefined>;
  find(collection: string, query: IndexQuery): Promise<AnyRecord[]>;
}
interface AnyTransaction extends AnyReader {
  take(collection: string, id: string): Promise<AnyRecord | undefined>;
  put(collection: string, record: AnyRecord): Promise<void>;
  remove(collection: string, id: string): Promise<void>;
}

/** What a test meant to go wrong. */
const failure = new Error('this transaction was to fail');
const invalidRecord = 'store.invalid_record';

const codeOf = (error: unknown): string | undefined =>
  error instanceof TongbaoError ? error.code : undefined;

/** What came of it, a refusal by its code; whatever else goes wrong passes through. */
const outcomeOf = (running: Promise<unknown>): Promise<unknown> =>
  running.catch((error: unknown) => {
    const code = codeOf(error);
    if (code !== badQuery && code !== invalidRecord) throw error;
    return code;
  });

/** What a step leaves. */
const afterStep = (model: Model, step: Step): Model => {
  if (step.kind === 'put') return withRecord(model, step.collection, step.record);
  return step.kind === 'remove' ? withoutRecord(model, step.collection, step.id) : model;
};

/** What a transaction leaves. */
export const afterWork = (model: Model, { steps, ends }: Work): Model =>
  ends === 'well' ? steps.reduce(afterStep, model) : model;

const expectAnswer = async (reader: AnyReader, model: Model, question: Question): Promise<void> => {
  const { collection, query, answerable } = question;
  expect(await outcomeOf(reader.find(collection, query)), JSON.stringify(question)).toEqual(
    answerable ? found(model, collection, query) : badQuery,
  );
};

/** Does a step; `model` is what there is before it. */
const doStep = async (tx: AnyTransaction, model: Model, step: Step): Promise<void> => {
  const { kind, collection } = step;
  if (kind === 'find') await expectAnswer(tx, model, step);
  else if (kind === 'refused') {
    expect(await outcomeOf(tx.put(collection, step.record))).toBe(invalidRecord);
  } else if (kind === 'put') await tx.put(collection, step.record);
  else if (kind === 'remove') await tx.remove(collection, step.id);
  else expect(await tx[kind](collection, step.id)).toEqual(recordsOf(model, collection).get(step.id));
};

/** Whether the record that a step wrote, or tried to, is what it is to be. */
const expectWritten = async (
  reader: AnyReader,
  model: Model,
  { collection, ...step }: Step,
): Promise<void> => {
  const id = step.kind === 'put' ? step.record.id : step.kind === 'remove' ? step.id : undefined;
  if (id === undefined) return;
  expect(await reader.get(collection, id)).toEqual(recordsOf(model, collection).get(id));
};

/** Whether each collection, in the order of one of its indexes, is what it is to be. */
const expectSame = async (reader: AnyReader, model: Model): Promise<void> => {
  for (const { collection, indexes } of kinds) {
    const [index = ''] = Object.keys(indexes);
    await expectAnswer(reader, model, { collection, query: { index }, answerable: true });
  }
};

/**
 * Runs a transaction on a store that holds what `before` does, and compares after every step, in the
 * transaction and out of it.
 */
export const doWork = async (store: Store, before: Model, work: Work): Promise<void> => {
  const running = store.transaction(async (typed) => {
    const tx = typed as AnyTransaction;
    let model = before;
    for (const step of work.steps) {
      await doStep(tx, model, step);
      model = afterStep(model, step);
      await expectWritten(tx, model, step);
    }
    if (work.ends === 'thrown') throw failure;
    if (work.ends === 'refused') await tx.put('units', { id: 'neither kind nor aliases' });
  });
  await running.catch((error: unknown) => {
    const expected = { well: undefined, thrown: failure, refused: invalidRecord }[work.ends];
    if (expected === undefined || (error !== failure && codeOf(error) !== expected)) throw error;
  });
  const after = afterWork(before, work);
  await expectSame(store as AnyReader, after);
  for (const question of work.questions) await expectAnswer(store as AnyReader, after, question);
};

/** No records: what an empty store holds. */
export const nothing: Model = new Map(kinds.map(({ collection }) => [collection, new Map()]));

/** Everything that a store holds. */
export const contentOf = async (store: WholeStore): Promise<Model> => {
  const records = (await store.whole()) as {
    all(collection: string): Iterable<{ readonly value: AnyRecord }>;
  };
  return new Map(
    kinds.map(({ collection }) => [
      collection,
      new Map([...records.all(collection)].map(({ value }) => [value.id, value])),
    ]),
  );
};
