import type { IncomingMessage } from 'node:http';

/** The body of a request is larger than it may be. */
export class BodyTooLarge extends Error {}

/**
 * The body as it came.
 * @throws BodyTooLarge past `limit` bytes
 */
export const readBytes = async (request: IncomingMessage, limit: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > limit) throw new BodyTooLarge();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
};

/**
 * The body as text.
 * @throws BodyTooLarge past `limit` bytes
 */
export const readBody = async (request: IncomingMessage, limit: number): Promise<string> =>
  (await readBytes(request, limit)).toString('utf8');
