import fc from 'fast-check';
import type { AnyRecord } from './plain-map.js';

type Scalars = fc.Arbitrary<string> | fc.Arbitrary<number> | fc.Arbitrary<boolean>;

/** A collection as the model test uses it. */
export interface Kind {
  readonly collection: string;
  readonly record: fc.Arbitrary<AnyRecord>;
  /** Each index, with values that each of its fields may be asked for. */
  readonly indexes: Readonly<Record<string, readonly Scalars[]>>;
  /** What makes a good record one that is refused. */
  readonly faults: fc.Arbitrary<object>;
}

/** Few, so that records are replaced and found; from all over Unicode, so that order matters. */
const words = ['', ' ', 'A', 'a', 'ab', "a'b", '\u0001', '\u007f', 'e\u0301', '\u00e9', '中', '中原', '金水'];
const rareWords = [
  '（',
  '\uE000',
  '\uFFFD',
  'ｚ',
  '𠮷',
  '👍',
  '👍🏽',
  '\u{10FFFF}',
  '__proto__',
  'constructor',
];
const oddIds = ['../../x', 'a/b', 'line\nbreak\u2028', 'a\'b"c\\d', '%00', 'x'.repeat(500)];

const word = fc.constantFrom(...words, ...rareWords);
const number = fc.oneof(
  fc.constantFrom(-1e21, -2.5, -1, -0, 0, 0.1, 1, 2, 10, 1e21, 5e-324, Number.MAX_VALUE),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const rank = fc.constantFrom(1, 2, 9, 10, 100, Number.MAX_SAFE_INTEGER);

/** Ids as `word`, but never empty, so few that most are there. */
const fewIds = fc.constantFrom(
  'a',
  'ab',
  'b',
  '中',
  '中原',
  '（',
  '\uE000',
  '𠮷',
  '👍',
  '__proto__',
  '\uFFFD',
);
/** Any id that a record may have, those of collections that want no empty one. */
const id = fc.oneof({ weight: 4, arbitrary: fewIds }, { weight: 1, arbitrary: fc.constantFrom(...oddIds) });
const emptyOrId = fc.oneof({ weight: 9, arbitrary: id }, { weight: 1, arbitrary: fc.constant('') });

/** Ids to ask for: those that are there, and those that no record can have. */
export const askedId = fc.oneof(
  { weight: 6, arbitrary: emptyOrId },
  { weight: 1, arbitrary: fc.constantFrom('nobody', '\u0000', 'a\u0000', '\ud83d', '\udc00', 'constructor') },
);

const anyText = fc
  .string({ unit: 'grapheme', maxLength: 4 })
  .map((text) => text.replaceAll('\u0000', ''))
  .filter((text) => text.isWellFormed());

const longText = fc.nat(3).map((at) => '通报 𠮷\n'.repeat([0, 1, 500, 12_000][at] ?? 0));

const unit: Kind = {
  collection: 'units',
  record: fc.record(
    {
      id,
      kind: fc.constantFrom('county', 'department'),
      rankingGroup: word,
      aliases: fc.array(anyText, { maxLength: 2 }),
      source: longText,
    },
    { requiredKeys: ['id', 'kind', 'aliases'] },
  ),
  indexes: { byId: [emptyOrId], byGroup: [word], byKind: [fc.constantFrom('county', 'department', '')] },
  faults: fc.constantFrom<object>(
    { id: '' },
    { kind: 'village' },
    { aliases: '中' },
    { aliases: ['好', '中\u0000'] },
    { source: '\ud83d' },
  ),
};

const member: Kind = {
  collection: 'members',
  record: fc.record(
    {
      id,
      platform: fc.constantFrom('wecom', 'dingtalk'),
      userId: fc.constantFrom('a', '中'),
      personId: fc.constantFrom('a', '𠮷'),
      unitIds: fc.array(word, { maxLength: 4 }),
      role: fc.constantFrom('staff', 'admin'),
      boundBy: fc.constant('roster'),
      boundAt: fc.constant('2023-12-04T01:00:00.000Z'),
      expiresAt: fc.constantFrom('2023-12-20T16:00:00.000Z', '2024-01-01T16:00:00.000Z'),
    },
    { requiredKeys: ['id', 'platform', 'userId', 'personId', 'unitIds', 'role', 'boundBy', 'boundAt'] },
  ),
  indexes: {
    byUnit: [word],
    byPerson: [word],
    byRole: [fc.constantFrom('staff', 'admin', 'z')],
    byExpiry: [fc.constantFrom('2023-12-20T16:00:00.000Z', '2023-12-31T16:00:00.000Z')],
  },
  faults: fc.constantFrom<object>(
    { unitIds: [1] },
    { unitIds: ['a', '\ud83d'] },
    { boundAt: 'yesterday' },
    { role: undefined },
  ),
};

const period = fc.constantFrom('2023Q3', '2023Q4', '2024');
const group = fc.constantFrom('', '区县', '部门', '𠮷');

const score: Kind = {
  collection: 'scores',
  record: fc.record(
    { id: emptyOrId, periodId: period, group, unitId: word, rank, total: number, qualified: fc.boolean() },
    { requiredKeys: ['id', 'periodId', 'group', 'unitId'] },
  ),
  indexes: { byPeriod: [period, group, fc.oneof(rank, number)], byUnit: [word, period] },
  faults: fc.constantFrom<object>(
    { rank: 1.5 },
    { rank: 0 },
    { total: Number.NaN },
    { total: Number.POSITIVE_INFINITY },
    { periodId: '2023Q5' },
    { group: '\udc00' },
  ),
};

const time = fc.constantFrom(
  '2023-12-04T01:00:00.000Z',
  '2023-12-04T01:00:00.001Z',
  '2024-01-01T00:00:00.000Z',
);

/** Any JSON, but for the one name that zod drops from what it has checked. */
const json = fc
  .jsonValue({ maxDepth: 2, stringUnit: 'grapheme' })
  .filter((value) => !/"__proto__"|\\u0000|\\ud[89a-f]/.test(JSON.stringify(value)));

const audit: Kind = {
  collection: 'audits',
  record: fc.record({
    id,
    at: time,
    actor: anyText,
    action: longText,
    subject: word,
    detail: fc.dictionary(fc.constantFrom('', 'a.b', 'toString', '中'), json, { maxKeys: 2 }),
  }),
  indexes: { byTime: [time], bySubject: [word, time] },
  faults: fc.constantFrom<object>(
    { at: '2023-12-04' },
    { detail: { a: [{ b: 'x\udc00' }] } },
    { detail: { 'a\u0000': 1 } },
    { detail: 'none' },
    { action: 7 },
  ),
};

const specimen: Kind = {
  collection: 'specimens',
  record: fc.record(
    {
      id: emptyOrId,
      place: fc.record({ city: word, size: number }, { requiredKeys: [] }),
      open: fc.boolean(),
      tags: fc.array(word, { maxLength: 3 }),
    },
    { requiredKeys: ['id'] },
  ),
  indexes: {
    byCity: [word],
    bySize: [fc.boolean(), number],
    byOpen: [fc.boolean(), word, number],
    byTag: [word],
  },
  faults: fc.constantFrom<object>(
    { place: '中' },
    { place: { city: '\u0000' } },
    { place: { size: '1' } },
    { open: 'yes' },
    { tags: [null] },
  ),
};

/** Text, numbers, truth values and arrays, fields that are missing and fields inside of others. */
export const kinds: readonly Kind[] = [unit, member, score, audit, specimen];

/** Whatever the collection: no id, or one that no store can keep. */
export const anyFault = fc.constantFrom<object>(
  { id: undefined },
  { id: 7 },
  { id: '中\u0000' },
  { id: 'a\ud83d' },
);
