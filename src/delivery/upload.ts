import type { Store } from '../../storage/port.js';
import type { Clock } from '../domain/clock.js';
import { TongbaoError } from '../domain/error.js';
import { pictureTypeOf } from '../domain/pictures.js';
import type { FileReference } from '../message/document.js';
import type { Channel, NotSent } from './channel.js';
import { type Claim, sendLeaseMs } from './claim.js';
import type { Delivery, RenderedPart } from './records.js';

/**
 * Makes the file that a document refers to, as of now, for whoever it goes to.
 * @param memberId the account that asked for it
 * @throws TongbaoError when there is no such file, or it is not for that account any more
 */
export type MakeFile = (
  file: FileReference,
  memberId: string | undefined,
) => Promise<Uint8Array<ArrayBuffer>>;

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
  make: () => ReturnType<MakeFile>,
): Promise<{ readonly part: RenderedPart } | { readonly failure: NotSent }> => {
  const { files } = channel.capabilities;
  if (channel.upload === undefined || files === false) {
    return { failure: notSent('route_dead', 'no_files', `通道“${channel.name}”不能发文件。`) };
  }
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await make();
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

/** Past its lease the delivery was put back: whoever takes it next uploads and sends the file himself. */
const leaseLost = (now: Date): NotSent => ({
  status: 'deferred',
  errorClass: 'retry',
  code: 'lease_lost',
  advice: '文件上传太慢，这一次没有发出，由后面的一次来发。',
  retryAt: now,
});

/**
 * The claim with what there is to send. A file is uploaded first, and what the platform calls it is stored: a
 * repeat after a crash then sends the same to the byte, which is how a platform knows a repeat. Whatever is not
 * stored is not sent, so a part that still has its file was shown to nobody.
 * @throws whatever the store or the making of the file does; nothing was sent then
 */
export const readyClaim = async (
  parts: {
    readonly store: Store;
    readonly channel: Channel;
    readonly clock: Clock;
    readonly makeFile: MakeFile;
  },
  claim: Claim,
): Promise<{ readonly claim: Claim } | { readonly failure: NotSent }> => {
  const { store, channel, clock, makeFile } = parts;
  const { file } = claim.part;
  if (file === undefined) return { claim };
  const ready = await uploaded(channel, file, () => makeFile(file, claim.delivery.memberId));
  if ('failure' in ready) return ready;
  const now = clock.now();
  const delivery = await store.transaction(async (tx) => {
    const stored = await tx.get('deliveries', claim.delivery.id);
    if (stored === undefined || stored.leaseUntil !== claim.delivery.leaseUntil) return undefined;
    const kept: Delivery = {
      ...stored,
      parts: stored.parts.with(claim.partIndex, ready.part),
      leaseUntil: new Date(now.getTime() + sendLeaseMs).toISOString(),
    };
    await tx.put('deliveries', kept);
    return kept;
  });
  return delivery === undefined
    ? { failure: leaseLost(now) }
    : { claim: { ...claim, delivery, part: ready.part } };
};
