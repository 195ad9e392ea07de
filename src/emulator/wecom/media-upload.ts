import type { AccessTokens } from '../access-token.js';
import { type ApiAnswer, type ApiRoute, errcodeAnswer } from '../api-call.js';
import { hasEnding, type MediaLimit, type MediaStore, mediaOf, megabyte, readForm } from '../media.js';
import type { PlatformParts } from '../platform.js';
import { tokenRefusal } from './token-refusal.js';

/** For how long a `media_id` can be sent. */
export const mediaLifetimeMs = 3 * 86_400_000;

/** Every file is larger. */
const tooSmallBytes = 5;
const limits: ReadonlyMap<string, MediaLimit> = new Map<string, MediaLimit>([
  ['image', { largestBytes: 10 * megabyte, endings: ['jpg', 'jpeg', 'png'] }],
  ['voice', { largestBytes: 2 * megabyte, endings: ['amr'] }],
  ['video', { largestBytes: 10 * megabyte, endings: ['mp4'] }],
  ['file', { largestBytes: 20 * megabyte }],
]);

/** `POST /cgi-bin/media/upload`: a file to be sent within three days (wecom-protocol 2.8). */
export const mediaUpload = (tokens: AccessTokens, media: MediaStore, { clock }: PlatformParts): ApiRoute => {
  const keep = async (type: string, form: FormData): Promise<ApiAnswer> => {
    const limit = limits.get(type);
    if (limit === undefined) return errcodeAnswer(40005, 'invalid type parameter');
    const file = await mediaOf(form);
    if (file === undefined) return errcodeAnswer(41005, 'media data missing');
    if (file.bytes.length <= tooSmallBytes) return errcodeAnswer(40006, 'invalid file size');
    if (file.bytes.length > limit.largestBytes) return errcodeAnswer(45001, 'media size out of limit');
    if (!hasEnding(file.name, limit)) return errcodeAnswer(40004, 'invalid media type');
    const now = clock.now();
    return errcodeAnswer(0, 'ok', {
      type,
      media_id: media.add(file, now),
      created_at: String(Math.floor(now.getTime() / 1000)),
    });
  };

  return {
    method: 'POST',
    path: '/cgi-bin/media/upload',
    isUpload: true,
    handle: async (request) => {
      const refusal = tokenRefusal(tokens, request.query, clock.now());
      if (refusal !== undefined) return refusal;
      const form = await readForm(request);
      if (form === undefined) return errcodeAnswer(41005, 'media data missing');
      return await keep(request.query.get('type') ?? '', form);
    },
  };
};
