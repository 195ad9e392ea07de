import { expect, test } from 'vitest';
import { SideBySide } from '../../../storage/memory/side-by-side.js';

/** A clock that stands unless it is moved: how fast the machine is decides nothing. */
const createClock = () => {
  let nowMs = 0;
  return {
    now: () => nowMs,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A task that takes so many steps; what it does is noted. */
const createTasks = (sideBySide: SideBySide) => {
  const steps: string[] = [];
  let running = 0;
  let most = 0;
  const run = async (name: string, count: number, step: () => unknown = () => undefined): Promise<void> => {
    const begun = sideBySide.begin();
    if (begun !== undefined) await begun;
    running += 1;
    most = Math.max(most, running);
    for (let at = 1; at <= count; at += 1) {
      steps.push(`${name}${at}`);
      await step();
    }
    running -= 1;
    sideBySide.end();
  };
  return { run, steps, most: () => most };
};

test('tasks that begin together take their steps in step', async () => {
  const { run, steps } = createTasks(new SideBySide(createClock().now));
  await Promise.all([run('a', 3), run('b', 3), run('c', 3)]);
  expect(steps).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2', 'a3', 'b3', 'c3']);
});

test('no more than sixteen run at once, and those that wait begin in the order in which they came', async () => {
  const { run, steps, most } = createTasks(new SideBySide(createClock().now));
  const names = Array.from({ length: 50 }, (_, at) => `${at}.`);
  await Promise.all(names.map((name) => run(name, 2, turn)));
  expect(most()).toBe(16);
  expect(steps.filter((step) => step.endsWith('.1'))).toEqual(names.map((name) => `${name}1`));
});

test('nine of the sixteen hold up nobody, however long they take', async () => {
  const sideBySide = new SideBySide(createClock().now);
  const { run, steps } = createTasks(sideBySide);
  const never = (): Promise<never> => new Promise(() => undefined);
  for (let at = 0; at < 9; at += 1) void run(`long ${at}.`, 1, never);
  for (let at = 0; at < 7; at += 1) void run(`short ${at}.`, 1, turn);
  void run('waits', 1);
  for (let at = 0; at < 5; at += 1) await turn();
  expect(steps).toContain('waits1');
});

test('in a long row sockets and timers get their turn before more begin, all that may at once', async () => {
  const clock = createClock();
  const { run, steps } = createTasks(new SideBySide(clock.now));
  const busy = () => clock.pass(1);
  const tasks = Promise.all(Array.from({ length: 32 }, (_, at) => run(`${at}.`, 1, busy)));
  setImmediate(() => steps.push('others'));
  await tasks;
  // Three begin at once, then sixteen together.
  expect(steps.indexOf('others')).toBe(19);
});
