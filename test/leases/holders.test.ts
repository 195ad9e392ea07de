import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLeaseKeeper, type LeaseKeeper } from '../../src/leases/index.js';
import { leaseTimes } from '../../src/leases/lease.js';
import { silentLogger } from '../../src/log/logger.js';
import type { Store } from '../../storage/port.js';
import { createMemoryStore } from '../support/memory-store.js';
import { type StoppedTime, stoppedTime } from '../support/stopped-time.js';

const id = 'wecom_bot/aib1';
const { durationMs, marginMs } = leaseTimes;

/** What the way to the store does to the next transactions of one process. */
type Link = 'well' | 'refused' | 'answer lost' | { readonly slow: number };

/** The one store, over a link of one's own. */
const overLink = (store: Store, time: StoppedTime, link: () => Link): Store => ({
  ...store,
  transaction: async (fn) => {
    const state = link();
    if (state === 'refused') throw new Error('no connection to the store');
    const wait = typeof state === 'object' ? state.slow : 0;
    // Half of the delay before the commit, half after it.
    const half = () => new Promise<void>((resolve) => void time.after(wait / 2, resolve));
    if (wait > 0) await half();
    const result = await store.transaction(fn);
    if (wait > 0) await half();
    if (state === 'answer lost') throw new Error('the connection broke before the answer');
    return result;
  },
});

/** Processes that want the same lease, each with a clock that is wrong by something. */
const createProcesses = (skews: readonly number[]) => {
  const time = stoppedTime('2023-12-04T01:00:00.000Z');
  const store = createMemoryStore();
  /** Those that work because they believe to hold it. */
  const working = new Set<number>();
  const broken: string[] = [];
  let taken = 0;

  const processes = skews.map((skew, index) => {
    let link: Link = 'well';
    let pausedUntil = 0;
    let incarnation = 0;
    let keeper: LeaseKeeper | undefined;
    const trueNow = () => time.clock.now().getTime();
    const start = (): void => {
      incarnation += 1;
      const own = incarnation;
      const alive = () => own === incarnation;
      keeper = createLeaseKeeper({
        store: overLink(store, time, () => link),
        clock: { now: () => new Date(trueNow() + skew) },
        timers: {
          after: (milliseconds, run) => {
            const fire = (): void => {
              if (!alive()) return;
              // A process that is stopped runs its timers when it goes on.
              if (trueNow() < pausedUntil) time.after(pausedUntil - trueNow(), fire);
              else run();
            };
            return time.after(milliseconds, fire);
          },
        },
        log: silentLogger(),
        id,
        holder: `process-${index}-${own}`,
        onHeld: () => {
          if (!alive()) return;
          taken += 1;
          working.add(index);
          const others = [...working].filter((one) => one !== index && processes[one]?.acts() === true);
          if (others.length > 0) broken.push(`${index} took it while ${others.join()} had it`);
        },
        onLost: () => {
          if (alive()) working.delete(index);
        },
      });
      keeper.start();
    };
    const kill = (): void => {
      incarnation += 1;
      keeper = undefined;
      working.delete(index);
    };
    start();
    return {
      /** Whether it does anything now in the belief that it holds the lease. */
      acts: () => trueNow() >= pausedUntil && keeper?.isHeld() === true,
      setLink: (next: Link) => {
        link = next;
      },
      pause: (milliseconds: number) => {
        pausedUntil = trueNow() + milliseconds;
      },
      kill,
      restart: () => {
        kill();
        start();
      },
      stop: async () => {
        await keeper?.stop();
        working.delete(index);
        incarnation += 1;
        keeper = undefined;
      },
    };
  });

  const check = (): void => {
    const acting = processes.flatMap((process, index) => (process.acts() ? [index] : []));
    if (acting.length > 1) broken.push(`${acting.join()} have it at one instant`);
  };
  return { time, processes, check, broken, takenTimes: () => taken, acting: () => [...working] };
};

const link: fc.Arbitrary<Link> = fc.oneof(
  fc.constantFrom<Link>('well', 'well', 'refused', 'answer lost'),
  fc.integer({ min: 1, max: 40_000 }).map((slow) => ({ slow })),
);
const who = fc.nat(2);
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('link' as const), who, link }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('pause' as const),
      who,
      milliseconds: fc.integer({ min: 1, max: 60_000 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('kill' as const, 'restart' as const), who }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;
const skew = fc.integer({ min: -marginMs / 2, max: marginMs / 2 });

/** Process 1 reads the lease eight seconds after it asked, just after process 0 renewed it for the last time. */
const readLate: [[number, number, number], [Happening, number][]] = [
  [0, 0, 0],
  [
    [{ kind: 'link', who: 1, link: { slow: 16_001 } }, 9996],
    [{ kind: 'link', who: 1, link: 'well' }, 10],
    [{ kind: 'link', who: 0, link: 'refused' }, 12_000],
  ],
];

test('never two at one instant, whatever happens to them, their clocks and the store', async () => {
  let taken = 0;
  const property = fc.asyncProperty(
    fc.tuple(skew, skew, skew),
    fc.array(fc.tuple(happening, fc.integer({ min: 1, max: 30_000 })), { minLength: 5, maxLength: 30 }),
    async (skews, story) => {
      const { time, processes, check, broken, takenTimes } = createProcesses(skews);
      for (const [what, milliseconds] of story) {
        const process = processes[what.who];
        if (what.kind === 'link') process?.setLink(what.link);
        else if (what.kind === 'pause') process?.pause(what.milliseconds);
        else if (what.kind === 'kill') process?.kill();
        else process?.restart();
        for (let passed = 0; passed < milliseconds; passed += 1000) {
          await time.pass(Math.min(1000, milliseconds - passed));
          check();
        }
      }
      expect(broken).toEqual([]);
      taken += takenTimes();
    },
  );
  await fc.assert(property, { numRuns: 60, examples: [readLate] });
  // It did change hands, or nothing was shown.
  expect(taken).toBeGreaterThan(100);
}, 120_000);

test('once all is well again one of them has it, within the time of a lease', async () => {
  const property = fc.asyncProperty(
    fc.tuple(skew, skew, skew),
    fc.array(fc.tuple(happening, fc.integer({ min: 1, max: 20_000 })), { maxLength: 12 }),
    async (skews, story) => {
      const { time, processes, acting } = createProcesses(skews);
      for (const [what, milliseconds] of story) {
        const process = processes[what.who];
        if (what.kind === 'link') process?.setLink(what.link);
        else if (what.kind === 'pause') process?.pause(what.milliseconds);
        else process?.restart();
        await time.pass(milliseconds);
      }
      for (const process of processes) process.setLink('well');
      // What hangs in a slow link or a pause ends first.
      await time.pass(60_000);
      await time.pass(durationMs + marginMs);
      expect(acting()).toHaveLength(1);
    },
  );
  await fc.assert(property, { numRuns: 30 });
}, 120_000);

test('after a kill the next one has it within the time of a lease, after a stop within seconds', async () => {
  const { time, processes, acting } = createProcesses([0, 1000]);
  await time.pass(100);
  expect(acting()).toEqual([0]);
  processes[0]?.kill();
  await time.pass(durationMs);
  expect(acting()).toEqual([1]);
  processes[0]?.restart();
  await time.pass(durationMs * 3);
  expect(acting()).toEqual([1]);
  await processes[1]?.stop();
  await time.pass(2000);
  expect(acting()).toEqual([0]);
});

test('one that is cut off from the store stops by itself, before the other begins', async () => {
  const { time, processes, check, broken, acting } = createProcesses([0, 0]);
  await time.pass(100);
  processes[0]?.setLink('refused');
  await time.pass(durationMs - marginMs);
  expect(acting()).toEqual([]);
  await time.pass(marginMs);
  expect(acting()).toEqual([1]);
  check();
  expect(broken).toEqual([]);
});

test('a holder whose clock was an hour ahead is succeeded like any other', async () => {
  const { time, processes, acting } = createProcesses([3_600_000, 0]);
  await time.pass(100);
  processes[0]?.kill();
  await time.pass(2 * durationMs + marginMs);
  expect(acting()).toEqual([1]);
});

test('the margin is what this rests on: with clocks further apart two would have it', async () => {
  const { time, processes, broken } = createProcesses([0, marginMs + 3000]);
  await time.pass(100);
  processes[0]?.setLink('refused');
  await time.pass(durationMs);
  expect(broken).not.toEqual([]);
});
