import { createDecipheriv } from 'node:crypto';
import type { ChannelConfigOf } from '../../../config/settings.js';
import type { FetchedPicture } from '../../delivery/channel.js';
import { largestPicture } from '../../domain/pictures.js';
import { asPicture, fetchFrom } from '../fetch-picture.js';
import type { Http } from '../http.js';
import { checkedKey } from './crypto.js';

/** Where WeCom keeps the files of bots (D-100719; the samples' host is below it). */
const knownHosts = ['*.myqcloud.com'];

/** Bytes of a block of the padding; the cipher's own is half of it. */
const blockBytes = 32;

/**
 * Opens a file of the 智能机器人: AES-256-CBC with the key of the callback, its first 16 bytes the IV, padded to
 * blocks of 32, with nothing before the file. `undefined` = it was sealed otherwise.
 */
export const openFile = (encodingAesKey: string, sealed: Uint8Array): Uint8Array | undefined => {
  if (sealed.length === 0 || sealed.length % blockBytes !== 0) return undefined;
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(sealed), decipher.final()]);
  const size = padded.at(-1) ?? 0;
  const isPadding = size >= 1 && size <= blockBytes && padded.subarray(-size).every((byte) => byte === size);
  return isPadding ? padded.subarray(0, -size) : undefined;
};

/** A picture in a message to the 智能机器人; its address is good for five minutes. */
export const fetchSealed = async (
  http: Http,
  address: string,
  channel: string,
  { baseUrl, pictureHosts = [], encodingAesKey }: ChannelConfigOf<'wecom_bot'>,
): Promise<FetchedPicture> => {
  const hosts = { baseUrls: [baseUrl], hosts: [...knownHosts, ...pictureHosts] };
  const got = await fetchFrom(http, address, hosts, largestPicture + blockBytes);
  if ('fault' in got) return got;
  const bytes = openFile(checkedKey({ channel, encodingAesKey }), got.bytes);
  return bytes === undefined ? { fault: 'unreadable' } : asPicture(bytes);
};
