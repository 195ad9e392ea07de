import type { IncomingMessage } from 'node:http';

/** Callbacks of both platforms are a few kilobytes; a megabyte is the most any of them may be. */
const largestBody = 1024 * 1024;

/** A body above `largestBody`; nothing past the limit was kept. */
export class BodyTooLarge extends Error {}

/**
 * The raw body of a request: signatures are over bytes, so nothing may parse them first.
 * @throws BodyTooLarge as soon as the limit is passed; the rest is read away so that a 413 can be answered.
 */
export const readRawBody = (request: IncomingMessage, limit = largestBody): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const declared = Number(request.headers['content-length'] ?? 0);
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit && declared <= limit) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      // Half a minute of junk is not read away: past ten times the limit the connection is cut.
      if (size > limit * 10) request.destroy();
    });
    request.on('end', () => {
      const [only] = chunks;
      if (size > limit || declared > limit) reject(new BodyTooLarge());
      else resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
    });
    request.on('error', reject);
    request.on('close', () => {
      // After the end it changes nothing.
      if (!request.readableEnded) reject(size > limit ? new BodyTooLarge() : new Error('request cut off'));
    });
  });
