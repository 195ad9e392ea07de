import type { FetchedPicture } from '../delivery/channel.js';
import { largestPicture, pictureTypeOf } from '../domain/pictures.js';
import type { Http } from './http.js';
import { hostOf, type PictureHosts, pictureAddress } from './picture-address.js';

/** A picture is to be there while the person still looks at the chat. */
const timeoutMs = 10_000;

/** What the bytes are, by themselves. */
export const asPicture = (bytes: Uint8Array): FetchedPicture => {
  if (bytes.length > largestPicture) return { fault: 'too_large' };
  const type = pictureTypeOf(bytes);
  return type === undefined ? { fault: 'not_a_picture' } : { bytes, type };
};

/** A file of a platform, or why there is none; `expired` for what the platform no longer gives out. */
export const fetchBytes = async (
  http: Http,
  url: string,
  largest: number,
): Promise<{ readonly bytes: Uint8Array } | Extract<FetchedPicture, { fault: unknown }>> => {
  try {
    const { status, bytes } = await http({ method: 'GET', url, timeoutMs, fileUpTo: largest });
    // Of a signed address that is no longer good, file hosts say 403, 404 or 410; a redirect leads nowhere we go.
    if (status >= 400 && status < 500) return { fault: 'expired', detail: `http_${status}` };
    if (status < 200 || status >= 300) return { fault: 'unavailable', detail: `http_${status}` };
    return bytes === undefined ? { fault: 'too_large' } : { bytes };
  } catch {
    return { fault: 'unavailable', detail: 'no_answer' };
  }
};

/** The file at an address out of a message, if it is one of the platform's. */
export const fetchFrom = async (
  http: Http,
  address: string,
  hosts: PictureHosts,
  largest: number = largestPicture,
): ReturnType<typeof fetchBytes> => {
  const url = pictureAddress(address, hosts);
  return url === undefined
    ? { fault: 'foreign_address', detail: hostOf(address) }
    : await fetchBytes(http, url, largest);
};
