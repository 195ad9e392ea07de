import { createDecipheriv } from 'node:crypto';
import type { FetchedPicture } from '../../delivery/channel.js';
import { largestPicture } from '../../domain/pictures.js';
import type { PictureSource } from '../../inbox/event.js';
import { asPicture, fetchFrom } from '../fetch-picture.js';
import type { Http } from '../http.js';

/** Where WeCom keeps the files of bots (D-100719; the samples' host is below it). */
const knownHosts = ['*.myqcloud.com'];

/** Bytes of a block of the padding; the cipher's own is half of it. */
const blockBytes = 32;

/** Bytes of a key. */
const keyBytes = 32;

/**
 * Opens a file of the 智能机器人: AES-256-CBC with the key (Base64, with or without its `=`), the first 16 bytes of
 * which are the IV, padded to blocks of 32, with nothing before the file. `undefined` = it was sealed otherwise.
 */
export const openFile = (aesKey: string, sealed: Uint8Array): Uint8Array | undefined => {
  const key = Buffer.from(aesKey, 'base64');
  if (key.length !== keyBytes || sealed.length === 0 || sealed.length % blockBytes !== 0) return undefined;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(sealed), decipher.final()]);
  const size = padded.at(-1) ?? 0;
  const isPadding = size >= 1 && size <= blockBytes && padded.subarray(-size).every((byte) => byte === size);
  return isPadding ? padded.subarray(0, -size) : undefined;
};

/** Where the pictures of one bot may be, and what opens them. */
interface SealedPictures {
  /** Address of the configured platform. */
  readonly baseUrl: string;
  /** Further hosts, by the settings. */
  readonly pictureHosts?: readonly string[] | undefined;
  /** Opens what comes without a key of its own; absent = nothing does. */
  readonly aesKey?: string;
}

/** A picture in a message to the 智能机器人, whichever way that came; its address is good for five minutes. */
export const fetchSealed = async (
  http: Http,
  source: PictureSource,
  { baseUrl, pictureHosts = [], aesKey }: SealedPictures,
): Promise<FetchedPicture> => {
  if (source.kind !== 'sealed_url') return { fault: 'unavailable', detail: source.kind };
  const key = source.aesKey ?? aesKey;
  if (key === undefined) return { fault: 'unreadable', detail: 'no_key' };
  const hosts = { baseUrls: [baseUrl], hosts: [...knownHosts, ...pictureHosts] };
  const got = await fetchFrom(http, source.url, hosts, largestPicture + blockBytes);
  if ('fault' in got) return got;
  const bytes = openFile(key, got.bytes);
  return bytes === undefined ? { fault: 'unreadable' } : asPicture(bytes);
};
