import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { Random, WecomEndpointKeys } from '../credentials.js';
import { WrongAnswer } from '../wrong-answer.js';

/** Keys of one callback address, with the id that every ciphertext ends in (empty for the bot). */
export interface SealKeys extends WecomEndpointKeys {
  readonly receiveId: string;
}

/** What travels: the ciphertext and what signs it. */
export interface Sealed {
  readonly encrypt: string;
  readonly signature: string;
  readonly timestamp: string;
  readonly nonce: string;
}

const block = 32;
const randomBytes = 16;
const headerBytes = randomBytes + 4;

/** The AES key of 43 letters and digits (wecom-protocol 1.1). */
export const aesKeyOf = (encodingAesKey: string): Buffer => {
  if (!/^[A-Za-z0-9]{43}$/.test(encodingAesKey))
    throw new Error('EncodingAESKey must be 43 letters and digits');
  return Buffer.from(`${encodingAesKey}=`, 'base64');
};

/** SHA-1 over the four texts in byte order, lower-case hex. */
export const signatureOf = (token: string, timestamp: string, nonce: string, encrypt: string): string =>
  createHash('sha1').update([token, timestamp, nonce, encrypt].sort().join('')).digest('hex');

/** Encrypts a message under 16 random bytes. */
export const encryptMessage = (keys: SealKeys, message: string, random: Random): string => {
  const key = aesKeyOf(keys.encodingAesKey);
  const text = Buffer.from(message, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const body = Buffer.concat([random(randomBytes), length, text, Buffer.from(keys.receiveId, 'utf8')]);
  const pad = block - (body.length % block);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(body), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString(
    'base64',
  );
};

/**
 * Encrypts a file for the 智能机器人 with an AES key of 32 bytes: the IV as ever, padded to 32, but nothing before or
 * behind the file (wecom-protocol 4.1).
 */
export const encryptFile = (key: Buffer, file: Buffer): Buffer => {
  const pad = block - (file.length % block);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(file), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]);
};

/** Encrypts and signs. */
export const seal = (
  keys: SealKeys,
  message: string,
  at: { readonly timestamp: string; readonly nonce: string; readonly random: Random },
): Sealed => {
  const { timestamp, nonce, random } = at;
  const encrypt = encryptMessage(keys, message, random);
  return { encrypt, timestamp, nonce, signature: signatureOf(keys.token, timestamp, nonce, encrypt) };
};

const decryptBlocks = (key: Buffer, encrypt: string): Buffer => {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(encrypt)) {
    throw new WrongAnswer('密文不是标准 Base64');
  }
  const blocks = Buffer.from(encrypt, 'base64');
  if (blocks.length === 0 || blocks.length % block !== 0) throw new WrongAnswer('密文长度不是 32 的倍数');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([decipher.update(blocks), decipher.final()]);
};

const withoutPadding = (padded: Buffer): Buffer => {
  const pad = padded.at(-1) ?? 0;
  if (pad < 1 || pad > block || !padded.subarray(-pad).every((byte) => byte === pad)) {
    throw new WrongAnswer('密文的填充不对（可能密钥不同）');
  }
  return padded.subarray(0, -pad);
};

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const textOf = (bytes: Buffer): string => {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new WrongAnswer('解密后的内容不是 UTF-8 文本');
  }
};

/**
 * Checks the signature, decrypts and checks the receiver, as WeCom does with a passive reply. Stricter than
 * the libraries in one point: WeCom pads to 32 bytes, so blocks padded to 16 are refused.
 * @throws WrongAnswer
 */
export const open = (keys: SealKeys, { encrypt, signature, timestamp, nonce }: Sealed): string => {
  if (signature !== signatureOf(keys.token, timestamp, nonce, encrypt))
    throw new WrongAnswer('应答的签名不对');
  const body = withoutPadding(decryptBlocks(aesKeyOf(keys.encodingAesKey), encrypt));
  if (body.length < headerBytes) throw new WrongAnswer('密文太短');
  const end = headerBytes + body.readUInt32BE(randomBytes);
  if (end > body.length) throw new WrongAnswer('密文里的长度不对');
  if (!body.subarray(end).equals(Buffer.from(keys.receiveId, 'utf8'))) {
    throw new WrongAnswer('密文里的 receiveid 不对');
  }
  return textOf(body.subarray(headerBytes, end));
};
