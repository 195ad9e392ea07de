import { expect, test } from 'vitest';
import { isPublished, latestPublished } from '../../src/domain/publication.js';

const now = new Date('2023-11-30T00:42:00.000Z');
const notice = (id: string, publishedAt?: string) => ({
  id,
  ...(publishedAt === undefined ? {} : { publishedAt }),
});

test('a notice is published from its publication time on', () => {
  expect(isPublished(notice('2023Q4', '2023-11-30T00:42:00.000Z'), now)).toBe(true);
  expect(isPublished(notice('2023Q4', '2023-11-30T00:42:00.001Z'), now)).toBe(false);
});

test('a notice without a publication time is not published, nor is one that is not there', () => {
  expect(isPublished(notice('2023Q4'), now)).toBe(false);
  expect(isPublished(undefined, now)).toBe(false);
});

test('the latest published notice is the one published last, not the one of the latest period', () => {
  const notices = [
    notice('2023Q4', '2023-12-30T00:42:00.000Z'),
    notice('2023-10', '2023-11-20T00:00:00.000Z'),
    notice('2023Q3', '2023-09-01T00:00:00.000Z'),
    notice('2024Q1'),
  ];
  expect(latestPublished(notices, now)?.id).toBe('2023-10');
});

test('of two notices published together the one of the later period counts', () => {
  const together = [
    notice('2023Q4', '2023-11-20T00:00:00.000Z'),
    notice('2023Q3', '2023-11-20T00:00:00.000Z'),
  ];
  expect(latestPublished(together, now)?.id).toBe('2023Q4');
});

test('without a published notice there is no latest one', () => {
  expect(latestPublished([notice('2023Q4')], now)).toBeUndefined();
});
