import type { IncomingMessage } from 'node:http';

/** The body of a request is larger than it may be. */
export class BodyTooLarge extends Error {}

/**
 * The body as text.
 * @throws BodyTooLarge past `limit` bytes
 */
export const readBody = async (request: IncomingMessage, limit: number): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > limit) throw new BodyTooLarge();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
};
