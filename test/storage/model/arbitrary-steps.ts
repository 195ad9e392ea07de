import fc from 'fast-check';
import type { IndexQuery } from '../../../storage/query.js';
import { anyFault, askedId, type Kind, kinds } from './arbitrary-records.js';
import type { AnyRecord } from './plain-map.js';

/** A question, and whether its index can answer it. */
export interface Question {
  readonly collection: string;
  readonly query: IndexQuery;
  readonly answerable: boolean;
}

/** One call inside a transaction. */
export type Step =
  | { readonly kind: 'put'; readonly collection: string; readonly record: AnyRecord }
  | { readonly kind: 'refused'; readonly collection: string; readonly record: AnyRecord }
  | { readonly kind: 'remove' | 'get' | 'take'; readonly collection: string; readonly id: string }
  | ({ readonly kind: 'find' } & Question);

export interface Work {
  readonly steps: readonly Step[];
  /** How it ends: it commits, its function throws, or the refusal of a record that nobody catches ends it. */
  readonly ends: 'well' | 'thrown' | 'refused';
  /** Asked when it has ended. */
  readonly questions: readonly Question[];
}

const range = (values: fc.Arbitrary<string | number | boolean>) =>
  fc.record({ gte: values, gt: values, lte: values, lt: values }, { requiredKeys: [] });

/** `null` asks for records that lack the field. */
const orMissing = (value: fc.Arbitrary<string | number | boolean>) => fc.option(value, { freq: 5 });

/** Every form of query that an index can answer. */
const goodQuery = (kind: Kind): fc.Arbitrary<Question> =>
  fc.constantFrom(...Object.entries(kind.indexes)).chain(([index, fields]) =>
    fc.nat(fields.length).chain((fixed) => {
      const next = fields[fixed];
      const query = fc.record(
        {
          index: fc.constant(index),
          equals: fc.tuple(...fields.slice(0, fixed).map(orMissing)),
          range: next === undefined ? fc.constant({}) : range(next),
          order: fc.constantFrom('asc' as const, 'desc' as const),
          limit: fc.constantFrom(0, 1, 2, 3, 50),
        },
        { requiredKeys: fixed === 0 ? ['index'] : ['index', 'equals'] },
      );
      return query.map((one) => ({ collection: kind.collection, query: one, answerable: true }));
    }),
  );

/** A query with a text that no record can have, where its index begins with text. */
const emptyQuery = (kind: Kind): fc.Arbitrary<Question> =>
  fc.tuple(goodQuery(kind), fc.constantFrom('中\u0000', '\ud83d')).map(([question, none]) => {
    const [first, ...rest] = question.query.equals ?? [];
    if (typeof first !== 'string') return question;
    return { ...question, query: { ...question.query, equals: [none, ...rest] } };
  });

/** What makes a query one that no index can answer. */
const unanswerable = fc.constantFrom<Partial<IndexQuery>>(
  { index: 'byColour' },
  { equals: ['a', 'b', 'c', 'd'] },
  // No index begins with a number.
  { equals: [1] },
  { equals: [Number.NaN] },
  { equals: [], range: { gt: 1 } },
  { equals: [], range: { lte: '中\u0000' } },
  { equals: [], range: { gte: 'a', lt: '\ud83d' } },
  { limit: -1 },
  { limit: 1.5 },
);

const questionOf = (kind: Kind): fc.Arbitrary<Question> =>
  fc.oneof(
    { weight: 20, arbitrary: goodQuery(kind) },
    { weight: 1, arbitrary: emptyQuery(kind) },
    {
      weight: 2,
      arbitrary: fc.tuple(goodQuery(kind), unanswerable).map(([{ collection, query }, fault]) => ({
        collection,
        query: { ...query, ...fault },
        answerable: false,
      })),
    },
  );

const refused = (kind: Kind): fc.Arbitrary<Step> =>
  fc.tuple(kind.record, fc.oneof(kind.faults, anyFault)).map(([record, fault]) => ({
    kind: 'refused',
    collection: kind.collection,
    record: { ...record, ...fault },
  }));

const stepOf = (kind: Kind): fc.Arbitrary<Step> => {
  const { collection } = kind;
  const byId = fc.record({
    kind: fc.constantFrom('remove' as const, 'get' as const, 'take' as const),
    collection: fc.constant(collection),
    id: askedId,
  });
  return fc.oneof(
    { weight: 6, arbitrary: kind.record.map((record) => ({ kind: 'put' as const, collection, record })) },
    { weight: 5, arbitrary: byId },
    { weight: 5, arbitrary: questionOf(kind).map((question) => ({ kind: 'find' as const, ...question })) },
    { weight: 1, arbitrary: refused(kind) },
  );
};

/** A transaction of up to `most` steps. */
export const work = (most: number): fc.Arbitrary<Work> =>
  fc.record({
    steps: fc.array(fc.oneof(...kinds.map(stepOf)), { maxLength: most, size: 'max' }),
    ends: fc.oneof(
      { weight: 6, arbitrary: fc.constant('well' as const) },
      { weight: 1, arbitrary: fc.constantFrom('thrown' as const, 'refused' as const) },
    ),
    questions: fc.array(fc.oneof(...kinds.map(questionOf)), { maxLength: 3 }),
  });
