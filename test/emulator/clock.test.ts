import { describe, expect, test } from 'vitest';
import { createMovableClock } from '../../src/emulator/clock.js';
import { stoppedClock } from '../support/clock.js';

const start = new Date('2023-12-04T09:00:00+08:00');
const later = new Date('2023-12-05T09:10:00+08:00');

describe('the movable clock', () => {
  test('starts where it is told and runs on with the real one', () => {
    const real = stoppedClock('2026-01-01T00:00:00.000Z');
    const clock = createMovableClock(start, real);
    expect(clock.now()).toEqual(start);
    real.advance(1500);
    expect(clock.now().toISOString()).toBe('2023-12-04T01:00:01.500Z');
  });

  test('moves forward, runs on from there and tells who listens', () => {
    const real = stoppedClock('2026-01-01T00:00:00.000Z');
    const clock = createMovableClock(start, real);
    const heard: string[] = [];
    const stop = clock.onMove((now) => heard.push(now.toISOString()));
    clock.moveTo(later);
    real.advance(1000);
    expect(clock.now().getTime()).toBe(later.getTime() + 1000);
    expect(heard).toEqual([later.toISOString()]);
    stop();
    clock.moveTo(new Date(later.getTime() + 60_000));
    expect(heard).toHaveLength(1);
  });

  test.each([new Date(start.getTime() - 1), new Date('not a date')])('does not move to %s', (instant) => {
    const clock = createMovableClock(start, stoppedClock('2026-01-01T00:00:00.000Z'));
    expect(() => clock.moveTo(instant)).toThrow('emulator.clock_backwards');
    expect(clock.now()).toEqual(start);
  });
});
