import { describe, expect, test } from 'vitest';
import { TongbaoError } from '../../src/domain/error.js';
import { filingTable } from '../../src/domain/filing-decisions.js';
import { Actor } from '../../src/domain/records/index.js';
import { rectificationTable } from '../../src/domain/rectification.js';
import { move, type TransitionTable, targetsOf } from '../../src/domain/transitions.js';

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof TongbaoError) return error.code;
    throw error;
  }
  return 'moved';
};

/** Every state, actor and target, each with what must come of it: written out here, not read from the table. */
const describeTable = <State extends string>(
  name: string,
  table: TransitionTable<State, Actor>,
  allowed: Readonly<Record<string, readonly Actor[]>>,
): void => {
  const cases = table.states.flatMap((from) =>
    table.states.flatMap((to) => Actor.options.map((actor) => [from, to, actor] as const)),
  );

  describe(`the way of a ${name}`, () => {
    test('has as many moves as are written here', () => {
      expect(table.transitions.map(({ from, to }) => `${from} > ${to}`).toSorted()).toEqual(
        Object.keys(allowed).toSorted(),
      );
    });

    test.each(cases)('%s > %s by %s', (from, to, actor) => {
      const who = allowed[`${from} > ${to}`];
      const expected =
        who === undefined
          ? 'transition.not_possible'
          : who.includes(actor)
            ? 'moved'
            : 'transition.not_allowed';
      expect(codeOf(() => move(table, from, to, actor))).toBe(expected);
      expect(targetsOf(table, from, actor).includes(to)).toBe(expected === 'moved');
    });

    test('names each state and actor in words', () => {
      for (const state of table.states) expect(table.stateNames[state]).not.toBe('');
      for (const actor of Actor.options) expect(table.actorNames[actor]).not.toBe('');
    });
  });
};

const everybody = Actor.options;
const office = ['office_admin', 'operator'] as const;

describeTable('rectification', rectificationTable, {
  'open > in_progress': everybody,
  'in_progress > submitted': ['unit_admin', ...office],
  'submitted > rechecked_ok': office,
  'submitted > rechecked_failed': office,
  'rechecked_failed > in_progress': everybody,
});

describeTable('filing', filingTable, {
  'filed > approved': office,
  'filed > rejected': office,
  'filed > withdrawn': ['unit_admin', ...office],
  'approved > withdrawn': ['unit_admin', ...office],
  'approved > filed': office,
  'rejected > filed': office,
});

describe('a refusal', () => {
  test('says what is possible instead', () => {
    expect(() => move(rectificationTable, 'open', 'submitted', 'unit_staff')).toThrow(
      '现在是“未整改”，不能改为“已提交”。可以改为“整改中”。',
    );
  });

  test('says when nothing is', () => {
    expect(() => move(rectificationTable, 'rechecked_ok', 'open', 'office_admin')).toThrow(
      '主管单位管理员现在没有可办的步骤。',
    );
  });

  test('says who may', () => {
    expect(() => move(rectificationTable, 'submitted', 'rechecked_ok', 'unit_admin')).toThrow(
      '单位管理员不能把“已提交”改为“复查通过”，这一步由主管单位管理员、运维人员办理。',
    );
  });
});
