import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { instantAt } from '../../src/domain/day.js';
import { TongbaoError } from '../../src/domain/error.js';
import { type FilingState, filingTable } from '../../src/domain/filing-decisions.js';
import {
  Actor,
  type Filing,
  type Member,
  type Problem,
  type RectificationState,
} from '../../src/domain/records/index.js';
import { rectificationTable } from '../../src/domain/rectification.js';
import type { TransitionTable } from '../../src/domain/transitions.js';
import { listFilings, listProblems } from '../../src/proceedings/list.js';
import { type MoveContext, moveFiling, moveProblem } from '../../src/proceedings/move.js';
import { type Mover, moverOf, onBehalfOf, operator } from '../../src/proceedings/mover.js';
import { filingsNow, problemsNow, proceedingOf, type Subject } from '../../src/proceedings/now.js';
import type { Store, Transaction } from '../../storage/port.js';
import { createMemoryStore } from '../support/memory-store.js';

const monday = instantAt('2023-12-04', '09:00');
const problem: Problem = {
  id: 'p1',
  periodId: '2023Q4',
  kind: '栏目更新不及时',
  unitId: '示例局',
  openEnded: false,
  dueOn: '2023-12-15',
};
const filing: Filing = {
  id: 'f1',
  accountName: '示例发布',
  platform: '微信',
  kind: 'rename',
  filedOn: '2023-11-10',
};
const member = (role: Member['role'], about: Partial<Member> = {}): Member => ({
  id: `wecom:${role}`,
  platform: 'wecom',
  userId: role,
  personId: role,
  unitIds: ['示例局'],
  role,
  boundBy: 'roster',
  boundAt: '2023-01-01T00:00:00.000Z',
  ...about,
});

let store: Store;
let ids = 0;
const by = (mover: Mover, about: Partial<MoveContext> = {}): MoveContext => ({
  mover,
  now: monday,
  newId: () => {
    ids += 1;
    return `audit-${ids}`;
  },
  ...about,
});
const open = async (): Promise<Store> => {
  const opened = createMemoryStore();
  await opened.transaction(async (tx) => {
    await tx.put('problems', problem);
    await tx.put('filings', filing);
    await tx.put('accounts', {
      id: '微信/示例发布',
      name: '示例发布',
      platform: '微信',
      hostUnitId: '示例局',
    });
  });
  return opened;
};
beforeEach(async () => {
  store = await open();
});

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) return 'moved';
  if (error instanceof TongbaoError) return error.code;
  throw error;
};
const moving = (to: RectificationState, context: MoveContext, id = 'p1') =>
  store.transaction((tx) => moveProblem(tx, id, to, context));
const deciding = (to: FilingState, context: MoveContext, id = 'f1') =>
  store.transaction((tx) => moveFiling(tx, id, to, context));

describe('a move', () => {
  test('is stored with its audit entry, and the record of the import stays as it is', async () => {
    await moving('in_progress', by(moverOf(member('staff'), monday)));
    expect(await store.get('problems', 'p1')).toEqual(problem);
    expect(await proceedingOf(store, 'problem', 'p1')).toEqual({
      id: 'problem/p1',
      moves: [
        { from: 'open', to: 'in_progress', at: monday.toISOString(), role: 'unit_staff', by: 'wecom:staff' },
      ],
    });
    expect(await store.find('audits', { index: 'bySubject', equals: ['problem/p1'] })).toMatchObject([
      {
        at: monday.toISOString(),
        actor: 'wecom:staff',
        action: 'problem_move',
        detail: { from: 'open', to: 'in_progress', role: 'unit_staff' },
      },
    ]);
    expect((await problemsNow(store, [problem]))[0]?.rectification).toBe('in_progress');
  });

  test('that is refused stores neither move nor audit entry', async () => {
    expect(await codeOf(moving('rechecked_ok', by(operator)))).toBe('transition.not_possible');
    expect(await proceedingOf(store, 'problem', 'p1')).toBeUndefined();
    expect(await store.find('audits', { index: 'byTime' })).toEqual([]);
  });

  test('has its note masked before it is stored', async () => {
    await moving('in_progress', by(operator, { note: '联系人：张三丰，13812345678' }));
    const stored = JSON.stringify([
      await proceedingOf(store, 'problem', 'p1'),
      await store.find('audits', { index: 'byTime' }),
    ]);
    expect(stored).toContain('138****5678');
    expect(stored).not.toMatch(/13812345678|三丰/);
  });

  test('entered for a member counts by his role, and says who entered it', async () => {
    const staff = onBehalfOf(member('staff'), monday);
    await moving('in_progress', by(staff));
    expect(await codeOf(moving('submitted', by(staff)))).toBe('transition.not_allowed');
    const [move] = (await proceedingOf(store, 'problem', 'p1'))?.moves ?? [];
    expect(move).toMatchObject({ by: 'operator', onBehalfOf: 'wecom:staff', role: 'unit_staff' });
    const [audit] = await store.find('audits', { index: 'byTime' });
    expect(audit).toMatchObject({ actor: 'operator', detail: { onBehalfOf: 'wecom:staff' } });
  });

  test('entered later keeps its own time, and the audit the time of the entry', async () => {
    const happenedAt = instantAt('2023-12-01', '10:00');
    await moving('in_progress', by(operator, { happenedAt }));
    expect((await proceedingOf(store, 'problem', 'p1'))?.moves[0]?.at).toBe(happenedAt.toISOString());
    const [audit] = await store.find('audits', { index: 'byTime' });
    expect(audit).toMatchObject({ at: monday.toISOString(), detail: { at: happenedAt.toISOString() } });
  });

  test.each([
    ['in the future', instantAt('2023-12-04', '09:01')],
    ['before the move before it', instantAt('2023-11-30', '10:00')],
  ])('%s is refused', async (_when, happenedAt) => {
    await moving('in_progress', by(operator, { happenedAt: instantAt('2023-12-01', '10:00') }));
    expect(await codeOf(moving('submitted', by(operator, { happenedAt })))).toBe('proceeding.wrong_time');
    expect((await proceedingOf(store, 'problem', 'p1'))?.moves).toHaveLength(1);
  });

  test.each([
    [
      'of another unit',
      moverOf(member('unit_admin', { unitIds: ['乙局'] }), monday),
      'proceeding.other_unit',
    ],
    ['of no unit', moverOf(member('unit_admin', { unitIds: [] }), monday), 'proceeding.other_unit'],
    ['of the office', moverOf(member('admin', { unitIds: [] }), monday), 'moved'],
  ])('by somebody %s: %s', async (_who, mover, expected) => {
    expect(await codeOf(moving('in_progress', by(mover)))).toBe(expected);
    const withdrawal = await codeOf(deciding('withdrawn', by(mover)));
    expect(withdrawal).toBe(expected);
  });

  test('of a problem that names no unit is the office’s alone', async () => {
    const { unitId: _, ...unnamed } = problem;
    await store.transaction((tx) => tx.put('problems', unnamed));
    const unit = by(moverOf(member('unit_admin'), monday));
    expect(await codeOf(moving('in_progress', unit))).toBe('proceeding.other_unit');
    expect(await codeOf(moving('in_progress', by(operator)))).toBe('moved');
  });

  test.each([
    ['a reviewer', member('reviewer')],
    ['somebody whose binding has ended', member('admin', { expiresAt: monday.toISOString() })],
  ])('by %s is refused', (_who, who) => {
    expect(() => moverOf(who, monday)).toThrow(/proceeding\.no_part/);
  });

  test('of what does not exist is refused', async () => {
    expect(await codeOf(moving('in_progress', by(operator), 'p9'))).toBe('proceeding.unknown_problem');
    expect(await codeOf(deciding('approved', by(operator), 'f9'))).toBe('proceeding.unknown_filing');
  });
});

describe('an import after moves', () => {
  const reimport = (about: Partial<Problem>) =>
    store.transaction((tx) => tx.put('problems', { ...problem, ...about }));
  const stateOf = async () => {
    const [listed] = await listProblems(store, monday, undefined);
    return listed?.state;
  };

  test('of the same sheet undoes nothing, of a newer one counts', async () => {
    await reimport({ rectification: 'open' });
    await moving('in_progress', by(operator));
    await reimport({ rectification: 'open' });
    expect(await stateOf()).toBe('in_progress');
    await reimport({ rectification: 'submitted' });
    expect(await stateOf()).toBe('submitted');
    await moving('rechecked_failed', by(operator));
    expect(await stateOf()).toBe('rechecked_failed');
    expect((await proceedingOf(store, 'problem', 'p1'))?.moves).toHaveLength(2);
  });
});

describe('a decision', () => {
  test('is seen by whoever judges the change, with its day', async () => {
    await deciding('approved', by(operator));
    expect(await filingsNow(store, [filing])).toEqual([
      { ...filing, decision: 'approved', decidedOn: '2023-12-04' },
    ]);
  });

  test('opened again is pending, without a day', async () => {
    await deciding('rejected', by(operator));
    await deciding('filed', by(operator));
    expect(await filingsNow(store, [filing])).toEqual([{ ...filing, decision: 'pending' }]);
  });

  test('stands although the sheet with 待定 is imported again', async () => {
    await store.transaction((tx) => tx.put('filings', { ...filing, decision: 'pending' }));
    await deciding('rejected', by(operator));
    await store.transaction((tx) => tx.put('filings', { ...filing, decision: 'pending' }));
    const listed = await listFilings(
      store,
      { filing: { daysInAdvance: 1, validDays: 365, source: '示例', effectiveFrom: '2024' } },
      monday,
      '示例局',
    );
    expect(listed.filings).toMatchObject([
      { state: 'rejected', unitId: '示例局', moves: [{ to: 'rejected' }] },
    ]);
  });
});

test('recurrence is judged by the problems of all units, though one unit’s are listed', async () => {
  await store.transaction((tx) =>
    tx.put('problems', { ...problem, id: 'p0', periodId: '2023Q3', unitId: '乙局', openEnded: true }),
  );
  const listed = await listProblems(store, monday, '示例局');
  expect(listed).toMatchObject([{ problem: { id: 'p1' }, recurrence: { before: 'unknown' } }]);
});

/** A machine as the model check drives it. */
interface Machine<State extends string> {
  readonly subject: Subject;
  readonly table: TransitionTable<State, Actor>;
  readonly start: State;
  readonly move: (tx: Transaction, to: State, context: MoveContext) => Promise<unknown>;
  readonly reimport: (tx: Transaction) => Promise<void>;
}

const checkMachine = async <State extends string>({
  subject,
  table,
  start,
  move,
  reimport,
}: Machine<State>) => {
  const step = fc.record({
    to: fc.constantFrom(...table.states),
    role: fc.constantFrom(...Actor.options),
    reimport: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      store = await open();
      let state = start;
      const history: string[] = [];
      for (const { to, role, reimport: again } of steps) {
        if (again) await store.transaction(reimport);
        const rule = table.transitions.find((one) => one.from === state && one.to === to);
        const mover: Mover = { role, by: role, unitIds: ['示例局'] };
        const code = await codeOf(store.transaction((tx) => move(tx, to, by(mover))));
        expect(code === 'moved').toBe(rule?.by.includes(role) === true);
        if (code === 'moved') {
          history.push(`${state} > ${to} ${role}`);
          state = to;
        }
        const id = subject === 'problem' ? 'p1' : 'f1';
        const moves = (await proceedingOf(store, subject, id))?.moves ?? [];
        expect(moves.map((one) => `${one.from} > ${one.to} ${one.role}`)).toEqual(history);
        const audits = await store.find('audits', { index: 'bySubject', equals: [`${subject}/${id}`] });
        expect(audits).toHaveLength(history.length);
      }
      expect(await store.get('problems', 'p1')).toEqual(problem);
      expect(await store.get('filings', 'f1')).toEqual(filing);
    }),
    { numRuns: 200 },
  );
};

describe('no sequence of moves, allowed or refused, loses a record or its history', () => {
  test('of a problem', () =>
    checkMachine({
      subject: 'problem',
      table: rectificationTable,
      start: 'open',
      move: (tx, to: RectificationState, context) => moveProblem(tx, 'p1', to, context),
      reimport: (tx) => tx.put('problems', problem),
    }));

  test('of a filing', () =>
    checkMachine({
      subject: 'filing',
      table: filingTable,
      start: 'filed',
      move: (tx, to: FilingState, context) => moveFiling(tx, 'f1', to, context),
      reimport: (tx) => tx.put('filings', filing),
    }));
});
