import { beforeEach, describe, expect, test } from 'vitest';
import { instantAt } from '../../src/domain/day.js';
import type { FilingState } from '../../src/domain/filing-decisions.js';
import { endOf } from '../../src/domain/members.js';
import type { Delegation, Member, Problem, RectificationState } from '../../src/domain/records/index.js';
import { listFilings, listProblems } from '../../src/proceedings/list.js';
import { type MoveContext, moveFiling, moveProblem } from '../../src/proceedings/move.js';
import { moverInPlaceOf, moverOf, onBehalfOf, operator } from '../../src/proceedings/mover.js';
import { filingsNow, problemsNow, proceedingOf } from '../../src/proceedings/now.js';
import type { Store } from '../../storage/port.js';
import { by, codeOf, filing, monday, openOffice, problem } from './office.js';

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
beforeEach(async () => {
  store = await openOffice();
});

const moving = (to: RectificationState, context: MoveContext, id = 'p1') =>
  store.transaction((tx) => moveProblem(tx, id, to, context));
const deciding = (to: FilingState, context: MoveContext, id = 'f1') =>
  store.transaction((tx) => moveFiling(tx, id, to, context));

describe('what is handed in during somebody’s leave', () => {
  const zhang = member('unit_admin', { id: 'wecom:zhang', userId: 'zhang', personId: '张' });
  const li = member('staff', { id: 'wecom:li', userId: 'li', personId: '李', unitIds: ['示例区'] });
  const inPlace = moverInPlaceOf('wecom:li', '张', '示例局', 'unit_admin');
  const admin = (personId: string) =>
    member('admin', { id: `dingtalk:${personId}`, platform: 'dingtalk', userId: personId, personId });
  const tuesday = instantAt('2023-12-05', '09:00');
  const held: Delegation = {
    id: 'd1',
    personId: '张',
    memberId: zhang.id,
    unitIds: ['示例局'],
    role: 'unit_admin',
    createdAt: '2023-12-01T01:00:00.000Z',
    expiresAt: endOf('2023-12-20'),
    delegate: {
      memberId: li.id,
      platform: 'wecom',
      userId: 'li',
      personId: '李',
      since: '2023-12-01T02:00:00.000Z',
    },
  };
  const ended = { ...held, endedAt: instantAt('2023-12-04', '18:00').toISOString(), endedBy: zhang.id };

  const rechecking = async (handedInBy: MoveContext['mover'], personId: string, delegation: Delegation) => {
    await store.transaction(async (tx) => {
      for (const one of [zhang, li, admin(personId)]) await tx.put('members', one);
      await tx.put('delegations', held);
    });
    await moving('in_progress', by(handedInBy));
    await moving('submitted', by(handedInBy));
    await store.transaction((tx) => tx.put('delegations', delegation));
    return await codeOf(moving('rechecked_ok', by(moverOf(admin(personId), tuesday), { now: tuesday })));
  };

  test.each([
    ['by the delegate, is decided by somebody else', inPlace, '王', held, 'moved'],
    ['by the delegate, is not decided by the delegate', inPlace, '李', held, 'proceeding.own_work'],
    ['by the delegate, nor by the person on leave', inPlace, '张', held, 'proceeding.own_work'],
    ['by the delegate, nor by him once he is back', inPlace, '张', ended, 'proceeding.own_work'],
    [
      'by the person on leave, not by who stands in',
      moverOf(zhang, monday),
      '李',
      held,
      'proceeding.own_work',
    ],
    ['by the person on leave, by who stood in before', moverOf(zhang, monday), '李', ended, 'moved'],
  ] as const)('%s', async (_name, mover, personId, delegation, code) => {
    expect(await rechecking(mover, personId, delegation)).toBe(code);
  });

  test('a filing is compared by its day', async () => {
    await store.transaction(async (tx) => {
      for (const one of [zhang, li, admin('张')]) await tx.put('members', one);
      await tx.put('delegations', ended);
      await tx.put('filings', { ...filing, filedBy: li.id, filedOn: '2023-12-02' });
      await tx.put('filings', { ...filing, id: 'f2', filedBy: li.id, filedOn: '2023-12-05' });
    });
    const mover = by(moverOf(admin('张'), tuesday), { now: tuesday });
    expect(await codeOf(deciding('approved', mover))).toBe('proceeding.own_work');
    expect(await codeOf(deciding('approved', mover, 'f2'))).toBe('moved');
  });

  test('nobody stands in for another unit than his', async () => {
    await store.transaction((tx) => tx.put('problems', { ...problem, id: 'p2', unitId: '示例区' }));
    expect(await codeOf(moving('in_progress', by(inPlace), 'p2'))).toBe('proceeding.other_unit');
  });
});

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
  await store.transaction(async (tx) => {
    await tx.put('problems', { ...problem, id: 'p0', periodId: '2023Q3', unitId: '乙局', openEnded: true });
    await tx.put('notices', {
      id: '2023Q3',
      periodId: '2023Q3',
      title: '通报',
      issuer: '办公厅',
      addressees: [],
    });
  });
  const listed = await listProblems(store, monday, '示例局');
  expect(listed).toMatchObject([{ problem: { id: 'p1' }, recurrence: { before: 'unknown' } }]);
});
