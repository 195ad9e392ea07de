import { extname } from 'node:path';
import { z } from 'zod';
import type { ChannelConfigOf } from '../../../config/settings.js';
import type { Channel, ChannelCapabilities, NotSent, SendOutcome } from '../../delivery/channel.js';
import type { RenderedPart } from '../../delivery/records.js';
import type { Clock } from '../../domain/clock.js';
import type { Destination } from '../../inbox/event.js';
import type { Http } from '../http.js';
import { callWithToken } from '../tokens.js';
import { withFiles } from '../with-files.js';
import { createAccessTokens } from './access-token.js';
import { type CallResult, callApi, callOapi, outcomeOf, outcomeOfCode, uploadOapi, urlBelow } from './api.js';
import { classify } from './errors.js';
import { renderDirectParts, renderParts } from './render.js';
import { fetchByCode } from './robot-picture.js';
import { createSessionCheck } from './session-address.js';
import { wrongDestination } from './wrong-destination.js';

/**
 * The robot of an internal app: oToMessages/batchSend to persons, sessionWebhook into the chat that asked.
 * Neither drops repeats; only the second mentions. The limits are those of the first, which are the smaller:
 * `msgParam` of 15000 bytes, 20 calls a second for one app and API.
 */
const robotCapabilities: ChannelCapabilities = {
  receive: true,
  destinations: ['person', 'session_webhook'],
  mention: true,
  card: false,
  update: false,
  recall: false,
  readState: false,
  idempotent: false,
  files: { maxBytes: 20 * 1024 * 1024 },
  maxBytes: 15_000,
  rates: [{ messages: 20, perMs: 1000 }],
};

type Session = Extract<Destination, { kind: 'session_webhook' }>;

const routeDead = (code: string, advice: string): SendOutcome => ({
  status: 'refused',
  errorClass: 'route_dead',
  code,
  advice,
});

const BatchAnswer = z.looseObject({
  processQueryKey: z.string().min(1).optional().catch(undefined),
  invalidStaffIdList: z.unknown().optional(),
  flowControlledStaffIdList: z.unknown().optional(),
});

/** Documented as arrays; samples of other calls print such lists as text. */
const namesSomebody = (list: unknown): boolean =>
  (typeof list === 'string' || Array.isArray(list)) && list.length > 0;

/** HTTP 200 is not yet success: there is one recipient, so whoever is in a list is that one. */
const outcomeOfBatch = (json: unknown, now: Date): SendOutcome => {
  const options = { repeat: 'shown_twice' as const, now };
  const answer = BatchAnswer.safeParse(json).data;
  if (namesSomebody(answer?.invalidStaffIdList)) return outcomeOfCode('invalidStaffIdList', options);
  if (namesSomebody(answer?.flowControlledStaffIdList)) {
    return outcomeOfCode('flowControlledStaffIdList', options);
  }
  return answer?.processQueryKey === undefined
    ? outcomeOfCode('unknown.send.result', options)
    : { status: 'delivered', providerId: answer.processQueryKey };
};

const Uploaded = z.object({ media_id: z.string().min(1) });

const notTaken: NotSent = {
  status: 'refused',
  errorClass: 'unknown',
  code: 'no_media_id',
  advice: '钉钉没有收下文件，请稍后再试。',
};

const fileBody = (name: string, mediaId: string): RenderedPart['body'] => ({
  msgKey: 'sampleFile',
  msgParam: JSON.stringify({ mediaId, fileName: name, fileType: extname(name).slice(1) }),
});

const pictureBody = (mediaId: string): RenderedPart['body'] => ({
  msgKey: 'sampleImageMsg',
  msgParam: JSON.stringify({ photoURL: mediaId }),
});

/** Pictures are no kind of file that `media/upload` takes, and webp is no kind of picture. */
const webpRefused: NotSent = {
  status: 'refused',
  errorClass: 'content',
  code: 'webp',
  advice: '钉钉不收 webp 图片。请在服务器上用 problem pictures 导出。',
};

const isTokenRefused = (result: CallResult): boolean =>
  result.kind === 'denied' && classify(result.code).errorClass === 'refresh_token';

/** Pushes into direct chats, and answers late in the chat that asked. */
export const createRobotChannel = (
  name: string,
  config: ChannelConfigOf<'dingtalk_robot'>,
  parts: { readonly http: Http; readonly clock: Clock },
): Channel => {
  const { http, clock } = parts;
  const { apiBaseUrl, oapiBaseUrl, appKey, robotCode = appKey } = config;
  const tokens = createAccessTokens(config, parts);
  const isSessionAddress = createSessionCheck(oapiBaseUrl);

  const post = (part: RenderedPart, userId: string, token: string): Promise<CallResult> =>
    callApi(http, {
      url: urlBelow(apiBaseUrl, '/v1.0/robot/oToMessages/batchSend'),
      token,
      json: { ...part.body, robotCode, userIds: [userId] },
    });

  const toPerson = async (part: RenderedPart, userId: string): Promise<SendOutcome> => {
    const called = await callWithToken(tokens, isTokenRefused, (token) => post(part, userId, token));
    if ('failure' in called) return called.failure;
    const now = clock.now();
    return outcomeOf(called.result, { repeat: 'shown_twice', now }, (answer) => outcomeOfBatch(answer, now));
  };

  const toSession = async (part: RenderedPart, { url, expiresAt }: Session): Promise<SendOutcome> => {
    if (!isSessionAddress(url)) {
      return routeDead('foreign_address', '会话回复地址不在配置的 oapiBaseUrl 上，没有发出。');
    }
    if (expiresAt <= clock.now().toISOString()) {
      return routeDead('expired', '会话回复地址已过期（约90分钟内有效），没有发出。');
    }
    const result = await callOapi(http, { url, json: part.body });
    return outcomeOf(result, { repeat: 'shown_twice', now: clock.now() });
  };

  return {
    name,
    platform: 'dingtalk',
    capabilities: robotCapabilities,
    render: (document, destination) =>
      destination.kind === 'person'
        ? withFiles(document, (text) => renderDirectParts(text, robotCapabilities.maxBytes))
        : renderParts(document, robotCapabilities.maxBytes),
    async send(part, destination) {
      switch (destination.kind) {
        case 'person':
          return await toPerson(part, destination.userId);
        case 'session_webhook':
          return await toSession(part, destination);
        default:
          return wrongDestination(destination);
      }
    },
    async upload(file) {
      if (file.picture === 'webp') return { failure: webpRefused };
      const type = file.picture === undefined ? 'file' : 'image';
      const called = await callWithToken(tokens, isTokenRefused, (token) =>
        uploadOapi(http, {
          url: urlBelow(oapiBaseUrl, `/media/upload?${new URLSearchParams({ access_token: token })}`),
          file,
          type,
        }),
      );
      if ('failure' in called) return called;
      const { result } = called;
      const outcome = outcomeOf(result, { repeat: 'harmless', now: clock.now() });
      if (outcome.status === 'refused' || outcome.status === 'deferred') return { failure: outcome };
      const media = result.kind === 'accepted' ? Uploaded.safeParse(result.answer).data : undefined;
      return media === undefined
        ? { failure: notTaken }
        : {
            part: {
              body: type === 'image' ? pictureBody(media.media_id) : fileBody(file.name, media.media_id),
              text: file.name,
            },
          };
    },
    fetchPicture: async (source) =>
      source.kind === 'download_code'
        ? await fetchByCode(http, tokens, source.code, config)
        : { fault: 'unavailable', detail: source.kind },
  };
};
