import type { AccessTokens } from '../access-token.js';
import { type ApiAnswer, type ApiRoute, errcodeAnswer } from '../api-call.js';
import { hasEnding, type MediaLimit, type MediaStore, mediaOf, megabyte, readForm } from '../media.js';
import type { PlatformParts } from '../platform.js';

const documents = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'zip', 'pdf', 'rar'];
const limits: ReadonlyMap<string, MediaLimit> = new Map([
  ['image', { largestBytes: 20 * megabyte, endings: ['jpg', 'gif', 'png', 'bmp'] }],
  ['voice', { largestBytes: 2 * megabyte, endings: ['amr', 'mp3', 'wav'] }],
  ['video', { largestBytes: 20 * megabyte, endings: ['mp4'] }],
  ['file', { largestBytes: 20 * megabyte, endings: documents }],
]);

/** `POST /media/upload` of the old API; its ids do not end (dingtalk-protocol 4.6). */
export const mediaUpload = (tokens: AccessTokens, media: MediaStore, { clock }: PlatformParts): ApiRoute => {
  const keep = async (form: FormData): Promise<ApiAnswer> => {
    const type = form.get('type');
    const limit = typeof type === 'string' ? limits.get(type) : undefined;
    if (limit === undefined) return errcodeAnswer(40005, '不合法的文件类型');
    const file = await mediaOf(form);
    if (file === undefined) return errcodeAnswer(41005, '缺少媒体文件数据');
    if (file.bytes.length === 0) return errcodeAnswer(44001, '多媒体文件为空');
    if (file.bytes.length > limit.largestBytes) return errcodeAnswer(45001, '多媒体文件大小超过限制');
    if (!hasEnding(file.name, limit)) return errcodeAnswer(40004, '不合法的媒体文件类型');
    const now = clock.now();
    return errcodeAnswer(0, 'ok', { type, media_id: media.add(file, now), created_at: now.getTime() });
  };

  return {
    method: 'POST',
    path: '/media/upload',
    isUpload: true,
    handle: async (request) => {
      const token = request.query.get('access_token') ?? '';
      if (tokens.state(token, clock.now()) !== 'valid') return errcodeAnswer(40014, '不合法的access_token');
      const form = await readForm(request);
      if (form === undefined) return errcodeAnswer(43008, '参数需要multipart类型');
      return await keep(form);
    },
  };
};
