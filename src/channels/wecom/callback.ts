import { z } from 'zod';
import type { CallbackRequest, DoorOutcome } from '../door.js';
import { textOfUtf8 } from '../utf8.js';
import { type Envelope, EnvelopeError } from './crypto.js';
import { XmlError } from './xml.js';

/** WeCom's callbacks are a few kilobytes; the official plugin draws the line here too. */
const largestBody = 1024 * 1024;
/** The signature never expires by itself: older and newer requests than this are replays or a wrong clock. */
const freshForMs = 10 * 60 * 1000;

/** Thrown inside a door for a request that gets a bare 4xx; `receiveSealed` turns it into the outcome. */
export class Refusal extends Error {
  readonly status: 400 | 403 | 413;

  constructor(status: 400 | 403 | 413, reason: string) {
    super(reason);
    this.name = 'Refusal';
    this.status = status;
  }
}

// A repeated parameter arrives as an array and is refused with the missing ones.
const SignedQuery = z.object({
  msg_signature: z.string(),
  timestamp: z.string().regex(/^\d{1,12}$/),
  nonce: z.string().min(1).max(128),
});
/** What the signature of a callback covers besides the ciphertext. */
export type SignedQuery = z.infer<typeof SignedQuery>;

/** What WeCom has echoed: digits, in practice about twenty. */
const echo = /^[\w-]{1,64}$/;

const Echo = z.object({ echostr: z.string().min(1) });

/** @throws Refusal that names the fields at fault, never what they hold. */
export const parsedOr400 = <S extends z.ZodType>(schema: S, value: unknown, what: string): z.infer<S> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new Refusal(400, `${what}: ${fields === '' ? 'wrong type' : fields}`);
};

/** @throws Refusal when the text is not JSON. */
export const jsonOr400 = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, `${what}: not JSON`);
  }
};

const textOf = (body: Buffer): string => {
  if (body.length > largestBody) throw new Refusal(413, 'body too large');
  try {
    return textOfUtf8(body);
  } catch {
    throw new Refusal(400, 'body: not UTF-8');
  }
};

const checkFresh = (timestamp: string, now: Date): void => {
  const age = now.getTime() - Number(timestamp) * 1000;
  if (age > freshForMs) throw new Refusal(403, 'timestamp too old');
  if (age < -freshForMs) throw new Refusal(403, 'timestamp in the future');
};

/** The two things in which the doors differ. Both may throw `Refusal` and `XmlError`. */
export interface SealedSteps {
  /** Finds the ciphertext in the body of a POST. */
  ciphertextOf(body: string): string;
  /** Makes an outcome of the decrypted message. */
  outcomeOf(message: string, query: SignedQuery): DoorOutcome;
}

const received = (request: CallbackRequest, envelope: Envelope, steps: SealedSteps): DoorOutcome => {
  const query = parsedOr400(SignedQuery, request.query, 'query');
  checkFresh(query.timestamp, request.now);
  const { msg_signature: signature, timestamp, nonce } = query;
  if (request.method === 'GET') {
    const { echostr } = parsedOr400(Echo, request.query, 'query');
    const message = envelope.open({ encrypt: echostr, signature, timestamp, nonce });
    // A captured callback is signed and sealed the same way: whatever is no echo stays sealed.
    if (!echo.test(message)) throw new Refusal(403, 'not an echo');
    // Exactly the message: with quotes or a line break the console says the URL failed.
    return {
      kind: 'done',
      response: { status: 200, contentType: 'text/plain; charset=utf-8', body: message },
    };
  }
  const encrypt = steps.ciphertextOf(textOf(request.body));
  return steps.outcomeOf(envelope.open({ encrypt, signature, timestamp, nonce }), query);
};

/**
 * What both WeCom doors do with a callback: query, freshness, size, signature, decryption; GET is the URL
 * verification. Whatever a request holds becomes an outcome, never an exception.
 */
export const receiveSealed = (
  request: CallbackRequest,
  envelope: Envelope,
  steps: SealedSteps,
): DoorOutcome => {
  try {
    return received(request, envelope, steps);
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', status: error.status, reason: error.message };
    if (error instanceof EnvelopeError) return { kind: 'refused', status: 403, reason: error.message };
    if (error instanceof XmlError) return { kind: 'refused', status: 400, reason: `xml: ${error.message}` };
    throw error;
  }
};

/** Whole seconds since 1970, as replies carry them. */
export const secondsOf = (instant: Date): number => Math.floor(instant.getTime() / 1000);

/** The answer that means "received, nothing to say": HTTP 200 and an empty body. */
export const emptyAnswer = { status: 200, body: '' } as const;
