import type { PictureType } from './records/index.js';

/** Bytes of a picture at the most: as Base64 its record stays under a megabyte, which both stores carry well. */
export const largestPicture = 700_000;

/** Pictures with one report at the most. */
export const mostPictures = 6;

/** A picture waits so long for its report to be handed in, and a report just handed in takes late ones. */
export const pictureWaitsMs = 10 * 60_000;

/** Why a picture was not taken. */
export type PictureFault =
  /** The platform no longer gives it out. */
  | 'expired'
  | 'too_large'
  | 'not_a_picture'
  /** What came does not decrypt. */
  | 'unreadable'
  /** The platform did not answer. */
  | 'unavailable'
  /** It is said to be where no picture is fetched from. */
  | 'foreign_address'
  | 'too_many';

const startsWith = (bytes: Uint8Array, signature: string, at = 0): boolean =>
  Buffer.from(bytes.subarray(at, at + signature.length)).toString('latin1') === signature;

/** What kind of picture the bytes are, by their own first bytes; names and headers prove nothing. */
export const pictureTypeOf = (bytes: Uint8Array): PictureType | undefined => {
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'png';
  if (startsWith(bytes, '\xff\xd8\xff')) return 'jpeg';
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'gif';
  return startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8) ? 'webp' : undefined;
};

/** The ending of a file that holds such a picture. */
export const endingOf = (type: PictureType): string => (type === 'jpeg' ? 'jpg' : type);
