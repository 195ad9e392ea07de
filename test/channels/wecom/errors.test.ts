import { describe, expect, test } from 'vitest';
import { classify, wecomErrors } from '../../../src/channels/wecom/errors.js';

const waiting = new Set(['retry', 'throttle', 'refresh_token']);

describe('the table of WeCom error codes', () => {
  test('names each code once and never 0', () => {
    const codes = wecomErrors.flatMap((entry) => entry.codes);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).not.toContain(0);
  });

  test('gives every code an advice in Chinese', () => {
    for (const { advice } of wecomErrors) expect(advice).toMatch(/\p{Script=Han}.*。$/u);
  });

  test('says how long to wait exactly where waiting helps', () => {
    for (const { errorClass, waitMs, codes } of wecomErrors) {
      expect([codes, waitMs !== undefined]).toEqual([codes, waiting.has(errorClass)]);
    }
  });

  test.each([
    [-1, 'retry'],
    [40014, 'refresh_token'],
    [42001, 'refresh_token'],
    [40001, 'configuration'],
    [60020, 'configuration'],
    [45009, 'throttle'],
    [45033, 'throttle'],
    [81013, 'recipient'],
    [60111, 'recipient'],
    [40058, 'size'],
    [45002, 'size'],
    [40033, 'content'],
    [44004, 'content'],
    [93000, 'route_dead'],
    [93008, 'route_dead'],
    [86008, 'route_dead'],
  ])('%d is %s', (code, errorClass) => {
    expect(classify(code).errorClass).toBe(errorClass);
  });

  test('after 45009 nothing is sent for at least a minute', () => {
    expect(classify(45009).waitMs).toBeGreaterThanOrEqual(60_000);
  });

  test('a code that is not in the table is unknown, and its number is in the advice', () => {
    expect(classify(99_999)).toMatchObject({
      errorClass: 'unknown',
      advice: expect.stringContaining('99999'),
    });
  });
});
