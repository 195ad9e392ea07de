import { describe, expect, test } from 'vitest';
import { faultOfCallback, robotQuery } from '../../../src/channels/dingtalk/signature.js';
import { vectors } from './vectors.js';

const callbacks = vectors.robot_callback_sign;
const robots = vectors.custom_robot_sign;

describe('the signature of robot callbacks', () => {
  test.each(callbacks.vectors)('$id is believed at its own instant', ({ timestamp, sign, appSecret }) => {
    expect(faultOfCallback({ timestamp, sign }, appSecret, new Date(Number(timestamp)))).toBeUndefined();
  });

  test.each(callbacks.verifier_cases)(
    '$id: believed = $expect_valid',
    ({ now_ms, timestamp, sign, appSecret, expect_valid }) => {
      const fault = faultOfCallback({ timestamp, sign }, appSecret, new Date(now_ms));
      expect(fault === undefined).toBe(expect_valid);
    },
  );

  const [official] = callbacks.vectors;
  if (official === undefined) throw new Error('no vectors');
  const { timestamp, sign, appSecret } = official;
  const at = (offsetMs: number): Date => new Date(Number(timestamp) + offsetMs);

  test('is refused with any one character changed', () => {
    for (let index = 0; index < sign.length; index += 1) {
      const other = sign[index] === 'A' ? 'B' : 'A';
      const changed = sign.slice(0, index) + other + sign.slice(index + 1);
      expect(faultOfCallback({ timestamp, sign: changed }, appSecret, at(0))).toBe('sign');
    }
  });

  test('is refused with any one digit of the timestamp changed', () => {
    for (let index = 0; index < timestamp.length; index += 1) {
      const digit = (Number(timestamp[index]) + 1) % 10;
      const changed = timestamp.slice(0, index) + digit + timestamp.slice(index + 1);
      // Each at its own instant, so that only the signature can refuse it.
      const fault = faultOfCallback({ timestamp: changed, sign }, appSecret, new Date(Number(changed)));
      expect(fault).toBe('sign');
    }
  });

  test.each([
    [3_600_000, undefined],
    [3_600_001, 'timestamp too old'],
    [-3_600_000, undefined],
    [-3_600_001, 'timestamp in the future'],
  ])('%d ms after its instant: %s', (offset, fault) => {
    expect(faultOfCallback({ timestamp, sign }, appSecret, at(offset))).toBe(fault);
  });

  test.each([
    undefined,
    null,
    '',
    1_577_262_236_757,
    [timestamp, timestamp],
    `${timestamp} `,
    '1e12',
    '-157726223675',
  ])('the timestamp %j is none', (given) => {
    expect(faultOfCallback({ timestamp: given, sign }, appSecret, at(0))).toBe('timestamp');
  });

  test.each([undefined, '', [sign, sign], `${sign}=`, sign.slice(0, -1), '签名'])(
    'the signature %j is none',
    (given) => {
      expect(faultOfCallback({ timestamp, sign: given }, appSecret, at(0))).toBe('sign');
    },
  );
});

describe('the signature of a custom robot', () => {
  test.each(robots.vectors)('$id: percent-encoded exactly once', (vector) => {
    const { timestamp, secret, query, sign_base64, sign_urlencoded } = vector;
    const made = robotQuery({ accessToken: 'TEST_TOKEN', secret }, new Date(Number(timestamp)));
    expect(made).toBe(`access_token=TEST_TOKEN&${query}`);
    expect(made).toContain(`sign=${sign_urlencoded}`);
    expect(new URLSearchParams(made).get('sign')).toBe(sign_base64);
    for (const wrong of [vector.wrong_double_encoded, vector.wrong_plus_as_space]) {
      if (wrong !== undefined) expect(made).not.toContain(wrong);
    }
  });

  test('makes the example address of the vectors', () => {
    const [, vector] = robots.vectors;
    if (vector === undefined) throw new Error('no second vector');
    const { secret, timestamp } = vector;
    const query = robotQuery({ accessToken: 'TEST_TOKEN', secret }, new Date(Number(timestamp)));
    expect(`https://oapi.dingtalk.com/robot/send?${query}`).toBe(robots.example_url);
  });

  test('is left out where the robot is not set to signing', () => {
    expect(robotQuery({ accessToken: 'a+b/c=' }, new Date(0))).toBe('access_token=a%2Bb%2Fc%3D');
  });
});
