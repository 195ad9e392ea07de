import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, shanghaiDay } from '../../src/domain/day.js';
import { type Duty, dutiesOf } from '../../src/domain/duties.js';
import type { AccountChange, Column, Filing, PublicMessage } from '../../src/domain/records/index.js';
import { dutiesByUnit } from '../../src/reminders/unit-duties.js';
import type { Reader } from '../../storage/port.js';
import { monday, rulesAt, storeWith, unit } from './city.js';

const units = ['示例区', '示例局'];
const today = shanghaiDay(monday);
const unitId = fc.constantFrom(...units);
/** From long ago until tomorrow, most of them near the ends of cycles. */
const day = fc
  .oneof(fc.integer({ min: -20, max: 1 }), fc.integer({ min: -400, max: 1 }))
  .map((days) => addDays(today, days));
const instant = day.map((one) => `${one}T02:00:00.000Z`);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });

/** Without the fields that are undefined: a record has no such thing. */
const dense = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

const columns: fc.Arbitrary<Column[]> = fc
  .array(
    fc.record({
      unitId,
      columnType: fc.constantFrom('工作动态', '政策文件', '人事信息', '专题', '', '数据发布'),
      name: fc.constantFrom('动态', '专栏', '公告'),
      cycleDays: maybe(fc.constantFrom(1, 7, 30, 400)),
      lastUpdatedOn: maybe(day),
      state: fc.constantFrom('normal' as const, 'normal' as const, 'empty' as const, 'disabled' as const),
    }),
    { maxLength: 30 },
  )
  .map((all) =>
    all.map(
      (one, at) => dense({ ...one, id: `${one.unitId}网站/${at}`, siteId: `${one.unitId}网站` }) as Column,
    ),
  );

const messages: fc.Arbitrary<PublicMessage[]> = fc
  .array(
    fc.record({
      unitId,
      channel: fc.constantFrom('error_report' as const, 'simulated' as const, 'mailbox' as const),
      receivedAt: maybe(instant),
      transferredAt: maybe(instant),
      repliedAt: maybe(instant),
      closedAt: maybe(instant),
    }),
    { maxLength: 20 },
  )
  .map((all) => all.map((one, at) => dense({ ...one, id: `M${at}` }) as PublicMessage));

const account = fc.constantFrom('甲发布', '乙发布', '丙发布');
const changes: fc.Arbitrary<AccountChange[]> = fc
  .array(
    fc.record({
      accountName: account,
      hostUnitId: unitId,
      kind: fc.constantFrom('rename' as const, 'close' as const),
      effectiveOn: maybe(day),
      observedOn: maybe(day),
      filed: maybe(fc.boolean()),
    }),
    { maxLength: 10 },
  )
  .map((all) => all.map((one, at) => dense({ ...one, id: `C${at}` }) as AccountChange));
const filings: fc.Arbitrary<Filing[]> = fc
  .array(
    fc.record({
      accountName: account,
      platform: fc.constant(''),
      kind: fc.constantFrom('rename' as const, 'close' as const),
      filedOn: day,
      decision: maybe(fc.constantFrom('approved' as const, 'rejected' as const)),
    }),
    { maxLength: 6 },
  )
  .map((all) => all.map((one, at) => dense({ ...one, id: `F${at}` }) as Filing));

test('the narrow search finds every duty that looking at all records finds', async () => {
  const { rules, calendar } = await rulesAt(monday);
  const by = { rules, calendar, columnDueSoonDays: 3, messageDueSoonWorkdays: 1 };
  await fc.assert(
    fc.asyncProperty(
      columns,
      messages,
      changes,
      filings,
      async (columns, messages, accountChanges, filings) => {
        const store = await storeWith({ units: units.map(unit), columns, messages, accountChanges, filings });
        const found = await dutiesByUnit(store, by, monday);
        const expected = units.toSorted().flatMap((id): { unit: string; duties: Duty[] }[] => {
          const of = <R extends { unitId?: string }>(all: R[]): R[] => all.filter((one) => one.unitId === id);
          const duties = dutiesOf(
            {
              columns: of(columns),
              messages: of(messages),
              changes: accountChanges.filter(({ hostUnitId }) => hostUnitId === id),
              filings,
            },
            by,
            monday,
          );
          return duties.length === 0 ? [] : [{ unit: id, duties }];
        });
        expect(found.map(({ unit: { id }, duties }) => ({ unit: id, duties }))).toEqual(expected);
      },
    ),
    {
      numRuns: 150,
      // Two changes of one account, one of them known to be unfiled.
      examples: [
        [
          [],
          [],
          [
            { id: 'C0', accountName: '乙发布', hostUnitId: '示例局', kind: 'close', filed: false },
            { id: 'C1', accountName: '乙发布', hostUnitId: '示例局', kind: 'rename', observedOn: today },
          ],
          [],
        ],
      ],
    },
  );
});

test('what is in order is not even looked at', async () => {
  const fresh = (at: number): Column => ({
    id: `示例局网站/${at}`,
    siteId: '示例局网站',
    unitId: '示例局',
    name: '通知',
    columnType: '通知公告',
    lastUpdatedOn: addDays(today, -100),
    state: 'normal',
  });
  const answered = (at: number): PublicMessage => ({
    id: `M${at}`,
    channel: 'error_report',
    unitId: '示例局',
    receivedAt: `${today}T02:00:00.000Z`,
    closedAt: `${today}T02:00:00.000Z`,
  });
  const all = Array.from({ length: 200 }, (_, at) => at);
  const store = await storeWith({
    units: [unit('示例局')],
    columns: [...all.map(fresh), { ...fresh(999), columnType: '工作动态' }],
    messages: all.map(answered),
  });
  let touched = 0;
  const counting: Reader = {
    get: (collection, id) => store.get(collection, id),
    find: async (collection, query) => {
      const found = await store.find(collection, query);
      touched += found.length;
      return found;
    },
  };
  const { rules, calendar } = await rulesAt(monday);
  const by = { rules, calendar, columnDueSoonDays: 3, messageDueSoonWorkdays: 1 };
  expect(await dutiesByUnit(counting, by, monday)).toHaveLength(1);
  expect(touched).toBeLessThan(10);
});
