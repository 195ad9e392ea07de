import { randomBytes as nodeRandomBytes, timingSafeEqual } from 'node:crypto';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
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

const sameSignature = (expected: string, given: string): boolean =>
  /^[0-9a-f]{40}$/.test(given) && timingSafeEqual(Buffer.from(expected, 'hex'), Buffer.from(given, 'hex'));

/**
 * A strict envelope around `@wecom/crypto`, which computes but compares nothing: not the signature, not the
 * receiveid, not the padding, not the length field.
 * @throws TongbaoError `wecom.encoding_aes_key` when the key cannot be one.
 */
export const createEnvelope = (
  keys: EnvelopeKeys,
  randomBytes: (size: number) => Buffer = nodeRandomBytes,
): Envelope => {
  const { token, receiveId } = keys;
  const key = checkedKey(keys);

  const decrypted = (ciphertext: string): string => {
    let opened: ReturnType<typeof decrypt>;
    try {
      opened = decrypt(key, ciphertext);
    } catch {
      throw new EnvelopeError('ciphertext');
    }
    if (opened.id !== receiveId) throw new EnvelopeError('receiveid');
    // Sealed again with the same random bytes, only what was sealed by the rules gives the same text. This
    // one comparison refuses wrong padding, a lying length field, broken UTF-8 and sloppy Base64 alike.
    if (encrypt(key, opened.message, opened.id, opened.random) !== ciphertext) {
      throw new EnvelopeError('ciphertext');
    }
    return opened.message;
  };

  return {
    open({ encrypt: sealed, signature, timestamp, nonce }) {
      // Pretty-printed XML puts blanks around the ciphertext; the signature is over the text without them.
      const ciphertext = sealed.trim();
      if (!sameSignature(getSignature(token, timestamp, nonce, ciphertext), signature)) {
        throw new EnvelopeError('signature');
      }
      return decrypted(ciphertext);
    },
    seal(message, timestamp, nonce) {
      const ciphertext = encrypt(key, message, receiveId, randomBytes(16));
      return {
        encrypt: ciphertext,
        signature: getSignature(token, timestamp, nonce, ciphertext),
        timestamp,
        nonce,
      };
    },
  };
};
