import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEnvelope, EnvelopeError } from '../../../src/channels/wecom/crypto.js';
import { decryptByHand, encryptBlocksByHand, encryptByHand, signByHand } from './sealed-by-hand.js';
import { vectors } from './vectors.js';

const sealedOf = (vector: { encrypt: string; msg_signature: string; timestamp: string; nonce: string }) => ({
  encrypt: vector.encrypt,
  signature: vector.msg_signature,
  timestamp: vector.timestamp,
  nonce: vector.nonce,
});

const someKeys = {
  channel: 'app',
  token: 'QDG6eK',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  receiveId: 'wx5823bf96d3bd56c7',
};

describe('the envelope', () => {
  test.each(vectors.decrypt_official)('opens the official sample $name', (vector) => {
    const { token, encodingAESKey: encodingAesKey, receiveid: receiveId } = vector;
    const envelope = createEnvelope({ channel: 'app', token, encodingAesKey, receiveId });
    expect(envelope.open(sealedOf(vector))).toBe(vector.expect.message);
  });

  test.each(vectors.encrypt_fixed_random)('seals $name to the known ciphertext and opens it', (vector) => {
    const { token, encodingAESKey: encodingAesKey, receiveid: receiveId, message } = vector;
    const random = Buffer.from(vector.random16_ascii, 'ascii');
    const envelope = createEnvelope({ channel: 'app', token, encodingAesKey, receiveId }, () => random);
    expect(envelope.seal(message, vector.timestamp, vector.nonce)).toEqual(sealedOf(vector));
    expect(envelope.open(sealedOf(vector))).toBe(message);
  });

  test.each(vectors.encrypt_large)('seals $name', (vector) => {
    const { encodingAESKey: encodingAesKey, receiveid: receiveId } = vector;
    const random = Buffer.from(vector.random16_ascii, 'ascii');
    const envelope = createEnvelope(
      { channel: 'app', token: 'any', encodingAesKey, receiveId },
      () => random,
    );
    const content = '字'.repeat(6826);
    const message = JSON.stringify({ msgtype: 'stream', stream: { id: 'S', finish: true, content } });
    expect(Buffer.byteLength(message)).toBe(vector.message_bytes);
    const { encrypt } = envelope.seal(message, '1', '1');
    expect(encrypt).toHaveLength(vector.encrypt_chars);
    expect(createHash('sha256').update(encrypt).digest('hex')).toBe(vector.encrypt_sha256);
  });

  test.each(vectors.signature_only)('computes the signature where $name', (vector) => {
    const { token, encrypt, timestamp, nonce } = vector;
    const envelope = createEnvelope({ ...someKeys, token });
    const open = (signature: string) => () => envelope.open({ encrypt, timestamp, nonce, signature });
    // The ciphertexts are made up: with the right signature it is the ciphertext that is refused.
    expect(open(vector.msg_signature)).toThrow('ciphertext');
    expect(open(vector.msg_signature.replace(/^./, (digit) => (digit === '0' ? '1' : '0')))).toThrow(
      'signature',
    );
    expect(signByHand({ ...someKeys, token }, timestamp, nonce, encrypt)).toBe(vector.msg_signature);
  });

  const mustReject = vectors.negative.filter((vector) => vector.must_reject);
  test.each(mustReject)('refuses: $name', (vector) => {
    const { token, encodingAESKey: encodingAesKey, expected_receiveid: receiveId } = vector;
    const envelope = createEnvelope({ channel: 'app', token, encodingAesKey, receiveId });
    expect(() => envelope.open(sealedOf(vector))).toThrow(EnvelopeError);
  });

  test('takes blanks around the ciphertext, as pretty-printed XML has them', () => {
    const vector = vectors.negative.find(({ name }) => name.startsWith('outer whitespace'));
    if (vector === undefined) throw new Error('vector missing');
    const { token, encodingAESKey: encodingAesKey, expected_receiveid: receiveId } = vector;
    expect(createEnvelope({ channel: 'app', token, encodingAesKey, receiveId }).open(sealedOf(vector))).toBe(
      '1616140317555161061',
    );
  });

  test('refuses blocks padded to 16, which WeCom never sends', () => {
    const vector = vectors.negative.find(({ name }) => name.includes('padded to 16-byte blocks'));
    if (vector === undefined) throw new Error('vector missing');
    const { token, encodingAESKey: encodingAesKey, expected_receiveid: receiveId } = vector;
    const envelope = createEnvelope({ channel: 'app', token, encodingAesKey, receiveId });
    expect(() => envelope.open(sealedOf(vector))).toThrow('ciphertext');
  });

  test('knows every vector that may be accepted', () => {
    const accepted = vectors.negative.filter((vector) => !vector.must_reject);
    expect(accepted.map(({ name }) => name)).toEqual([
      'ciphertext multiple of 16 but not of 32 (padded to 16-byte blocks)',
      'outer whitespace around the ciphertext',
    ]);
  });

  test.each(vectors.key_parsing)(
    'key $name: rejected is $must_reject',
    ({ encodingAESKey, key_hex, must_reject }) => {
      const make = () => createEnvelope({ ...someKeys, encodingAesKey: encodingAESKey });
      if (must_reject) {
        expect(make).toThrow(/wecom\.encoding_aes_key/);
        return;
      }
      const sealed = make().seal('在吗', '1', '2');
      const encodingAesKey = encodingAESKey.trim().replace('=', '');
      expect(decryptByHand({ ...someKeys, encodingAesKey }, sealed.encrypt)).toBe('在吗');
      if (key_hex !== undefined) {
        expect(Buffer.from(`${encodingAesKey}=`, 'base64').toString('hex')).toBe(key_hex);
      }
    },
  );

  test('a key that cannot be one is named in the error and not shown', () => {
    const wrong = 'jWmYm7qr5n MoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
    try {
      createEnvelope({ ...someKeys, encodingAesKey: wrong });
      expect.unreachable();
    } catch (error) {
      expect(String(error)).toContain('channels.app.encodingAesKey');
      expect(String(error)).not.toContain('jWmYm7qr5n');
    }
  });

  test('broken UTF-8 is refused even under a right signature', () => {
    const envelope = createEnvelope(someKeys);
    const open = (message: string | Buffer) => {
      const encrypt = encryptByHand(someKeys, message);
      const signature = signByHand(someKeys, '1', '2', encrypt);
      return envelope.open({ encrypt, signature, timestamp: '1', nonce: '2' });
    };
    expect(open('好')).toBe('好');
    expect(() => open(Buffer.from([0xe5, 0xa5]))).toThrow('ciphertext');
  });

  test('a padding, a length or a receiver that is not by the rules is refused, whatever the rest', () => {
    const envelope = createEnvelope(someKeys);
    const open = (plain: Buffer) => () => {
      const encrypt = encryptBlocksByHand(someKeys, plain);
      const signature = signByHand(someKeys, '1', '2', encrypt);
      return envelope.open({ encrypt, signature, timestamp: '1', nonce: '2' });
    };
    const plain = (message: string, length: number, receiver: string, padding: readonly number[]) => {
      const head = Buffer.alloc(20);
      head.writeUInt32BE(length, 16);
      return Buffer.concat([head, Buffer.from(message + receiver), Buffer.from(padding)]);
    };
    const { receiveId } = someKeys;
    const message = 'x'.repeat(20);
    // 20 + 20 + 18 bytes, and 6 of padding.
    expect(open(plain(message, 20, receiveId, [6, 6, 6, 6, 6, 6]))()).toBe(message);
    expect(open(plain(message, 20, receiveId, [5, 6, 6, 6, 6, 6]))).toThrow('ciphertext');
    expect(open(plain(message, 20, receiveId, [0, 0, 0, 0, 0, 0]))).toThrow('ciphertext');
    expect(open(plain(message, 20, receiveId, [33, 33, 33, 33, 33, 33]))).toThrow('ciphertext');
    expect(open(plain(message, 21, receiveId, [6, 6, 6, 6, 6, 6]))).toThrow('receiveid');
    expect(open(plain(message, 38, receiveId, [6, 6, 6, 6, 6, 6]))).toThrow('receiveid');
    expect(open(plain(message, 39, receiveId, [6, 6, 6, 6, 6, 6]))).toThrow('ciphertext');
    expect(open(plain(message, 0xffffffff, receiveId, [6, 6, 6, 6, 6, 6]))).toThrow('ciphertext');
    // Nothing but padding, and a head without its end.
    expect(open(Buffer.alloc(32, 32))).toThrow('ciphertext');
    expect(open(Buffer.concat([Buffer.alloc(19), Buffer.alloc(13, 13)]))).toThrow('ciphertext');
  });

  test('opens any messages one after another, whatever was refused between them', () => {
    const envelope = createEnvelope(someKeys);
    const open = (encrypt: string): string =>
      envelope.open({
        encrypt,
        signature: signByHand(someKeys, '1', '2', encrypt),
        timestamp: '1',
        nonce: '2',
      });
    const someMessage = fc.record({
      message: fc.string({ unit: 'grapheme', maxLength: 200 }),
      // Neither padding nor length nor receiver are right.
      refused: fc.integer({ min: 1, max: 3 }).map((blocks) => Buffer.alloc(32 * blocks)),
    });
    fc.assert(
      fc.property(fc.array(someMessage, { maxLength: 10 }), (all) => {
        for (const { message, refused } of all) {
          expect(() => open(encryptBlocksByHand(someKeys, refused))).toThrow('ciphertext');
          expect(open(encryptByHand(someKeys, message))).toBe(message);
        }
      }),
    );
  });

  test('a message keeps what stands at its beginning, a byte order mark too', () => {
    const envelope = createEnvelope(someKeys);
    const sealed = envelope.seal('\ufeff在吗', '1', '2');
    expect(envelope.open(sealed)).toBe('\ufeff在吗');
  });

  test('each seal is different unless the random bytes are', () => {
    const envelope = createEnvelope(someKeys);
    expect(envelope.seal('a', '1', '2').encrypt).not.toBe(envelope.seal('a', '1', '2').encrypt);
  });
});
