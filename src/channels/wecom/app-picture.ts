import { z } from 'zod';
import type { FetchedPicture } from '../../delivery/channel.js';
import { largestPicture } from '../../domain/pictures.js';
import { asPicture, fetchBytes } from '../fetch-picture.js';
import type { Http } from '../http.js';
import { type AccessTokens, callWithToken } from '../tokens.js';
import { apiUrl } from './api.js';
import { classify } from './errors.js';

const Refusal = z.object({ errcode: z.number().int() });

/** A refusal is JSON in place of the file. */
const refusalIn = (bytes: Uint8Array): number | undefined => {
  if (bytes[0] !== 0x7b) return undefined;
  try {
    return Refusal.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data?.errcode;
  } catch {
    return undefined;
  }
};

type Got = Awaited<ReturnType<typeof fetchBytes>>;

const codeOf = (got: Got): number | undefined => ('bytes' in got ? refusalIn(got.bytes) : undefined);

/**
 * A picture that a person sent to the self-built app, by `media/get` (D-90254). The address that the message has
 * as well, `PicUrl`, is left alone: the media id needs no other host than the configured one.
 */
export const fetchMedia = async (
  http: Http,
  tokens: AccessTokens,
  { baseUrl, mediaId }: { readonly baseUrl: string; readonly mediaId: string },
): Promise<FetchedPicture> => {
  const called = await callWithToken<Got>(
    tokens,
    (got) => classify(codeOf(got) ?? 0).errorClass === 'refresh_token',
    (token) =>
      fetchBytes(
        http,
        apiUrl(baseUrl, 'media/get', { access_token: token, media_id: mediaId }),
        largestPicture,
      ),
  );
  if ('failure' in called) return { fault: 'unavailable', detail: called.failure.code };
  const got = called.result;
  if ('fault' in got) return got;
  const code = codeOf(got);
  if (code === undefined) return asPicture(got.bytes);
  // 40007: an id that is unknown, or older than three days.
  return { fault: code === 40007 ? 'expired' : 'unavailable', detail: String(code) };
};
