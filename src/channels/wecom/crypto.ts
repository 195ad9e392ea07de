import {
  createDecipheriv,
  createSecretKey,
  hash,
  randomBytes as nodeRandomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { encrypt } from '@wecom/crypto';
import { TongbaoError } from '../../domain/error.js';

/** Why an envelope was not opened. Goes to the log, never to the caller. */
export type EnvelopeFault = 'signature' | 'ciphertext' | 'receiveid';

/** The one error of `Envelope.open`; says which check failed and nothing of what was in the envelope. */
export class EnvelopeError extends Error {
  readonly fault: EnvelopeFault;

  constructor(fault: EnvelopeFault) {
    super(`envelope refused: ${fault}`);
    this.name = 'EnvelopeError';
    this.fault = fault;
  }
}

/** What the console shows for one callback URL, and who the ciphertext must be meant for. */
export interface EnvelopeKeys {
  /** Name of the channel in the configuration, for the error that a wrong key gets. */
  readonly channel: string;
  readonly token: string;
  readonly encodingAesKey: string;
  /** The corpId for an app of one's own; empty for a 智能机器人 of one's own enterprise. */
  readonly receiveId: string;
}

/** A ciphertext with what its signature covers. `timestamp` and `nonce` are text as in the query. */
interface SealedMessage {
  readonly encrypt: string;
  readonly signature: string;
  readonly timestamp: string;
  readonly nonce: string;
}

export interface Envelope {
  /**
   * The message inside. The signature is checked first and in constant time, so nothing unsigned is ever
   * decrypted.
   * @throws EnvelopeError and nothing else.
   */
  open(sealed: SealedMessage): string;
  /** Encrypts and signs. `timestamp` in seconds. */
  seal(message: string, timestamp: string, nonce: string): SealedMessage;
}

/**
 * The key as the console shows it: 43 letters and digits. Forgives what copying adds at the ends: blanks,
 * a line break, the `=` of Base64. The last character may carry stray bits, so it is not compared with its
 * own re-encoding: real keys would fail.
 */
export const checkedKey = ({
  channel,
  encodingAesKey,
}: Pick<EnvelopeKeys, 'channel' | 'encodingAesKey'>): string => {
  const key = encodingAesKey.trim().replace(/=$/, '');
  if (/^[A-Za-z0-9]{43}$/.test(key)) return key;
  throw new TongbaoError(
    'wecom.encoding_aes_key',
    `channels.${channel}.encodingAesKey 不对：应为43位字母和数字，请从企业微信后台“接收消息”页重新复制。`,
  );
};

/**
 * As `getSignature` of `@wecom/crypto`: SHA-1 in lower-case hex over the four texts in order. That one makes a native object
 * each time. With four such objects a callback, the pauses of the garbage collector were half as long again.
 */
const signatureOf = (token: string, timestamp: string, nonce: string, ciphertext: string): string =>
  hash('sha1', [token, timestamp, nonce, ciphertext].sort().join(''));

const sameSignature = (expected: string, given: string): boolean => {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)];
  // timingSafeEqual throws on unequal lengths.
  return one.length === other.length && timingSafeEqual(one, other);
};

/** Bytes of a block of the padding; the cipher's own is half of it. */
const blockBytes = 32;
/** Random bytes and the length of the message, which come before it. */
const headBytes = 20;

/** By their length: so many bytes that each are that number. */
const paddings = Array.from({ length: blockBytes + 1 }, (_, size) => Buffer.alloc(size, size));

/** With a byte order mark, were there one: the message is exactly what was sealed. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What the padded bytes hold before the padding. */
const unpadded = (padded: Buffer): Buffer => {
  const size = padded.at(-1) ?? 0;
  const padding = paddings[size];
  if (size === 0 || padding === undefined || !padded.subarray(-size).equals(padding)) {
    throw new EnvelopeError('ciphertext');
  }
  return padded.subarray(0, -size);
};

/** Opens ciphertexts by all rules of their form, of which `decrypt` of `@wecom/crypto` checks none. */
const createOpener = (encodingAesKey: string, receiveId: string): ((ciphertext: string) => string) => {
  const keyBytes = Buffer.from(`${encodingAesKey}=`, 'base64');
  const key = createSecretKey(keyBytes);
  const iv = keyBytes.subarray(0, 16);
  const receiver = Buffer.from(receiveId);
  // One for all messages: of CBC a block depends on the ciphertext before it alone, so after the IV all begins anew.
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  const decrypted = (blocks: Buffer): Buffer =>
    decipher.update(Buffer.concat([iv, blocks])).subarray(iv.length);

  return (ciphertext) => {
    const bytes = Buffer.from(ciphertext, 'base64');
    // Written anew, sloppy Base64 is another text.
    if (bytes.length === 0 || bytes.length % blockBytes !== 0 || bytes.toString('base64') !== ciphertext) {
      throw new EnvelopeError('ciphertext');
    }
    // Of whole blocks, without padding of the cipher's own, nothing is left over.
    const body = unpadded(decrypted(bytes));
    const end = body.length < headBytes ? Number.POSITIVE_INFINITY : headBytes + body.readUInt32BE(16);
    if (end > body.length) throw new EnvelopeError('ciphertext');
    if (!body.subarray(end).equals(receiver)) throw new EnvelopeError('receiveid');
    try {
      return utf8.decode(body.subarray(headBytes, end));
    } catch {
      throw new EnvelopeError('ciphertext');
    }
  };
};

const poolBytes = 4096;

/** As Node's `randomBytes`, for few bytes at a time: each time it is asked costs more than the bytes. */
const createRandomPool = (): ((size: number) => Buffer) => {
  let pool = Buffer.alloc(0);
  return (size) => {
    if (pool.length < size) pool = nodeRandomBytes(Math.max(poolBytes, size));
    const taken = pool.subarray(0, size);
    pool = pool.subarray(size);
    return taken;
  };
};

/**
 * A strict envelope: `@wecom/crypto` seals, but what it opens it does not check, not the signature, the receiveid, the
 * padding or the length field. So opening is done here.
 * @throws TongbaoError `wecom.encoding_aes_key` when the key cannot be one.
 */
export const createEnvelope = (
  keys: EnvelopeKeys,
  randomBytes: (size: number) => Buffer = createRandomPool(),
): Envelope => {
  const { token, receiveId } = keys;
  const key = checkedKey(keys);
  const opened = createOpener(key, receiveId);

  return {
    open({ encrypt: sealed, signature, timestamp, nonce }) {
      // Pretty-printed XML puts blanks around the ciphertext; the signature is over the text without them.
      const ciphertext = sealed.trim();
      if (!sameSignature(signatureOf(token, timestamp, nonce, ciphertext), signature)) {
        throw new EnvelopeError('signature');
      }
      return opened(ciphertext);
    },
    seal(message, timestamp, nonce) {
      const ciphertext = encrypt(key, message, receiveId, randomBytes(16));
      return {
        encrypt: ciphertext,
        signature: signatureOf(token, timestamp, nonce, ciphertext),
        timestamp,
        nonce,
      };
    },
  };
};
