import type { Store } from '../../storage/port.js';
import { TongbaoError } from '../domain/error.js';
import { pictureTypeOf } from '../domain/pictures.js';
import type { FileReference } from '../message/document.js';
import type { Channel, NotSent } from './channel.js';
import type { Claim } from './claim.js';
import type { RenderedPart } from './records.js';

/**
 * Makes the file that a document refers to, as of now.
 * @throws TongbaoError when there is no such file
 */
export type MakeFile = (file: FileReference) => Promise<Uint8Array<ArrayBuffer>>;

const notSent = (errorClass: NotSent['errorClass'], code: string, advice: string): NotSent => ({
  status: 'refused',
  errorClass,
  code,
  advice,
});

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

const uploaded = async (
  channel: Channel,
  file: FileReference,
  makeFile: MakeFile,
): Promise<{ readonly part: RenderedPart } | { readonly failure: NotSent }> => {
  const { files } = channel.capabilities;
  if (channel.upload === undefined || files === false) {
    return { failure: notSent('route_dead', 'no_files', `通道“${channel.name}”不能发文件。`) };
  }
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await makeFile(file);
  } catch (error) {
    if (error instanceof TongbaoError) return { failure: notSent('content', error.code, error.hint) };
    throw error;
  }
  if (bytes.length > files.maxBytes) {
    const most = megabytes(files.maxBytes);
    const advice = `文件“${file.name}”有${megabytes(bytes.length)} MB，超过${most} MB，请在服务器上导出。`;
    return { failure: notSent('size', 'file_too_large', advice) };
  }
  const picture = 'picture' in file ? pictureTypeOf(bytes) : undefined;
  return await channel.upload({
    name: file.name,
    bytes,
    ...(picture === undefined ? {} : { picture }),
  });
};

/**
 * The part to send for a claim. A file is uploaded first, and what the platform calls it is stored: a repeat
 * after a crash then sends the same to the byte, which is how a platform knows a repeat.
 */
export const readyPart = async (
  store: Store,
  channel: Channel,
  { delivery, part, partIndex }: Claim,
  makeFile: MakeFile,
): Promise<{ readonly part: RenderedPart } | { readonly failure: NotSent }> => {
  if (part.file === undefined) return { part };
  const ready = await uploaded(channel, part.file, makeFile);
  if ('failure' in ready) return ready;
  await store.transaction(async (tx) => {
    const stored = await tx.get('deliveries', delivery.id);
    // Past its lease somebody else may have taken it, and uploaded it himself.
    if (stored === undefined || stored.leaseUntil !== delivery.leaseUntil) return;
    await tx.put('deliveries', { ...stored, parts: stored.parts.with(partIndex, ready.part) });
  });
  return ready;
};
