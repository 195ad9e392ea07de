import type { Reader, Transaction } from '../../storage/port.js';
import { TongbaoError } from '../domain/error.js';
import type { Instant, Picture } from '../domain/records/index.js';
import { proceedingId } from './now.js';

/** The pictures with the report about a problem that was handed in at that instant, the oldest first. */
export const picturesOf = (
  reader: Pick<Reader, 'find'>,
  problemId: string,
  submittedAt: Instant | undefined,
): Promise<Picture[]> =>
  submittedAt === undefined
    ? Promise.resolve([])
    : reader.find('pictures', { index: 'byProblem', equals: [problemId, submittedAt] });

/** All pictures about a problem, those of earlier reports first. */
export const allPicturesOf = (reader: Pick<Reader, 'find'>, problemId: string): Promise<Picture[]> =>
  reader.find('pictures', { index: 'byProblem', equals: [problemId] });

/** What pictures are to be handed in with. */
export interface Report {
  readonly problemId: string;
  readonly submittedAt: Instant;
  /** Who hands them in: a member id. */
  readonly by: string;
}

/**
 * Hands in pictures with a report, with an audit entry. What has gone meanwhile, or is with another report, is
 * left out.
 * @returns how many were handed in
 */
export const attachPictures = async (
  tx: Transaction,
  ids: readonly string[],
  { problemId, submittedAt, by }: Report,
  { now, newId }: { readonly now: Date; readonly newId: () => string },
): Promise<number> => {
  let attached = 0;
  for (const id of ids) {
    const picture = await tx.get('pictures', id);
    if (picture === undefined || picture.problemId !== undefined) continue;
    await tx.put('pictures', { ...picture, problemId, submittedAt });
    attached += 1;
  }
  if (attached === 0) return 0;
  await tx.put('audits', {
    id: newId(),
    at: now.toISOString(),
    actor: by,
    action: 'problem_pictures',
    subject: proceedingId('problem', problemId),
    detail: { pictures: attached, submittedAt },
  });
  return attached;
};

/**
 * The bytes of a picture.
 * @throws TongbaoError `picture.gone`
 */
export const pictureBytes = async (
  reader: Pick<Reader, 'get'>,
  id: string,
): Promise<Uint8Array<ArrayBuffer>> => {
  const content = await reader.get('pictureContents', id);
  if (content === undefined) {
    throw new TongbaoError(
      'picture.gone',
      '这张图片已经不在了，可能没有提交就过期清理了。请让单位重新发送。',
    );
  }
  return new Uint8Array(Buffer.from(content.base64, 'base64'));
};
