import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/**
 * The envelope once more, on node:crypto alone: what the platform's side does in these tests must not share
 * a mistake with the code under test.
 */
export interface HandKeys {
  readonly token: string;
  readonly encodingAesKey: string;
  readonly receiveId: string;
}

const keyOf = ({ encodingAesKey }: HandKeys): Buffer => Buffer.from(`${encodingAesKey}=`, 'base64');

/** Lower-case hex SHA-1 over the four texts in byte order. */
export const signByHand = (keys: HandKeys, timestamp: string, nonce: string, ciphertext: string): string => {
  const parts = [keys.token, timestamp, nonce, ciphertext].map((text) => Buffer.from(text));
  return createHash('sha1')
    .update(Buffer.concat(parts.sort(Buffer.compare)))
    .digest('hex');
};

/** Encrypts whole blocks, by the rules or not. */
export const encryptBlocksByHand = (keys: HandKeys, blocks: Buffer): string => {
  const key = keyOf(keys);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(blocks), cipher.final()]).toString('base64');
};

/** Encrypts as the platform does; `receiveId` may differ to pose as another enterprise. */
export const encryptByHand = (
  keys: HandKeys,
  message: string | Buffer,
  receiveId = keys.receiveId,
): string => {
  const content = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const plain = Buffer.concat([randomBytes(16), length, content, Buffer.from(receiveId)]);
  const pad = 32 - (plain.length % 32);
  return encryptBlocksByHand(keys, Buffer.concat([plain, Buffer.alloc(pad, pad)]));
};

/** Decrypts as the platform does, and checks what it checks. */
export const decryptByHand = (keys: HandKeys, ciphertext: string): string => {
  const key = keyOf(keys);
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(ciphertext, 'base64'), decipher.final()]);
  const pad = padded.at(-1) ?? 0;
  if (padded.length % 32 !== 0 || pad < 1 || pad > 32) throw new Error('padding');
  const plain = padded.subarray(0, padded.length - pad);
  const end = 20 + plain.readUInt32BE(16);
  if (plain.subarray(end).toString() !== keys.receiveId) throw new Error('receiveid');
  return plain.subarray(20, end).toString();
};

/** A file as the platform seals it, by a key in Base64: nothing before or behind it but the padding. */
export const sealFileByHand = (aesKey: string, bytes: Buffer): Buffer => {
  const key = Buffer.from(aesKey, 'base64');
  const pad = 32 - (bytes.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]);
};
