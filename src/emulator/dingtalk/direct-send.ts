import { z } from 'zod';
import type { AccessTokens } from '../access-token.js';
import { type ApiAnswer, type ApiRoute, parseJson } from '../api-call.js';
import { hasEnding, type MediaStore, megabyte } from '../media.js';
import { newId, type PlatformParts, utf8Bytes } from '../platform.js';
import { RateWindow } from '../rate-window.js';
import type { Shown } from '../transcript.js';
import { directChatId } from '../world.js';
import { apiError } from './api-error.js';

const mostUsers = 20;
const largestParam = 15_000;
const perSecond = 20;

const words = z.string().min(1);

const Body = z.object({
  robotCode: words,
  userIds: z.array(words).min(1),
  msgKey: words,
  msgParam: z.unknown(),
});

const fileTypes = ['xlsx', 'pdf', 'zip', 'rar', 'doc', 'docx'] as const;
const SampleFile = z.object({ mediaId: words, fileName: words, fileType: z.enum(fileTypes) });

const pictureEndings = { largestBytes: 20 * megabyte, endings: ['jpg', 'gif', 'png', 'bmp'] };

type ShownTo = Omit<Shown, 'mentions'>;

/** The message kinds of words that the emulator shows (dingtalk-protocol 4.3). */
const shownBy: Readonly<Record<string, z.ZodType<ShownTo>>> = {
  sampleText: z.object({ content: words }).transform(({ content }) => ({ format: 'text' as const, content })),
  sampleMarkdown: z
    .object({ title: words, text: words })
    .transform(({ title, text }) => ({ format: 'markdown' as const, content: text, title })),
};

/**
 * `POST /v1.0/robot/oToMessages/batchSend`: the robot writes to people (dingtalk-protocol 4.3). HTTP 200 with
 * people in `invalidStaffIdList` reached the others only.
 */
export const directSend = (
  { robotCode, tokens, media }: { robotCode: string; tokens: AccessTokens; media: MediaStore },
  parts: PlatformParts,
): ApiRoute => {
  const { organisation, transcript, clock, random } = parts;
  const rate = new RateWindow(perSecond, 1000);

  /** People see the name that the message gives, whatever the name of the upload was. */
  const sampleFile = SampleFile.transform(({ mediaId, fileName }, context): ShownTo => {
    const file = media.sendable(mediaId, clock.now());
    if (file === undefined) {
      context.addIssue('no such mediaId');
      return z.NEVER;
    }
    const shown = { id: mediaId, name: fileName, sizeBytes: file.bytes.length };
    return { format: 'file', content: fileName, file: shown };
  });

  /** `photoURL` may be the id of an upload. The emulator shows the name, to be opened. */
  const sampleImage = z.object({ photoURL: words }).transform(({ photoURL }, context): ShownTo => {
    const file = media.sendable(photoURL, clock.now());
    if (file === undefined || !hasEnding(file.name, pictureEndings)) {
      context.addIssue('no such picture');
      return z.NEVER;
    }
    const shown = { id: photoURL, name: file.name, sizeBytes: file.bytes.length };
    return { format: 'file', content: file.name, file: shown };
  });
  const mediaKinds: Readonly<Record<string, z.ZodType<ShownTo>>> = {
    sampleFile,
    sampleImageMsg: sampleImage,
  };

  const send = (json: unknown): ApiAnswer => {
    const parsed = Body.safeParse(json);
    if (!parsed.success) {
      return apiError(
        400,
        `miss.param.${parsed.error.issues[0]?.path.join('.') ?? 'body'}`,
        'parameter missing',
      );
    }
    const { userIds, msgKey, msgParam } = parsed.data;
    if (parsed.data.robotCode !== robotCode) {
      return apiError(400, 'invalidParameter.robotCode.notExisted', 'robotCode does not exist');
    }
    if (userIds.length > mostUsers) {
      return apiError(400, 'invalidParameter.userIds.tooMany', `at most ${mostUsers} users`);
    }
    if (typeof msgParam !== 'string') {
      return apiError(400, 'invalidParameter.msgParam.invalid', 'msgParam must be a JSON string');
    }
    if (utf8Bytes(msgParam) > largestParam) {
      return apiError(400, 'invalidParameter.msgParam.tooLong', `msgParam exceeds ${largestParam} bytes`);
    }
    const kind = mediaKinds[msgKey] ?? shownBy[msgKey];
    if (kind === undefined) return apiError(400, 'invalidParameter.msgKey.invalid', 'msgKey not supported');
    const shown = kind.safeParse(parseJson(msgParam));
    if (!shown.success)
      return apiError(400, 'invalidParameter.msgParam.invalid', 'msgParam does not fit msgKey');
    const known = (userId: string): boolean => organisation.person('dingtalk', userId) !== undefined;
    for (const userId of new Set(userIds.filter(known))) {
      const chatId = directChatId('dingtalk', userId);
      transcript.addFromBot({ ...shown.data, mentions: [] }, { chatId, via: 'push' });
    }
    return {
      status: 200,
      body: {
        processQueryKey: newId(random),
        invalidStaffIdList: userIds.filter((userId) => !known(userId)),
        flowControlledStaffIdList: [],
      },
    };
  };

  return {
    method: 'POST',
    path: '/v1.0/robot/oToMessages/batchSend',
    handle: ({ headers, body }) => {
      const token = headers['x-acs-dingtalk-access-token'];
      if (typeof token !== 'string' || tokens.state(token, clock.now()) !== 'valid') {
        return apiError(400, 'InvalidAuthentication', 'access token missing, unknown or expired');
      }
      if (!rate.take('app', clock.now())) {
        return apiError(
          403,
          'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi',
          `at most ${perSecond} per second`,
        );
      }
      return send(parseJson(body));
    },
  };
};
