import type { IncomingMessage } from 'node:http';

/** Callbacks of both platforms are a few kilobytes; a megabyte is the most any of them may be. */
const largestBody = 1024 * 1024;

/** A body above `largestBody`; nothing past the limit was kept. */
export class BodyTooLarge extends Error {}

/**
 * The raw body of a request: signatures are over bytes, so nothing may parse them first.
 * @throws BodyTooLarge as soon as the limit is passed; the rest is read away so that a 413 can be answered.
 */
export const readRawBody = async (request: IncomingMessage, limit = largestBody): Promise<Buffer> => {
  const declared = Number(request.headers['content-length'] ?? 0);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > limit || declared > limit) {
      // Half a minute of junk is not read away: past ten times the limit the connection is cut.
      if (size > limit * 10) request.destroy();
      chunks.length = 0;
      continue;
    }
    chunks.push(bytes);
  }
  if (size > limit || declared > limit) throw new BodyTooLarge();
  return Buffer.concat(chunks);
};
