import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChannelConfigOf } from '../../../config/settings.js';
import type { Channel, ChannelCapabilities, OutgoingFile, SendOutcome } from '../../delivery/channel.js';
import type { RenderedPart } from '../../delivery/records.js';
import type { Clock } from '../../domain/clock.js';
import type { Http } from '../http.js';
import { callWithToken } from '../tokens.js';
import { withFiles } from '../with-files.js';
import { createAccessTokens } from './access-token.js';
import { apiUrl, type CallResult, callWecom, outcomeOf, type PlatformAnswer, refused } from './api.js';
import { fetchMedia } from './app-picture.js';
import { classify } from './errors.js';
import { appDialect, renderParts } from './render.js';
import { wrongDestination } from './wrong-destination.js';

/** Seconds; WeCom's longest interval of duplicate checking is an hour more. */
const shortestInterval = 10_800;

/** message/send of a self-built app (D-90236, limits D-90454; files D-96484). */
const appCapabilities: ChannelCapabilities = {
  receive: true,
  destinations: ['person'],
  mention: false,
  card: false,
  update: false,
  recall: false,
  readState: false,
  idempotent: { forMs: shortestInterval * 1000 },
  files: { maxBytes: 20 * 1024 * 1024 },
  maxBytes: 2048,
  // To one member; what is beyond is dropped without an error.
  rates: [{ messages: 30, perMs: 60_000 }],
};

/**
 * One member, perhaps of a linked enterprise (`CorpId/userid`). `@all` and `a|b` mean many people to
 * message/send and must not get there as a user id.
 */
const oneUserId = /^[A-Za-z0-9][A-Za-z0-9_\-@./]{0,127}$/;

/**
 * Seconds in which WeCom drops a repeat of the same request. It compares the whole request, so an interval
 * taken from the key keeps two messages apart that happen to say the same, as two equal answers do, while a
 * retry stays the same to the byte.
 */
const duplicateInterval = (idempotencyKey: string): number =>
  shortestInterval + (createHash('sha256').update(idempotencyKey).digest().readUInt32BE(0) % 3600);

const Uploaded = z.object({ media_id: z.string().min(1) });

/** What message/send takes as a picture; others go as a file (D-96484). */
const asImage = ({ picture }: OutgoingFile): boolean => picture === 'png' || picture === 'jpeg';

/** Documented as a text joined by `|`; sister calls answer an array. */
const namesSomebody = (list: unknown): boolean =>
  (typeof list === 'string' || Array.isArray(list)) && list.length > 0;

/** errcode 0 is not yet success: a recipient who cannot be reached is only in these lists. */
const outcomeOfSent = ({ msgid, invaliduser, unlicenseduser }: PlatformAnswer): SendOutcome => {
  // There is one recipient, so whoever is listed is that one, in whatever spelling.
  if (namesSomebody(invaliduser)) {
    return refused(
      'recipient',
      'invaliduser',
      '企业微信里没有这个成员，或不在应用的可见范围内，请核对账号和“可见范围”。',
    );
  }
  if (namesSomebody(unlicenseduser)) {
    return refused('recipient', 'unlicenseduser', '这个成员没有接口调用许可，请管理员在管理后台分配。');
  }
  return typeof msgid === 'string' ? { status: 'delivered', providerId: msgid } : { status: 'delivered' };
};

const isTokenRefused = (result: CallResult): boolean =>
  result.kind === 'answered' && classify(result.answer.errcode).errorClass === 'refresh_token';

/** Pushes into direct chats through a self-built app (自建应用). */
export const createAppChannel = (
  name: string,
  config: ChannelConfigOf<'wecom_app'>,
  parts: { readonly http: Http; readonly clock: Clock },
): Channel => {
  const { http, clock } = parts;
  const tokens = createAccessTokens(config, parts);

  const post = (part: RenderedPart, userId: string, key: string, token: string): Promise<CallResult> =>
    callWecom(http, {
      url: apiUrl(config.baseUrl, 'message/send', { access_token: token }),
      json: {
        ...part.body,
        touser: userId,
        agentid: config.agentId,
        enable_duplicate_check: 1,
        duplicate_check_interval: duplicateInterval(key),
      },
    });

  return {
    name,
    platform: 'wecom',
    capabilities: appCapabilities,
    render: (document) =>
      withFiles(document, (text) => renderParts(text, appDialect, appCapabilities.maxBytes)),
    async send(part, destination, { idempotencyKey }) {
      if (destination.kind !== 'person') return wrongDestination(destination);
      const { userId } = destination;
      if (!oneUserId.test(userId)) {
        return refused('recipient', 'bad_userid', '成员账号的写法不对，没有发出，请核对“人员”表里的账号。');
      }
      const called = await callWithToken(tokens, isTokenRefused, (token) =>
        post(part, userId, idempotencyKey, token),
      );
      if ('failure' in called) return called.failure;
      const { result } = called;
      const outcome = outcomeOf(result, { repeat: 'dropped', now: clock.now() });
      return outcome.status === 'delivered' && result.kind === 'answered'
        ? outcomeOfSent(result.answer)
        : outcome;
    },
    async upload(file) {
      const type = asImage(file) ? 'image' : 'file';
      const called = await callWithToken(tokens, isTokenRefused, (token) =>
        callWecom(http, {
          url: apiUrl(config.baseUrl, 'media/upload', { access_token: token, type }),
          file,
        }),
      );
      if ('failure' in called) return called;
      const { result } = called;
      const outcome = outcomeOf(result, { repeat: 'harmless', now: clock.now() });
      if (outcome.status === 'refused' || outcome.status === 'deferred') return { failure: outcome };
      const media = result.kind === 'answered' ? Uploaded.safeParse(result.answer).data : undefined;
      return media === undefined
        ? { failure: refused('unknown', 'no_media_id', '企业微信没有收下文件，请稍后再试。') }
        : { part: { body: { msgtype: type, [type]: { media_id: media.media_id } }, text: file.name } };
    },
    fetchPicture: async (source) =>
      source.kind === 'media_id'
        ? await fetchMedia(http, tokens, { baseUrl: config.baseUrl, mediaId: source.mediaId })
        : { fault: 'unavailable', detail: source.kind },
  };
};
