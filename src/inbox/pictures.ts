import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { pictures as phrases } from '../../config/phrases/pictures.js';
import type { Answer, Asker, Place, SentPictures } from '../../handlers/handler.js';
import { maySubmit } from '../../handlers/may-submit.js';
import type { Store, Transaction } from '../../storage/port.js';
import type { FetchedPicture } from '../delivery/channel.js';
import type { Channels } from '../delivery/routes.js';
import type { Clock } from '../domain/clock.js';
import { mostPictures, type PictureFault, pictureWaitsMs } from '../domain/pictures.js';
import type { Instant } from '../domain/records/index.js';
import { note } from '../message/build.js';
import { isOpen } from './conversation.js';
import type { PictureSource } from './event.js';
import { identifyAsker, identifyPlace } from './identify.js';
import type { Conversation, InboxEntry } from './records.js';

/** A message's pictures as they were fetched, before anything of it is stored. */
export interface CollectedPictures {
  readonly receivedAt: Instant;
  readonly fetched: readonly FetchedPicture[];
}

/** Fetches the pictures of an entry, outside any transaction. Never rejects for what a platform does. */
export type CollectPictures = (entry: InboxEntry) => Promise<CollectedPictures>;

/**
 * Pictures are fetched for those alone who may hand in a report, in their direct chat: nobody else's are kept, and
 * a stranger's message makes this service call nobody.
 */
export const createPictureCollector = (parts: {
  readonly store: Store;
  readonly channels: Channels;
  readonly clock: Clock;
  readonly log: Logger;
}): CollectPictures => {
  const { store, channels, clock, log } = parts;

  const isWanted = async ({ id, event }: InboxEntry): Promise<boolean> => {
    const asker: Asker = await identifyAsker(store, event, clock.now());
    const place: Place = await identifyPlace(store, event);
    if (!maySubmit({ asker, place, now: clock.now() })) return false;
    // A repeat of what is answered gets the answer that it got.
    const known = await store.get('inbox', id);
    return known === undefined || known.state === 'received';
  };

  const fetchOne = async (channel: string, source: PictureSource): Promise<FetchedPicture> => {
    const fetchPicture = channels.get(channel)?.fetchPicture;
    if (fetchPicture === undefined) return { fault: 'unavailable', detail: 'no_channel' };
    const first = await fetchPicture(source);
    // Addresses end within minutes: once more now is worth more than later.
    return 'fault' in first && first.fault === 'unavailable' ? await fetchPicture(source) : first;
  };

  return async (entry) => {
    const { receivedAt } = entry;
    const sources = entry.event.pictures ?? [];
    if (sources.length === 0 || !(await isWanted(entry))) return { receivedAt, fetched: [] };
    const fetched = await Promise.all(
      sources.map((source, at) =>
        at < mostPictures
          ? fetchOne(entry.event.channel, source)
          : ({ fault: 'too_many' } satisfies FetchedPicture),
      ),
    );
    for (const one of fetched) {
      if ('fault' in one) log.warn({ entry: entry.id, ...one }, 'a picture was not taken');
    }
    return { receivedAt, fetched };
  };
};

/** Removes pictures that nobody handed in. */
export const dropPictures = async (tx: Transaction, ids: readonly string[]): Promise<void> => {
  for (const id of ids) {
    const picture = await tx.get('pictures', id);
    if (picture === undefined || picture.problemId !== undefined) continue;
    await tx.remove('pictures', id);
    await tx.remove('pictureContents', id);
  }
};

/** Pictures stay while the report that they are for waits for a word or its confirmation, else some minutes. */
const stillWaiting = (
  { pending, pictures = [] }: Conversation,
  now: Date,
): NonNullable<Conversation['pictures']> => {
  const preparing =
    pending !== undefined &&
    pending.kind !== 'choice' &&
    pending.command === 'rectify' &&
    isOpen(pending, now);
  const since = new Date(now.getTime() - pictureWaitsMs).toISOString();
  return preparing ? pictures : pictures.filter(({ at }) => at > since);
};

/** A conversation with the pictures that wait in it, and what a handler is told of them. */
export interface WithPictures {
  readonly conversation: Conversation;
  readonly pictures: SentPictures;
}

/**
 * Keeps what was fetched, in the caller's transaction; pictures that have waited too long are removed. Ids are made
 * of the message's: whatever runs twice keeps each once.
 */
export const keepPictures = async (
  tx: Transaction,
  before: Conversation,
  message: { readonly id: string; readonly by: string; readonly sent: number },
  { receivedAt, fetched }: CollectedPictures,
  now: Date,
): Promise<WithPictures> => {
  if (before.pictures === undefined && fetched.length === 0) {
    return { conversation: before, pictures: { sent: message.sent, receivedAt, waiting: [], faults: [] } };
  }
  const waiting = [...stillWaiting(before, now)];
  const stale = (before.pictures ?? []).filter((one) => !waiting.includes(one));
  await dropPictures(
    tx,
    stale.map(({ id }) => id),
  );
  const faults: PictureFault[] = [];
  for (const [at, one] of fetched.entries()) {
    if ('fault' in one || waiting.length >= mostPictures) {
      faults.push('fault' in one ? one.fault : 'too_many');
      continue;
    }
    const id = `${message.id}#${at}`;
    const { bytes, type } = one;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await tx.put('pictures', { id, receivedAt, by: message.by, type, size: bytes.length, sha256 });
    await tx.put('pictureContents', { id, base64: Buffer.from(bytes).toString('base64') });
    waiting.push({ id, at: now.toISOString() });
  }
  const { pictures: _, ...rest } = before;
  return {
    conversation: waiting.length === 0 ? rest : { ...rest, pictures: waiting },
    pictures: { sent: message.sent, receivedAt, waiting: waiting.map(({ id }) => id), faults },
  };
};

/** Of a message in which there are none. */
export const noPictures = (now: Date): SentPictures => ({
  sent: 0,
  receivedAt: now.toISOString(),
  waiting: [],
  faults: [],
});

/** An answer to other words than those that a picture goes with, with a line on what became of the picture. */
export const withPictureNote = (answer: Answer, { waiting, faults }: SentPictures): Answer => {
  const line =
    faults.length > 0 ? phrases.faults(faults) : waiting.length > 0 ? phrases.kept : phrases.notTaken;
  return { ...answer, document: { ...answer.document, blocks: [...answer.document.blocks, note(line)] } };
};
