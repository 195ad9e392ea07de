import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { encryptMessage, open, signatureOf } from '../../../src/emulator/wecom/cipher.js';
import { WrongAnswer } from '../../../src/emulator/wrong-answer.js';

const Text = z.union([z.string(), z.number()]).transform(String);
const keys = { token: z.string(), encodingAESKey: z.string(), timestamp: Text, nonce: Text };

const Vectors = z.object({
  decrypt_official: z.array(
    z.object({
      ...keys,
      name: z.string(),
      receiveid: z.string(),
      msg_signature: z.string(),
      encrypt: z.string(),
      expect: z.object({ message: z.string(), random16_hex: z.string() }),
    }),
  ),
  encrypt_fixed_random: z.array(
    z.object({
      ...keys,
      name: z.string(),
      receiveid: z.string(),
      random16_ascii: z.string(),
      message: z.string(),
      encrypt: z.string(),
      msg_signature: z.string(),
    }),
  ),
  signature_only: z.array(
    z.object({
      name: z.string(),
      token: z.string(),
      timestamp: Text,
      nonce: Text,
      encrypt: z.string(),
      msg_signature: z.string(),
    }),
  ),
  negative: z.array(
    z.object({
      ...keys,
      name: z.string(),
      expected_receiveid: z.string(),
      msg_signature: z.string(),
      encrypt: z.string(),
      must_reject: z.boolean(),
    }),
  ),
});

const file = new URL('../../fixtures/wecom-vectors.json', import.meta.url);
const vectors = Vectors.parse(JSON.parse(readFileSync(file, 'utf8')));

/** WeCom sends neither, so the emulator as the platform takes neither, though a service may. */
const strictlyRefused = [
  'ciphertext multiple of 16 but not of 32 (padded to 16-byte blocks)',
  'outer whitespace around the ciphertext',
];

const sealKeys = (vector: { token: string; encodingAESKey: string }, receiveId: string) => ({
  token: vector.token,
  encodingAesKey: vector.encodingAESKey,
  receiveId,
});

describe("the emulator's WeCom cipher", () => {
  test.each(vectors.decrypt_official)('opens and re-makes $name', (vector) => {
    const own = sealKeys(vector, vector.receiveid);
    const { encrypt, timestamp, nonce } = vector;
    expect(open(own, { encrypt, signature: vector.msg_signature, timestamp, nonce })).toBe(
      vector.expect.message,
    );
    const random = () => Buffer.from(vector.expect.random16_hex, 'hex');
    expect(encryptMessage(own, vector.expect.message, random)).toBe(encrypt);
  });

  test.each(vectors.encrypt_fixed_random)('encrypts and signs: $name', (vector) => {
    const own = sealKeys(vector, vector.receiveid);
    const random = () => Buffer.from(vector.random16_ascii, 'ascii');
    expect(encryptMessage(own, vector.message, random)).toBe(vector.encrypt);
    const { token, timestamp, nonce, encrypt } = vector;
    expect(signatureOf(token, timestamp, nonce, encrypt)).toBe(vector.msg_signature);
  });

  test.each(vectors.signature_only)('signs in byte order: $name', (vector) => {
    const { token, timestamp, nonce, encrypt } = vector;
    expect(signatureOf(token, timestamp, nonce, encrypt)).toBe(vector.msg_signature);
  });

  const refused = vectors.negative.filter(
    ({ name, must_reject }) => must_reject || strictlyRefused.includes(name),
  );

  test('leaves out no negative vector', () => {
    expect(refused).toHaveLength(vectors.negative.length);
  });

  test.each(refused)('refuses: $name', (vector) => {
    const { encrypt, timestamp, nonce } = vector;
    const sealed = { encrypt, signature: vector.msg_signature, timestamp, nonce };
    expect(() => open(sealKeys(vector, vector.expected_receiveid), sealed)).toThrow(WrongAnswer);
  });
});
