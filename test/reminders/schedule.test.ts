import { Writable } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { instantAt, shanghaiDay } from '../../src/domain/day.js';
import { TongbaoError } from '../../src/domain/error.js';
import { createLogger, silentLogger } from '../../src/log/logger.js';
import type { ScheduledJob } from '../../src/reminders/firings.js';
import { createScheduler } from '../../src/reminders/schedule.js';
import type { Store } from '../../storage/port.js';
import { stoppedClock } from '../support/clock.js';
import { createGate } from '../support/gate.js';
import { createMemoryStore } from '../support/memory-store.js';

const at = (day: string, time: string): Date => instantAt(`2023-12-${day}`, time);
const started = at('04', '09:00').toISOString();

/** A daily job at 09:10 that notes the days it ran for. */
const dailyJob = (about: Partial<ScheduledJob> = {}) => {
  const ran: string[] = [];
  const job: ScheduledJob = {
    name: 'reminders',
    expression: '10 9 * * *',
    missed: 'run_late',
    run: async (planned) => {
      ran.push(shanghaiDay(planned));
      return '已完成';
    },
    ...about,
  };
  return { job, ran };
};

const schedulerOn = (store: Store, jobs: ScheduledJob[], from = started, log = silentLogger()) => {
  const clock = stoppedClock(from);
  const scheduler = createScheduler({ store, clock, jobs, log, shared: false });
  return {
    ...scheduler,
    runAt: (now: Date) => {
      clock.set(now.toISOString());
      return scheduler.runDue();
    },
  };
};

/** What the store remembers of a job: planned day and time, outcome. */
const history = async (store: Store) => {
  const runs = await store.find('scheduleRuns', { index: 'byJob', equals: ['reminders'] });
  return runs.map(({ plannedAt, outcome }) => [plannedAt, outcome]);
};
const planned = (day: string): string => at(day, '09:10').toISOString();

describe('a daily job', () => {
  test('runs at its minute, once, and its result is on record', async () => {
    const store = createMemoryStore();
    const { job, ran } = dailyJob();
    const scheduler = schedulerOn(store, [job]);
    await scheduler.runAt(at('04', '09:00'));
    await scheduler.runAt(at('04', '09:09'));
    expect(ran).toEqual([]);
    await scheduler.runAt(at('04', '09:10'));
    await scheduler.runAt(at('04', '09:10'));
    await scheduler.runAt(at('04', '09:11'));
    expect(ran).toEqual(['2023-12-04']);
    expect(await store.get('scheduleRuns', `reminders@${planned('04')}`)).toEqual({
      id: `reminders@${planned('04')}`,
      job: 'reminders',
      plannedAt: planned('04'),
      startedAt: planned('04'),
      finishedAt: planned('04'),
      outcome: 'done',
      summary: '已完成',
    });
  });

  test('does not run for what lies before its first start', async () => {
    const store = createMemoryStore();
    const { job, ran } = dailyJob();
    const scheduler = schedulerOn(store, [job], at('04', '12:00').toISOString());
    await scheduler.runAt(at('04', '12:00'));
    await scheduler.runAt(at('04', '23:00'));
    expect(ran).toEqual([]);
    await scheduler.runAt(at('05', '09:10'));
    expect(ran).toEqual(['2023-12-05']);
  });

  test('that fails is recorded as failed, with the hint, and comes again the next day', async () => {
    const store = createMemoryStore();
    const { job, ran } = dailyJob();
    const scheduler = schedulerOn(store, [
      {
        ...job,
        run: async (when) => {
          if (shanghaiDay(when) === '2023-12-04') throw new TongbaoError('store.write_failed', '磁盘已满。');
          return await job.run(when);
        },
      },
    ]);
    await scheduler.runAt(at('04', '09:00'));
    await scheduler.runAt(at('04', '09:10'));
    expect(await store.get('scheduleRuns', `reminders@${planned('04')}`)).toMatchObject({
      outcome: 'failed',
      summary: '执行失败：磁盘已满。',
    });
    await scheduler.runAt(at('05', '09:10'));
    expect(ran).toEqual(['2023-12-05']);
  });

  test('that fails is tried twice more, ten minutes apart, and says so meanwhile', async () => {
    const store = createMemoryStore();
    let failing = true;
    let tries = 0;
    const { job } = dailyJob({
      run: async () => {
        tries += 1;
        if (failing) throw new TongbaoError('store.write_failed', '磁盘已满。');
        return '已完成';
      },
    });
    const scheduler = schedulerOn(store, [job]);
    await scheduler.runAt(at('04', '09:00'));
    await scheduler.runAt(at('04', '09:10'));
    expect(await scheduler.failures(at('04', '09:11'))).toEqual([
      'reminders 12月4日 09:10 执行失败：磁盘已满。',
    ]);
    await scheduler.runAt(at('04', '09:19'));
    expect(tries).toBe(1);
    failing = false;
    await scheduler.runAt(at('04', '09:20'));
    expect(tries).toBe(2);
    expect(await scheduler.failures(at('04', '09:21'))).toEqual([]);
    failing = true;
    for (const time of ['09:10', '09:20', '09:30', '09:40', '23:00']) await scheduler.runAt(at('05', time));
    expect(tries).toBe(5);
    await scheduler.runAt(at('06', '09:10'));
    expect(tries).toBe(6);
  });

  test('is not silenced by what a clock that ran ahead left behind', async () => {
    const store = createMemoryStore();
    const { job, ran } = dailyJob();
    const ahead = schedulerOn(store, [job], '2031-01-01T00:00:00.000Z');
    await ahead.runAt(new Date('2031-01-01T00:00:00.000Z'));
    await ahead.runAt(new Date('2031-01-02T00:00:00.000Z'));
    expect(ran).toHaveLength(1);
    const scheduler = schedulerOn(store, [job]);
    await scheduler.runAt(at('04', '09:00'));
    await scheduler.runAt(at('04', '09:10'));
    expect(ran).toEqual([expect.any(String), '2023-12-04']);
  });

  test('that fails does not keep another job from running', async () => {
    const { job, ran } = dailyJob({ name: 'other' });
    const failing: ScheduledJob = { ...job, name: 'reminders', run: () => Promise.reject(new Error('boom')) };
    const scheduler = schedulerOn(createMemoryStore(), [failing, job]);
    await scheduler.runAt(at('04', '09:00'));
    await scheduler.runAt(at('04', '09:10'));
    expect(ran).toEqual(['2023-12-04']);
  });

  test('says when it runs next', () => {
    const { job } = dailyJob();
    const scheduler = schedulerOn(createMemoryStore(), [{ ...job, expression: '0 18 * * *' }, job]);
    expect(scheduler.nextRun(at('04', '09:10'))).toEqual(at('04', '18:00'));
    expect(scheduler.nextRun(at('04', '18:00'))).toEqual(at('05', '09:10'));
    expect(scheduler.nextRun(at('04', '18:00'), 'another')).toBeUndefined();
    expect(schedulerOn(createMemoryStore(), []).nextRun(at('04', '09:10'))).toBeUndefined();
  });

  test('with an expression that is none is refused, naming the setting', () => {
    const { job } = dailyJob({ expression: '每天九点' });
    expect(() => schedulerOn(createMemoryStore(), [job])).toThrow(/config\.invalid.*reminders\.schedule/);
  });
});

describe('firings missed while nothing ran', () => {
  const restartedAt = async (missed: ScheduledJob['missed'], now: Date) => {
    const store = createMemoryStore();
    const { job, ran } = dailyJob({ missed });
    await schedulerOn(store, [job]).runAt(at('04', '09:00'));
    const lines: string[] = [];
    const log = createLogger(
      'warn',
      new Writable({
        write: (chunk, _encoding, done) => {
          lines.push(String(chunk));
          done();
        },
      }),
    );
    const restarted = schedulerOn(store, [job], now.toISOString(), log);
    await restarted.runAt(now);
    await restarted.runAt(now);
    return { store, ran, warnings: lines.filter((line) => line.includes('missed')) };
  };

  test('are run once, late: the latest runs, the others are recorded as skipped', async () => {
    const { store, ran, warnings } = await restartedAt('run_late', at('07', '15:00'));
    expect(ran).toEqual(['2023-12-07']);
    expect(await history(store)).toEqual([
      [started, 'skipped'],
      [planned('04'), 'skipped'],
      [planned('05'), 'skipped'],
      [planned('06'), 'skipped'],
      [planned('07'), 'done'],
    ]);
    expect(warnings).toHaveLength(1);
  });

  test('are skipped with a warning where the settings say so', async () => {
    const { store, ran, warnings } = await restartedAt('skip', at('05', '15:00'));
    expect(ran).toEqual([]);
    expect(await history(store)).toEqual([
      [started, 'skipped'],
      [planned('04'), 'skipped'],
      [planned('05'), 'skipped'],
    ]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('skip');
  });

  test('count as on time when the look comes minutes after', async () => {
    const { ran } = await restartedAt('skip', at('04', '09:14'));
    expect(ran).toEqual(['2023-12-04']);
  });

  test('before the first start of all are seen, because the first start is on record', async () => {
    const { ran } = await restartedAt('run_late', at('04', '09:30'));
    expect(ran).toEqual(['2023-12-04']);
  });

  test('are none when the last run was done before the restart', async () => {
    const store = createMemoryStore();
    const { job, ran } = dailyJob();
    const scheduler = schedulerOn(store, [job]);
    await scheduler.runAt(at('04', '09:00'));
    await scheduler.runAt(at('04', '09:10'));
    await schedulerOn(store, [job], at('04', '09:30').toISOString()).runAt(at('04', '09:30'));
    expect(ran).toEqual(['2023-12-04']);
  });

  test('of a job of every minute are recorded a hundred at most', async () => {
    const store = createMemoryStore();
    const { job, ran } = dailyJob({ expression: '* * * * *' });
    await schedulerOn(store, [job]).runAt(at('04', '09:00'));
    await schedulerOn(store, [job], at('05', '09:00').toISOString()).runAt(at('05', '09:00'));
    expect(ran).toEqual(['2023-12-05']);
    expect(await history(store)).toHaveLength(101);
  });

  test('of more than a month ago are not looked for', async () => {
    const { store, ran } = await restartedAt('run_late', instantAt('2024-06-03', '10:00'));
    expect(ran).toEqual(['2024-06-03']);
    expect(await history(store)).toHaveLength(32);
  });
});

describe('a crash in the middle of a run', () => {
  const crashed = async () => {
    const store = createMemoryStore();
    const { job } = dailyJob({ run: () => new Promise<string>(() => undefined) });
    const first = schedulerOn(store, [job]);
    await first.runAt(at('04', '09:00'));
    void first.runAt(at('04', '09:10'));
    // The claim is on record as soon as the job has been called.
    await vi.waitFor(async () => expect(await history(store)).toHaveLength(2));
    return store;
  };

  test('is made good at the restart', async () => {
    const store = await crashed();
    expect((await history(store)).at(-1)).toEqual([planned('04'), 'running']);
    const { job, ran } = dailyJob();
    const restarted = schedulerOn(store, [job], at('04', '09:12').toISOString());
    await restarted.runAt(at('04', '09:12'));
    await restarted.runAt(at('04', '09:13'));
    expect(ran).toEqual(['2023-12-04']);
    expect((await history(store)).at(-1)).toEqual([planned('04'), 'done']);
  });

  test('gives way to a later firing', async () => {
    const store = await crashed();
    const { job, ran } = dailyJob();
    await schedulerOn(store, [job], at('05', '10:00').toISOString()).runAt(at('05', '10:00'));
    expect(ran).toEqual(['2023-12-05']);
    expect((await history(store)).slice(1)).toEqual([
      [planned('04'), 'skipped'],
      [planned('05'), 'done'],
    ]);
  });
});

describe('several schedulers and several looks', () => {
  test('two processes on one store fire once', async () => {
    const store = createMemoryStore();
    const { job, ran } = dailyJob();
    const [one, other] = [schedulerOn(store, [job]), schedulerOn(store, [job])];
    await Promise.all([one.runAt(at('04', '09:00')), other.runAt(at('04', '09:00'))]);
    await Promise.all([one.runAt(at('04', '09:10')), other.runAt(at('04', '09:10'))]);
    await Promise.all([one.runAt(at('05', '09:10')), other.runAt(at('05', '09:10'))]);
    expect(ran).toEqual(['2023-12-04', '2023-12-05']);
  });

  test('a look during a run waits for it, and stopping does too', async () => {
    const store = createMemoryStore();
    const { opened, open } = createGate();
    const events: string[] = [];
    const { job } = dailyJob({
      run: async () => {
        events.push('begins');
        await opened;
        events.push('ends');
        return '';
      },
    });
    const scheduler = schedulerOn(store, [job]);
    await scheduler.runAt(at('04', '09:00'));
    const looks = [scheduler.runAt(at('04', '09:10')), scheduler.runAt(at('04', '09:11'))];
    const stopped = scheduler.stop().then(() => events.push('stopped'));
    await vi.waitFor(() => expect(events).toEqual(['begins']));
    open();
    await Promise.all([...looks, stopped]);
    expect(events).toEqual(['begins', 'ends', 'stopped']);
  });

  test('starting looks at once, and stopping ends the looks', async () => {
    const store = createMemoryStore();
    const { job, ran } = dailyJob();
    await schedulerOn(store, [job]).runAt(at('04', '09:00'));
    const restarted = schedulerOn(store, [job], at('04', '09:20').toISOString());
    restarted.start();
    await restarted.stop();
    expect(ran).toEqual(['2023-12-04']);
  });
});
