import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FilingState, filingTable } from '../../src/domain/filing-decisions.js';
import { Actor, type RectificationState } from '../../src/domain/records/index.js';
import { rectificationTable } from '../../src/domain/rectification.js';
import type { TransitionTable } from '../../src/domain/transitions.js';
import { type MoveContext, moveFiling, moveProblem } from '../../src/proceedings/move.js';
import type { Mover } from '../../src/proceedings/mover.js';
import { proceedingOf, type Subject } from '../../src/proceedings/now.js';
import type { Transaction } from '../../storage/port.js';
import { by, codeOf, filing, openOffice, problem } from './office.js';

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
      const store = await openOffice();
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
