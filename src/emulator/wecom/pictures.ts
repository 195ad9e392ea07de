import type { AccessTokens } from '../access-token.js';
import { type ApiRoute, errcodeAnswer } from '../api-call.js';
import type { Credentials } from '../credentials.js';
import { accessDenied, createFileShelf } from '../file-shelf.js';
import type { PlatformParts } from '../platform.js';
import type { BotPicture } from './bot-body.js';
import { aesKeyOf, encryptFile } from './cipher.js';

/** Temporary media: three days (wecom-protocol 2.1). */
const mediaLifetimeMs = 3 * 24 * 3_600_000;
/** Files of the 智能机器人: five minutes (wecom-protocol 4.1). */
const botFileLifetimeMs = 5 * 60_000;

/** How the emulated WeCom passes pictures on: by reference, never in the message. */
export interface WecomPictures {
  /** For the self-built app: by the media id, and in the clear at an address of its own. */
  forApp(picture: Buffer): { readonly mediaId: string; readonly picUrl: string };
  /** For the 智能机器人: an address, with the picture encrypted behind it by the key of the callback. */
  forBot(picture: Buffer): BotPicture;
  /** Over its long connection: encrypted by a key of the picture's own, which comes with the address. */
  forConnection(picture: Buffer): BotPicture;
  readonly routes: readonly ApiRoute[];
}

export const createWecomPictures = (
  { bot }: Credentials['wecom'],
  tokens: AccessTokens,
  parts: PlatformParts,
): WecomPictures => {
  const { clock, random } = parts;
  const media = createFileShelf(random, clock);
  const botFiles = createFileShelf(random, clock);
  let ownKeys = 0;

  const sealedAt = (key: Buffer, picture: Buffer): string =>
    `${parts.apiBaseUrl()}/ww-aibot-img?sign=${botFiles.put(encryptFile(key, picture), botFileLifetimeMs)}`;

  const mediaGet: ApiRoute = {
    method: 'GET',
    path: '/cgi-bin/media/get',
    secretBodies: true,
    handle: ({ query }) => {
      const token = query.get('access_token') ?? '';
      if (token === '') return errcodeAnswer(41001, 'access_token missing');
      const state = tokens.state(token, clock.now());
      if (state === 'unknown') return errcodeAnswer(40014, 'invalid access_token');
      if (state === 'expired') return errcodeAnswer(42001, 'access_token expired');
      const mediaId = query.get('media_id') ?? '';
      if (mediaId === '') return errcodeAnswer(41006, 'media_id missing');
      const file = media.find(mediaId);
      return file === undefined ? errcodeAnswer(40007, 'invalid media_id') : { status: 200, body: file };
    },
  };
  const givenOut = (path: string, shelf: typeof media): ApiRoute => ({
    method: 'GET',
    path,
    secretBodies: true,
    handle: ({ query }) => {
      const file = shelf.find(query.get('sign') ?? '');
      return file === undefined ? accessDenied : { status: 200, body: file };
    },
  });

  return {
    forApp: (picture) => {
      const mediaId = media.put(picture, mediaLifetimeMs);
      return { mediaId, picUrl: `${parts.apiBaseUrl()}/wwpic?sign=${mediaId}` };
    },
    forBot: (picture) => ({ url: sealedAt(aesKeyOf(bot.encodingAesKey), picture) }),
    forConnection: (picture) => {
      const key = random(32);
      const base64 = key.toString('base64');
      ownKeys += 1;
      // The platform sometimes leaves the `=` off (wecom-protocol 4.1): here from each second one.
      return { url: sealedAt(key, picture), aeskey: ownKeys % 2 === 0 ? base64.replace(/=$/, '') : base64 };
    },
    routes: [mediaGet, givenOut('/wwpic', media), givenOut('/ww-aibot-img', botFiles)],
  };
};
