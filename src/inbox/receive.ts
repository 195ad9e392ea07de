import type { Logger } from 'pino';
import { conversation as phrases } from '../../config/phrases/conversation.js';
import type { Store, Transaction } from '../../storage/port.js';
import type { Outbox } from '../delivery/outbox.js';
import type { Channels } from '../delivery/routes.js';
import type { Clock } from '../domain/clock.js';
import { PassingMap } from '../domain/passing-map.js';
import { createMasking } from '../domain/privacy/masking.js';
import { message, paragraph } from '../message/build.js';
import type { MessageDocument } from '../message/document.js';
import type { Answerer } from './answer.js';
import { conversationIdOf } from './conversation.js';
import type { ReceivedEvent } from './event.js';
import { askerKeyOf, identifyAsker, identifyPlace } from './identify.js';
import type { CollectedPictures, CollectPictures } from './pictures.js';
import { placeAnswer } from './place.js';
import type { InboxEntry } from './records.js';
import { createRecovery } from './recovery.js';

/** What the HTTP response to a callback carries; `undefined` = the empty acknowledgement. */
type Response = MessageDocument | undefined;

export interface Inbox {
  /**
   * Takes a verified event. An answer that is ready within the budget is stored together with the event, in
   * one transaction, before it goes into the response; else the event is stored, the response is empty, and
   * the answer goes through the outbox, as does one that does not fit. A repeat gets the first one's response.
   * Rejects only when nothing could be stored: then the platform is to deliver it again.
   */
  accept(event: ReceivedEvent, fits: (reply: MessageDocument) => boolean): Promise<Response>;
  /**
   * Takes an event that the platform delivers once, without waiting for an answer. Resolves when it is stored;
   * the answer goes through the outbox. Rejects when it could not be stored. A repeat changes nothing.
   */
  take(event: ReceivedEvent): Promise<void>;
  /**
   * Answers what a stop left unanswered, where the way back is still open; what has pictures is left for `start`.
   * Call once, before anything new is taken.
   */
  recover(): Promise<number>;
  /** Takes up, from now on, what stays unanswered: a killed process left it, or the disk refused. */
  start(): void;
  /** Resolves when the answers under way are committed. */
  drain(): Promise<void>;
}

/** Our own limit for an answer in the HTTP response: platforms wait 2.5 s (DingTalk) and 5 s (WeCom). */
const defaultBudgetMs = 1000;

/** What is said in a conversation is answered in its order: a 确认 after what it confirms. */
const laneOf = (event: ReceivedEvent): string => conversationIdOf(event, { key: askerKeyOf(event) });

const idOf = ({ channel, key }: ReceivedEvent): string => `${channel}/${key}`;

/** Work on an entry. */
interface Work {
  /** What a callback of it gets. */
  readonly response: Promise<Response>;
  /** Settled when the answer is committed, or could not be. */
  readonly done: Promise<Response>;
}

/** Whether the HTTP response still waits for the answer, decided once. */
class ResponseSlot {
  #state: 'open' | 'taken' | 'gone';

  constructor(state: 'open' | 'gone') {
    this.#state = state;
  }

  /** True when the answer goes into the response; from then on the response waits for the commit. */
  take(): boolean {
    if (this.#state === 'open') this.#state = 'taken';
    return this.#state === 'taken';
  }

  /** True when the response may go out empty; from then on answers go through the outbox. */
  giveUp(): boolean {
    if (this.#state === 'open') this.#state = 'gone';
    return this.#state === 'gone';
  }
}

export const createInbox = (parts: {
  readonly store: Store;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly channels: Channels;
  readonly answerer: Pick<Answerer, 'answer'>;
  readonly collectPictures: CollectPictures;
  readonly contact: string;
  readonly log: Logger;
  /** Called after a commit that stored something to send. */
  readonly onStored: () => void;
  readonly budgetMs?: number;
  /** Other processes answer from the same store. */
  readonly shared: boolean;
}): Inbox => {
  const { store, clock, outbox, channels, answerer, collectPictures, contact, log, onStored } = parts;
  const budgetMs = parts.budgetMs ?? defaultBudgetMs;
  const masked = createMasking();
  /** By entry, until it is worked on no more. */
  const underWay = new PassingMap<string, Work>();

  const enqueueReply = async (
    tx: Transaction,
    entry: InboxEntry,
    document: MessageDocument,
    now: Date,
  ): Promise<void> => {
    const { channel, replyDestinations } = entry.event;
    // A channel that the settings have lost since leads nowhere.
    const routes = channels.has(channel)
      ? replyDestinations.map((destination) => ({ channel, destination }))
      : [];
    if (routes.length === 0) {
      log.warn({ entry: entry.id }, 'answer has no way back');
      return;
    }
    const who = entry.event.chat.title ?? entry.event.sender.displayName ?? entry.event.chat.id;
    await outbox.enqueue(
      tx,
      { key: `reply/${entry.id}`, purpose: 'reply', recipient: who, document, routes },
      now,
    );
  };

  /** Effect, reply and state `answered` in one transaction. */
  const answerIn = async (
    tx: Transaction,
    received: InboxEntry,
    collected: CollectedPictures,
    slot: ResponseSlot,
    fits: (reply: MessageDocument) => boolean,
  ): Promise<Response> => {
    const now = clock.now();
    const known = await tx.get('inbox', received.id);
    if (known !== undefined && known.state !== 'received') return known.reply;
    const entry = known ?? received;
    const asker = await identifyAsker(tx, entry.event, now);
    const place = await identifyPlace(tx, entry.event);
    const answer = await answerer.answer(tx, entry.event, asker, place, now, collected);
    const answered = (answeredBy: InboxEntry['answeredBy'], reply?: MessageDocument): InboxEntry => ({
      id: entry.id,
      event: entry.event,
      receivedAt: entry.receivedAt,
      state: 'answered',
      answeredAt: now.toISOString(),
      answeredBy,
      reply,
    });
    if (answer === undefined) {
      await tx.put('inbox', answered('none'));
      return undefined;
    }
    const { chat, direct } = placeAnswer(answer, asker, place, channels);
    if (direct !== undefined) {
      await outbox.enqueue(
        tx,
        {
          key: `direct/${entry.id}`,
          purpose: 'direct_reply',
          recipient: entry.event.sender.displayName ?? asker.key,
          memberId: asker.key,
          document: direct.document,
          routes: direct.routes,
        },
        now,
      );
    }
    if (fits(chat) && slot.take()) {
      await tx.put('inbox', answered('response', chat));
      return chat;
    }
    await enqueueReply(tx, entry, chat, now);
    await tx.put('inbox', answered('outbox'));
    return undefined;
  };

  /** A handler failed: the sender is told once, and the entry keeps why. */
  const failIn = async (
    tx: Transaction,
    received: InboxEntry,
    slot: ResponseSlot,
    fits: (reply: MessageDocument) => boolean,
    reason: string,
  ): Promise<Response> => {
    const now = clock.now();
    const known = await tx.get('inbox', received.id);
    if (known !== undefined && known.state !== 'received') return known.reply;
    const entry = known ?? received;
    const apology = message(phrases.titles.failed, [paragraph(phrases.failed(contact))]);
    const failed = { ...entry, state: 'failed' as const, answeredAt: now.toISOString(), failure: reason };
    if (fits(apology) && slot.take()) {
      await tx.put('inbox', { ...failed, answeredBy: 'response', reply: apology });
      return apology;
    }
    await enqueueReply(tx, entry, apology, now);
    await tx.put('inbox', { ...failed, answeredBy: 'outbox' });
    return undefined;
  };

  /** Commits what `work` does for an event; whoever sends is told where there is something to send. */
  const commit = async (
    event: ReceivedEvent,
    work: (tx: Transaction) => Promise<Response>,
  ): Promise<Response> => {
    let hasStored = false;
    const response = await store.transaction(async (tx) => {
      const done = await work(tx);
      hasStored = outbox.hasStored(tx);
      return done;
    }, laneOf(event));
    if (hasStored) onStored();
    return response;
  };

  const process = async (
    entry: InboxEntry,
    slot: ResponseSlot,
    fits: (reply: MessageDocument) => boolean,
  ): Promise<Response> => {
    try {
      // Calls to the platform have no place in a transaction, which may run again.
      const collected = await collectPictures(entry);
      return await commit(entry.event, (tx) => answerIn(tx, entry, collected, slot, fits));
    } catch (error) {
      log.error({ err: error, entry: entry.id }, 'answering failed');
      const reason = error instanceof Error ? error.message : 'unknown';
      return await commit(entry.event, (tx) => failIn(tx, entry, slot, fits, reason));
    }
  };

  /** The empty acknowledgement promises an answer, so the entry is stored before it goes out. Whether it is new. */
  const storeReceived = (entry: InboxEntry): Promise<boolean> =>
    store.transaction(async (tx) => {
      if ((await tx.get('inbox', entry.id)) !== undefined) return false;
      await tx.put('inbox', entry);
      return true;
    });

  const withoutPrivateData = (event: ReceivedEvent): ReceivedEvent =>
    event.quotedText === undefined
      ? { ...event, text: masked(event.text) }
      : { ...event, text: masked(event.text), quotedText: masked(event.quotedText) };

  const entryOf = (id: string, event: ReceivedEvent): InboxEntry => ({
    id,
    event: withoutPrivateData(event),
    receivedAt: clock.now().toISOString(),
    state: 'received',
  });

  const track = (id: string, work: Work): void => {
    const forget = (): void => underWay.delete(id);
    underWay.set(id, work);
    work.done.then(forget, forget);
  };

  /** What is done, or nothing at the end of the budget unless the answer took the response. */
  const withinBudget = (entry: InboxEntry, slot: ResponseSlot, done: Promise<Response>): Promise<Response> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        if (slot.giveUp()) storeReceived(entry).then(() => resolve(undefined), reject);
      }, budgetMs);
      done.then(
        (response) => {
          clearTimeout(timer);
          resolve(response);
        },
        (error: unknown) => {
          clearTimeout(timer);
          reject(error);
        },
      );
    });

  /** Works on an entry that is stored: no response waits for it, and what is said goes through the outbox. */
  const takeUp = (entry: InboxEntry): Promise<Response> => {
    const done = process(entry, new ResponseSlot('gone'), () => false);
    // A repeat has nothing to wait for: the entry is on disk.
    track(entry.id, { response: Promise.resolve(undefined), done });
    return done;
  };

  const recovery = createRecovery({ ...parts, isUnderWay: (id) => underWay.has(id), takeUp });

  return {
    accept(event, fits) {
      const id = idOf(event);
      const running = underWay.get(id);
      if (running !== undefined) return running.response;
      const entry = entryOf(id, event);
      const slot = new ResponseSlot('open');
      const done = process(entry, slot, fits);
      const response = withinBudget(entry, slot, done);
      track(id, { response, done });
      return response;
    },

    async take(event) {
      const entry = entryOf(idOf(event), event);
      // One that is known is answered, under way, or taken up by `recovery`, which may have found this one already.
      if (!(await storeReceived(entry)) || underWay.has(entry.id)) return;
      takeUp(entry).catch((error: unknown) => log.error({ err: error, entry: entry.id }, 'not answered yet'));
    },

    recover: recovery.atStart,
    start: recovery.start,

    async drain() {
      await recovery.stop();
      await Promise.allSettled(Array.from(underWay.values(), ({ done }) => done));
    },
  };
};
