import { createHmac } from 'node:crypto';

const hourMs = 60 * 60 * 1000;

/** Base64 of HMAC-SHA256 over `timestamp\nsecret`, of callbacks and of signed group robots (dingtalk-protocol 1.2). */
export const signatureOf = (timestamp: string, secret: string): string =>
  createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');

/** Whether a group robot's timestamp (13 digits of milliseconds, within one hour of `now`) and sign are right. */
export const isSigned = (
  signed: { readonly timestamp: string; readonly sign: string },
  secret: string,
  now: Date,
): boolean =>
  /^\d{13}$/.test(signed.timestamp) &&
  Math.abs(now.getTime() - Number(signed.timestamp)) <= hourMs &&
  signed.sign === signatureOf(signed.timestamp, secret);
