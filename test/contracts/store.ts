import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TongbaoError } from '../../src/domain/error.js';
import type { Account, Member, Score, Unit } from '../../src/domain/records/index.js';
import type { CollectionName, Query, RecordOf, Store } from '../../storage/port.js';
import type { Audit } from '../../storage/records.js';
import { createGate } from '../support/gate.js';

const unit = (id: string, more: Partial<Unit> = {}): Unit => ({ id, kind: 'county', aliases: [], ...more });

const account = (id: string, more: Partial<Account> = {}): Account => ({
  id,
  name: id,
  platform: '微信',
  ...more,
});

const score = (unitId: string, more: Partial<Score> = {}): Score => ({
  id: `2023Q4/${unitId}`,
  periodId: '2023Q4',
  group: '区县',
  unitId,
  ...more,
});

const member = (userId: string, unitIds: string[]): Member => ({
  id: `wecom:${userId}`,
  platform: 'wecom',
  userId,
  personId: userId,
  unitIds,
  role: 'staff',
  boundBy: 'roster',
  boundAt: '2023-12-04T01:00:00.000Z',
});

const audit = (id: string, detail: Audit['detail']): Audit => ({
  id,
  at: '2023-12-04T01:00:00.000Z',
  actor: 'operator',
  action: 'import',
  subject: 'units',
  detail,
});

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing was thrown',
    (error: unknown) => (error instanceof TongbaoError ? error.code : error),
  );

/** What every store does, the embedded one, PostgreSQL and the tests' own; `make` answers an empty one. */
export const describeStoreContract = (name: string, make: () => Promise<Store>): void => {
  describe(`the store contract: ${name}`, () => {
    let store: Store;

    beforeEach(async () => {
      store = await make();
    });
    afterEach(async () => {
      await store.close();
    });

    const putAll = <C extends CollectionName>(
      collection: C,
      records: readonly RecordOf<C>[],
    ): Promise<void> =>
      store.transaction(async (tx) => {
        for (const record of records) await tx.put(collection, record);
      });

    const idsOf = async <C extends CollectionName>(collection: C, query: Query<C>): Promise<string[]> =>
      (await store.find(collection, query)).map(({ id }) => id);

    test('finds what a record inside the record says, and passes over records without it', async () => {
      const delegation = (id: string, delegate?: string, day = '20'): RecordOf<'delegations'> => ({
        id,
        personId: '张',
        memberId: 'wecom:zhang',
        unitIds: ['示例局'],
        role: 'staff',
        createdAt: '2023-12-04T01:00:00.000Z',
        expiresAt: `2023-12-${day}T16:00:00.000Z`,
        ...(delegate === undefined
          ? {}
          : {
              delegate: {
                memberId: `wecom:${delegate}`,
                platform: 'wecom',
                userId: delegate,
                personId: delegate,
                since: '2023-12-04T02:00:00.000Z',
              },
            }),
      });
      await putAll('delegations', [
        delegation('a', 'li', '22'),
        delegation('b'),
        delegation('c', 'li', '21'),
        delegation('d', 'wang'),
      ]);
      const of = (memberId: string, more: object = {}) =>
        idsOf('delegations', { index: 'byDelegate', equals: [memberId], ...more });
      expect(await of('wecom:li')).toEqual(['c', 'a']);
      expect(await of('wecom:li', { range: { gt: '2023-12-21T16:00:00.000Z' } })).toEqual(['a']);
      expect(await of('wecom:li', { order: 'desc', limit: 1 })).toEqual(['a']);
      expect(await of('wecom:zhang')).toEqual([]);
      expect(await idsOf('delegations', { index: 'byDelegatePerson', equals: ['wang'] })).toEqual(['d']);
      expect(await idsOf('delegations', { index: 'byPerson', equals: ['张'] })).toEqual(['b', 'd', 'c', 'a']);
    });

    test('finds members by the end of their binding; those without one never', async () => {
      const until = (day: string, userId: string): Member => ({
        ...member(userId, ['示例局']),
        expiresAt: `2023-12-${day}T16:00:00.000Z`,
      });
      await putAll('members', [until('20', 'b'), member('endless', ['示例局']), until('08', 'a')]);
      const ending = (range: object) => idsOf('members', { index: 'byExpiry', range });
      expect(await ending({ gte: '2023-12-01T00:00:00.000Z' })).toEqual(['wecom:a', 'wecom:b']);
      expect(await ending({ gte: '2023-12-08T16:00:00.000Z', lte: '2023-12-08T16:00:00.000Z' })).toEqual([
        'wecom:a',
      ]);
    });

    describe('records', () => {
      test('a record that was put is read back as it was', async () => {
        const zhongyuan = unit('中原区', { officialName: '郑州市中原区', aliases: ['中原'] });
        await putAll('units', [zhongyuan]);
        expect(await store.get('units', '中原区')).toEqual(zhongyuan);
      });

      test('a record nobody put is absent, in its collection alone', async () => {
        await putAll('units', [unit('中原区')]);
        expect(await store.get('units', '金水区')).toBeUndefined();
        expect(await store.get('persons', '中原区')).toBeUndefined();
      });

      test('a second put replaces the whole record, and the indexes follow', async () => {
        await putAll('units', [unit('中原区', { rankingGroup: '市区', source: '名单' })]);
        await putAll('units', [unit('中原区', { rankingGroup: '开发区' })]);
        expect(await store.get('units', '中原区')).toEqual(unit('中原区', { rankingGroup: '开发区' }));
        expect(await idsOf('units', { index: 'byGroup', equals: ['市区'] })).toEqual([]);
        expect(await idsOf('units', { index: 'byGroup', equals: ['开发区'] })).toEqual(['中原区']);
      });

      test('a removed record is gone from its collection and its indexes', async () => {
        await putAll('units', [unit('中原区'), unit('金水区')]);
        await store.transaction((tx) => tx.remove('units', '中原区'));
        expect(await store.get('units', '中原区')).toBeUndefined();
        expect(await idsOf('units', { index: 'byKind', equals: ['county'] })).toEqual(['金水区']);
      });

      test('removing what is not there does nothing', async () => {
        await store.transaction((tx) => tx.remove('units', '中原区'));
        expect(await idsOf('units', { index: 'byId' })).toEqual([]);
      });

      test('changing what was put or read never changes the store', async () => {
        /** A store hands out copies, or what cannot be changed. */
        const tryToChange = (read: Unit | undefined): void => {
          if (read === undefined) throw new Error('nothing was read');
          if (!Object.isFrozen(read.aliases)) read.aliases.push('after the read');
        };
        const mine = unit('中原区', { aliases: ['中原'] });
        await putAll('units', [mine]);
        mine.aliases.push('after the put');
        tryToChange(await store.get('units', '中原区'));
        tryToChange((await store.find('units', { index: 'byId' }))[0]);
        await store.transaction(async (tx) => tryToChange(await tx.get('units', '中原区')));
        expect(await store.get('units', '中原区')).toEqual(unit('中原区', { aliases: ['中原'] }));
      });

      test('ids are any text: paths, quotes, line breaks, emoji, names of JavaScript, blanks', async () => {
        const ids = [
          '__proto__',
          'constructor',
          '../../etc/passwd',
          'a\'b"c\\d',
          'line\nbreak\u2028',
          ' ',
          '中原区',
          '𠮷野家',
          '👨‍👩‍👧',
          'e\u0301',
          '\u00e9',
          'A',
          'a',
          '%00',
          'x'.repeat(500),
        ];
        await putAll(
          'units',
          ids.map((id) => unit(id, { source: `of ${id}` })),
        );
        for (const id of ids) expect((await store.get('units', id))?.source).toBe(`of ${id}`);
        expect(await idsOf('units', { index: 'byId' })).toHaveLength(ids.length);
      });

      test('a document of one megabyte, deep and with odd names, comes back whole', async () => {
        const detail: Audit['detail'] = {
          text: '通报'.repeat(170_000),
          nested: { a: [1, -2.5, 1e21, true, null, { '': 'empty name', 'a.b': 'dotted', toString: 'own' }] },
        };
        await putAll('audits', [audit('large', detail)]);
        expect(await store.get('audits', 'large')).toEqual(audit('large', detail));
      });
    });

    describe('refused records', () => {
      const refused: [string, () => Promise<unknown>][] = [
        ['U+0000 in an id', () => putAll('units', [unit('中\u0000原')])],
        ['a lone surrogate in an id', () => putAll('units', [unit('中\ud83d原')])],
        ['U+0000 deep in a text', () => putAll('units', [unit('中原区', { aliases: ['好', '中\u0000'] })])],
        ['a lone surrogate deep in a text', () => putAll('audits', [audit('1', { a: [{ b: 'x\udc00' }] })])],
        ['U+0000 in the name of a field', () => putAll('audits', [audit('1', { 'a\u0000': 1 })])],
        ['an empty id', () => putAll('units', [unit('')])],
        ['a number that is none', () => putAll('scores', [score('中原区', { total: Number.NaN })])],
        ['a rank of 1.5', () => putAll('scores', [score('中原区', { rank: 1.5 })])],
        [
          'a day that does not exist',
          () => putAll('accounts', [account('a', { lastUpdatedOn: '2023-13-01' })]),
        ],
      ];

      test.each(refused)('%s is refused and nothing is stored', async (_what, put) => {
        expect(await codeOf(put())).toBe('store.invalid_record');
        expect(await idsOf('units', { index: 'byId' })).toEqual([]);
        expect(await idsOf('accounts', { index: 'byId' })).toEqual([]);
        expect(await idsOf('scores', { index: 'byPeriod' })).toEqual([]);
        expect(await idsOf('audits', { index: 'byTime' })).toEqual([]);
      });

      test('the refusal names the field and not its value', async () => {
        const put = putAll('accounts', [account('a', { lastUpdatedOn: 'secret-123' })]);
        const error: unknown = await put.then(
          () => undefined,
          (reason: unknown) => reason,
        );
        expect(String(error)).toContain('lastUpdatedOn');
        expect(String(error)).not.toContain('secret-123');
      });

      test('a transaction that catches the refusal keeps what else it put', async () => {
        await store.transaction(async (tx) => {
          await tx.put('units', unit('中原区'));
          expect(await codeOf(tx.put('units', unit('\u0000')))).toBe('store.invalid_record');
        });
        expect(await idsOf('units', { index: 'byId' })).toEqual(['中原区']);
      });

      test('a pair of surrogates is one character and welcome', async () => {
        await putAll('units', [unit('𠮷')]);
        expect((await store.get('units', '𠮷'))?.id).toBe('𠮷');
      });
    });

    describe('find', () => {
      test('text comes in the order of its UTF-8 bytes, emoji and rare characters last', async () => {
        const inOrder = [
          'A',
          'Z',
          'a',
          'é',
          '中原区',
          '金水区',
          '龥',
          '\uE000',
          '（示例）',
          'ｚ',
          '👍',
          '👍🏽',
          '𠮷',
        ];
        await putAll(
          'units',
          inOrder.toReversed().map((id) => unit(id)),
        );
        expect(await idsOf('units', { index: 'byId' })).toEqual(inOrder);
        expect(inOrder.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))).toEqual(inOrder);
        expect(await idsOf('units', { index: 'byId', order: 'desc' })).toEqual(inOrder.toReversed());
        expect(await idsOf('units', { index: 'byId', range: { gt: 'ｚ' } })).toEqual(['👍', '👍🏽', '𠮷']);
      });

      test('a shorter text comes before the longer one that begins with it', async () => {
        await putAll('units', [unit('中原区政府'), unit('中原'), unit('中原区')]);
        expect(await idsOf('units', { index: 'byId' })).toEqual(['中原', '中原区', '中原区政府']);
      });

      test('numbers come in the order of numbers', async () => {
        const ranks = [10, 9, 1, 100, 2];
        await putAll(
          'scores',
          ranks.map((rank) => score(`第${rank}名`, { rank })),
        );
        const found = await store.find('scores', { index: 'byPeriod', equals: ['2023Q4', '区县'] });
        expect(found.map(({ rank }) => rank)).toEqual([1, 2, 9, 10, 100]);
      });

      test('equal entries come by id, and the other way round in descending order', async () => {
        await putAll('units', [unit('丙'), unit('甲'), unit('乙')]);
        const byId = ['丙', '乙', '甲'];
        expect(await idsOf('units', { index: 'byKind', equals: ['county'] })).toEqual(byId);
        expect(await idsOf('units', { index: 'byKind', equals: ['county'], order: 'desc' })).toEqual(
          byId.toReversed(),
        );
      });

      test('equals fixes a prefix of the fields, the rest gives the order', async () => {
        await putAll('scores', [
          score('b', { group: '区县', rank: 2 }),
          score('a', { group: '部门', rank: 3 }),
          score('c', { group: '区县', rank: 1 }),
          score('d', { id: '2023Q3/d', periodId: '2023Q3', group: '区县', rank: 1 }),
        ]);
        const units = async (query: Query<'scores'>) =>
          (await store.find('scores', query)).map(({ unitId }) => unitId);
        expect(await units({ index: 'byPeriod', equals: ['2023Q4'] })).toEqual(['c', 'b', 'a']);
        expect(await units({ index: 'byPeriod', equals: ['2023Q4', '区县'] })).toEqual(['c', 'b']);
        expect(await units({ index: 'byPeriod', equals: ['2023Q4', '区县', 2] })).toEqual(['b']);
        expect(await units({ index: 'byPeriod', equals: ['2023'] })).toEqual([]);
        expect(await units({ index: 'byPeriod' })).toEqual(['d', 'c', 'b', 'a']);
      });

      test('a range bounds the next field, with or without its ends', async () => {
        await putAll(
          'scores',
          [1, 2, 3, 4, 5].map((rank) => score(`u${rank}`, { rank })),
        );
        const ranks = async (range: Query<'scores'>['range'], order: 'asc' | 'desc' = 'asc') =>
          (
            await store.find('scores', {
              index: 'byPeriod',
              equals: ['2023Q4', '区县'],
              order,
              ...(range === undefined ? {} : { range }),
            })
          ).map(({ rank }) => rank);
        expect(await ranks({ gte: 2, lte: 4 })).toEqual([2, 3, 4]);
        expect(await ranks({ gt: 2, lt: 4 })).toEqual([3]);
        expect(await ranks({ gt: 4 })).toEqual([5]);
        expect(await ranks({ lt: 2 })).toEqual([1]);
        expect(await ranks({ gt: 2, lte: 5 }, 'desc')).toEqual([5, 4, 3]);
        expect(await ranks({ gt: 4, lt: 2 })).toEqual([]);
        expect(await ranks({})).toEqual([1, 2, 3, 4, 5]);
      });

      test('limit keeps the first of the asked order', async () => {
        await putAll(
          'scores',
          [3, 1, 2].map((rank) => score(`u${rank}`, { rank })),
        );
        const query = { index: 'byPeriod', equals: ['2023Q4', '区县'] } as const;
        expect(await idsOf('scores', { ...query, limit: 2 })).toEqual(['2023Q4/u1', '2023Q4/u2']);
        expect(await idsOf('scores', { ...query, limit: 1, order: 'desc' })).toEqual(['2023Q4/u3']);
        expect(await idsOf('scores', { ...query, limit: 0 })).toEqual([]);
        expect(await idsOf('scores', { ...query, limit: 99 })).toHaveLength(3);
      });

      test('a missing field sorts first and is matched by neither equals nor range', async () => {
        await putAll('accounts', [account('b', { hostUnitId: '金水区' }), account('c'), account('a')]);
        expect(await idsOf('accounts', { index: 'byHost' })).toEqual(['a', 'c', 'b']);
        expect(await idsOf('accounts', { index: 'byHost', order: 'desc' })).toEqual(['b', 'c', 'a']);
        expect(await idsOf('accounts', { index: 'byHost', equals: [''] })).toEqual([]);
        expect(await idsOf('accounts', { index: 'byHost', range: { gte: '' } })).toEqual(['b']);
        expect(await idsOf('accounts', { index: 'byHost', range: { lte: '\u{10FFFF}' } })).toEqual(['b']);
      });

      test('null asks for those whose field is missing', async () => {
        await putAll('accounts', [account('b', { hostUnitId: '' }), account('c'), account('a')]);
        expect(await idsOf('accounts', { index: 'byHost', equals: [null] })).toEqual(['a', 'c']);
        expect(await idsOf('accounts', { index: 'byHost', equals: [null], order: 'desc' })).toEqual([
          'c',
          'a',
        ]);
        await putAll('scores', [score('x', { rank: 1 }), score('y'), score('z', { rank: 2 })]);
        const inGroup = { index: 'byPeriod', equals: ['2023Q4', '区县', null] } as const;
        expect(await idsOf('scores', inGroup)).toEqual(['2023Q4/y']);
        await putAll('members', [member('one', ['金水区']), member('none', [])]);
        expect(await idsOf('members', { index: 'byUnit', equals: [null] })).toEqual(['wecom:none']);
      });

      test('a missing field after the fixed ones sorts first', async () => {
        await putAll('scores', [score('x', { rank: 1 }), score('y'), score('z', { rank: 2 })]);
        expect(await idsOf('scores', { index: 'byPeriod', equals: ['2023Q4', '区县'] })).toEqual([
          '2023Q4/y',
          '2023Q4/x',
          '2023Q4/z',
        ]);
        expect(
          await idsOf('scores', { index: 'byPeriod', equals: ['2023Q4', '区县'], range: { lte: 1 } }),
        ).toEqual(['2023Q4/x']);
      });

      test('an array is found by each of its elements', async () => {
        await putAll('members', [
          member('two', ['中原区', '金水区']),
          member('one', ['金水区']),
          member('none', []),
        ]);
        expect(await idsOf('members', { index: 'byUnit', equals: ['金水区'] })).toEqual([
          'wecom:one',
          'wecom:two',
        ]);
        expect(await idsOf('members', { index: 'byUnit', equals: ['中原区'] })).toEqual(['wecom:two']);
        await putAll('members', [member('two', ['中原区'])]);
        expect(await idsOf('members', { index: 'byUnit', equals: ['金水区'] })).toEqual(['wecom:one']);
      });

      test('a record comes once, however many of its elements match or repeat', async () => {
        await putAll('members', [
          member('two', ['中原区', '金水区', '中原区']),
          member('one', ['金水区']),
          member('none', []),
        ]);
        const once = ['wecom:none', 'wecom:two', 'wecom:one'];
        expect(await idsOf('members', { index: 'byUnit' })).toEqual(once);
        expect(await idsOf('members', { index: 'byUnit', limit: 2 })).toEqual(once.slice(0, 2));
        expect(await idsOf('members', { index: 'byUnit', equals: ['中原区'] })).toEqual(['wecom:two']);
      });

      test('an index answers alike after hundreds of changes in any order', async () => {
        const ids = Array.from({ length: 700 }, (_, at) => `u${String((at * 379) % 700).padStart(3, '0')}`);
        await putAll(
          'units',
          ids.map((id) => unit(id)),
        );
        const removed = ids.filter((_, at) => at % 3 === 0);
        await store.transaction(async (tx) => {
          for (const id of removed) await tx.remove('units', id);
        });
        const left = ids.filter((id) => !removed.includes(id)).toSorted();
        expect(await idsOf('units', { index: 'byId' })).toEqual(left);
        expect(
          await idsOf('units', { index: 'byKind', equals: ['county'], order: 'desc', limit: 300 }),
        ).toEqual(left.toReversed().slice(0, 300));
      });
    });

    describe('transactions', () => {
      const rank = async (): Promise<number> => (await store.get('scores', '2023Q4/中原区'))?.rank ?? 0;
      const raise = (): Promise<number> =>
        store.transaction(async (tx) => {
          const before = await tx.get('scores', '2023Q4/中原区');
          const next = (before?.rank ?? 0) + 1;
          await tx.put('scores', score('中原区', { rank: next }));
          return next;
        });

      test('it answers what the function answers', async () => {
        expect(await store.transaction(async () => ({ done: true }))).toEqual({ done: true });
      });

      test('it reads its own writes, by id and by index', async () => {
        await putAll('units', [unit('金水区'), unit('二七区')]);
        await store.transaction(async (tx) => {
          await tx.put('units', unit('中原区'));
          await tx.put('units', unit('二七区', { kind: 'department' }));
          await tx.remove('units', '金水区');
          expect((await tx.get('units', '中原区'))?.kind).toBe('county');
          expect(await tx.get('units', '金水区')).toBeUndefined();
          const counties = await tx.find('units', { index: 'byKind', equals: ['county'] });
          expect(counties.map(({ id }) => id)).toEqual(['中原区']);
          await tx.put('units', unit('金水区', { source: 'again' }));
          const all = await tx.find('units', { index: 'byId' });
          expect(all.map(({ id }) => id)).toEqual(['中原区', '二七区', '金水区']);
        });
        expect((await store.get('units', '金水区'))?.source).toBe('again');
      });

      test('nobody outside sees what it wrote before it is done', async () => {
        await store.transaction(async (tx) => {
          await tx.put('units', unit('中原区'));
          expect(await store.get('units', '中原区')).toBeUndefined();
          expect(await store.find('units', { index: 'byId' })).toEqual([]);
        });
        expect(await store.get('units', '中原区')).toBeDefined();
      });

      test('one that fails half-way applies nothing and passes its own error on', async () => {
        await putAll('units', [unit('金水区')]);
        const failure = new Error('half-way');
        const failed = store.transaction(async (tx) => {
          await tx.put('units', unit('中原区'));
          await tx.remove('units', '金水区');
          throw failure;
        });
        await expect(failed).rejects.toBe(failure);
        expect(await idsOf('units', { index: 'byId' })).toEqual(['金水区']);
        expect(await idsOf('units', { index: 'byKind', equals: ['county'] })).toEqual(['金水区']);
        await putAll('units', [unit('二七区')]);
        expect(await idsOf('units', { index: 'byId' })).toEqual(['二七区', '金水区']);
      });

      test('of fifty at once that raise one counter none is lost', async () => {
        const seen = await Promise.all(Array.from({ length: 50 }, raise));
        expect(await rank()).toBe(50);
        expect(new Set(seen).size).toBe(50);
      });

      test('failing ones among them lose nothing of the others', async () => {
        const outcomes = await Promise.allSettled(
          Array.from({ length: 30 }, (_, at) =>
            at % 3 === 0
              ? store.transaction(async (tx) => {
                  await tx.put('scores', score('中原区', { rank: 1000 }));
                  throw new Error('refused');
                })
              : raise(),
          ),
        );
        expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10);
        expect(await rank()).toBe(20);
      });

      test('two that each look before they write never both go ahead', async () => {
        const claim = (who: string): Promise<boolean> =>
          store.transaction(async (tx) => {
            const taken = await tx.find('units', { index: 'byKind', equals: ['county'] });
            if (taken.length > 0) return false;
            await tx.put('units', unit(who));
            return true;
          });
        const claims = await Promise.all(['甲', '乙', '丙', '丁'].map(claim));
        expect(claims.filter(Boolean)).toHaveLength(1);
        expect(await idsOf('units', { index: 'byId' })).toHaveLength(1);
      });

      test('those of one lane run one after another, in the order in which they came', async () => {
        const say = async (word: string, steps: number): Promise<void> =>
          store.transaction(async (tx) => {
            const said = (await tx.get('units', '中原区'))?.source ?? '';
            for (let step = 0; step < steps; step += 1) await tx.get('units', `${step}`);
            await tx.put('units', unit('中原区', { source: said + word }));
          }, 'lane');
        const failing = store.transaction(async () => {
          throw new Error('half-way');
        }, 'lane');
        await Promise.allSettled([say('一', 20), failing, say('二', 0), say('三', 5), say('四', 0)]);
        expect((await store.get('units', '中原区'))?.source).toBe('一二三四');
      });

      test('of two that each read what the other writes, one sees the other', async () => {
        let came = 0;
        const both = createGate();
        const lookAndPut = (own: string, other: string): Promise<void> =>
          store.transaction(async (tx) => {
            const seen = await tx.get('units', other);
            came += 1;
            if (came >= 2) both.open();
            await both.opened;
            await tx.put('units', unit(own, { source: seen === undefined ? 'alone' : 'second' }));
          });
        await Promise.all([lookAndPut('甲', '乙'), lookAndPut('乙', '甲')]);
        const sources = (await store.find('units', { index: 'byId' })).map(({ source }) => source);
        expect(sources.toSorted()).toEqual(['alone', 'second']);
      });

      test('what many would take and do is done once', async () => {
        await store.transaction(async (tx) => {
          for (let at = 0; at < 20; at += 1) await tx.put('units', unit(`件${at}`));
        });
        const done: string[] = [];
        const worker = async (): Promise<void> => {
          for (let at = 0; at < 20; at += 1) {
            const took = await store.transaction(async (tx) => {
              const taken = await tx.take('units', `件${at}`);
              if (taken === undefined || taken.kind === 'other') return undefined;
              await tx.put('units', { ...taken, kind: 'other' });
              return taken.id;
            });
            if (took !== undefined) done.push(took);
          }
        };
        await Promise.all(Array.from({ length: 5 }, worker));
        expect(done.toSorted()).toEqual([...new Set(done)].toSorted());
        expect(await idsOf('units', { index: 'byKind', equals: ['other'] })).toHaveLength(20);
        expect(done).toHaveLength(20);
      });

      test('once it has ended it can be used no more, however it ended', async () => {
        const kept = await store.transaction(async (tx) => tx);
        let failed = kept;
        await store
          .transaction(async (tx) => {
            failed = tx;
            throw new Error('ended');
          })
          .catch(() => undefined);
        expect(failed).not.toBe(kept);
        for (const tx of [kept, failed]) {
          expect(await codeOf(tx.put('units', unit('late')))).toBe('store.transaction_ended');
          expect(await codeOf(tx.remove('units', 'late'))).toBe('store.transaction_ended');
          expect(await codeOf(tx.get('units', 'late'))).toBe('store.transaction_ended');
          expect(await codeOf(tx.find('units', { index: 'byId' }))).toBe('store.transaction_ended');
        }
        expect(await idsOf('units', { index: 'byId' })).toEqual([]);
      });
    });

    describe('closing', () => {
      test('what is under way is settled, and later calls are refused', async () => {
        const writing = putAll('units', [unit('中原区')]);
        const closing = store.close();
        await expect(writing).resolves.toBeUndefined();
        await closing;
        expect(await codeOf(store.get('units', '中原区'))).toBe('store.closed');
        expect(await codeOf(store.find('units', { index: 'byId' }))).toBe('store.closed');
        expect(await codeOf(store.transaction(async () => undefined))).toBe('store.closed');
      });

      test('closing twice is closing once', async () => {
        await store.close();
        await expect(store.close()).resolves.toBeUndefined();
      });
    });
  });
};
