import { createHmac, timingSafeEqual } from 'node:crypto';

/** Both platforms' clocks may differ this much, before and after. */
const freshForMs = 60 * 60 * 1000;

/** Of robot callbacks and of signed custom robots alike: base64, not yet percent-encoded. */
const signOf = (timestamp: string, secret: string): string =>
  createHmac('sha256', secret).update(`${timestamp}\n${secret}`, 'utf8').digest('base64');

/**
 * Why a callback is not believed, or `undefined` when it is. The signature covers the timestamp and not the
 * body (receive-message), so whoever sees one request can say anything for an hour: TLS is not optional.
 */
export const faultOfCallback = (
  headers: { readonly timestamp: unknown; readonly sign: unknown },
  appSecret: string,
  now: Date,
): 'timestamp' | 'timestamp too old' | 'timestamp in the future' | 'sign' | undefined => {
  const { timestamp, sign } = headers;
  // Seconds and words must not get as far as the comparison: NaN is neither too old nor too new.
  if (typeof timestamp !== 'string' || !/^\d{13}$/.test(timestamp)) return 'timestamp';
  const age = now.getTime() - Number(timestamp);
  if (age > freshForMs) return 'timestamp too old';
  if (age < -freshForMs) return 'timestamp in the future';
  const expected = Buffer.from(signOf(timestamp, appSecret));
  const given = Buffer.from(typeof sign === 'string' ? sign : '');
  // timingSafeEqual throws on unequal lengths.
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'sign';
  return undefined;
};

/**
 * The query of one call of a custom robot (自定义机器人): token, and where the robot is set to signing
 * timestamp and signature, percent-encoded once. Made anew for each call: a signature is good for an hour.
 */
export const robotQuery = (
  robot: { readonly accessToken: string; readonly secret?: string | undefined },
  now: Date,
): string => {
  const query = new URLSearchParams({ access_token: robot.accessToken });
  if (robot.secret !== undefined) {
    const timestamp = String(now.getTime());
    query.set('timestamp', timestamp);
    query.set('sign', signOf(timestamp, robot.secret));
  }
  return query.toString();
};
