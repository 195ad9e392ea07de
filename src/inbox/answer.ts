import { conversation as phrases } from '../../config/phrases/conversation.js';
import type { Rules } from '../../config/rules.js';
import type { Settings } from '../../config/settings.js';
import type {
  Answer,
  Asker,
  Handler,
  HandlerContext,
  HandlerServices,
  Place,
  SentPictures,
} from '../../handlers/handler.js';
import { answerOf } from '../../handlers/reply.js';
import type { Transaction } from '../../storage/port.js';
import { calendarOf } from '../calendar/loaded-years.js';
import { shanghaiDay } from '../domain/day.js';
import type { WorkdayCalendar } from '../domain/workdays.js';
import { canGoOn } from '../understanding/follow-up.js';
import type { Intent, Reading, Slots, TypedCommand, Understanding } from '../understanding/reading.js';
import { createReading, type ReadLine } from '../understanding/remembering.js';
import { conversationIdOf, isOpen, lastQuestion, recall, remember } from './conversation.js';
import type { ReceivedEvent } from './event.js';
import { withSecond } from './joined.js';
import type { LexiconCache } from './lexicon.js';
import { nextPage } from './more.js';
import {
  type CollectedPictures,
  dropPictures,
  keepPictures,
  noPictures,
  withPictureNote,
} from './pictures.js';
import type { Conversation } from './records.js';

/** What answering needs besides the transaction. */
export interface AnswerParts {
  /** The handler of an intent or typed command. */
  readonly handlerFor: (name: string) => Handler;
  readonly services: HandlerServices;
  readonly lexicons: LexiconCache;
  readonly settings: Settings;
  readonly rules: Rules;
  /** The working days that come with the service. */
  readonly calendar: WorkdayCalendar;
  readonly botNames: readonly string[];
}

/** Questions answered from one line. */
const mostQuestions = 2;

const plainAnswer = (title: string, text: string): Answer => answerOf({ title, paragraphs: [text] });

const hint = (text: string): Replied => ({ answer: plainAnswer(phrases.titles.hint, text) });

/** What a handler gets, before the line is read. */
type Unread = Omit<HandlerContext, 'text' | 'intent' | 'slots' | 'command'>;

/** An answer, and the question it is for, where a later line may go on from that. */
interface Replied {
  readonly answer: Answer;
  readonly question?: string;
}

/** How a line was read, for those who look on. */
export interface LineRead {
  readonly text: string;
  /** The question it was taken for, where it goes on from the one before. */
  readonly asked?: string;
  readonly understood: Understanding;
  readonly tookMs: number;
}

/** Finds what a line means and lets its handler answer. One instance serves all events. */
export class Answerer {
  readonly #parts: AnswerParts;
  readonly #read = createReading();
  #onRead: ((read: LineRead) => void) | undefined;

  constructor(parts: AnswerParts) {
    this.#parts = parts;
  }

  /** `listener` is told how each line is read. */
  watch(listener: (read: LineRead) => void): void {
    this.#onRead = listener;
  }

  /**
   * The answer to an event, and what is to be remembered of it, inside the caller's transaction.
   * `undefined` = there is nothing to say.
   */
  async answer(
    tx: Transaction,
    event: ReceivedEvent,
    asker: Asker,
    place: Place,
    now: Date,
    collected: CollectedPictures = { receivedAt: now.toISOString(), fetched: [] },
  ): Promise<Answer | undefined> {
    const id = conversationIdOf(event, asker);
    if (event.kind === 'other') return undefined;
    if (event.kind === 'enter') {
      // Apps report each opening: only a person who never spoke here is welcomed.
      if ((await tx.get('conversations', id)) !== undefined) return undefined;
      const context = this.#context(tx, asker, place, now, noPictures(now));
      const welcome = await this.#parts
        .handlerFor('help')
        .answer({ ...context, text: '', intent: 'help', slots: {} });
      await remember(tx, await recall(tx, id), { reach: { kind: 'public' } }, undefined, now, asker);
      return welcome;
    }
    const text = event.text.trim();
    const sent = event.pictures?.length ?? 0;
    if (text === '' && sent === 0) {
      return plainAnswer(
        phrases.titles.hint,
        event.format === 'text' ? phrases.emptyMention : phrases.onlyText,
      );
    }
    const message = { id: `${event.channel}/${event.key}`, by: asker.key, sent };
    const { conversation, pictures } = await keepPictures(tx, await recall(tx, id), message, collected, now);
    const context = this.#context(tx, asker, place, now, pictures);
    const { answer, question }: Replied =
      text === ''
        ? { answer: await this.#answerPictures(context, conversation) }
        : await this.#answerText(context, conversation, text);
    if (answer.pictures === 'done') await dropPictures(tx, pictures.waiting);
    await remember(tx, conversation, answer, question, now, asker);
    return sent > 0 && answer.pictures === undefined ? withPictureNote(answer, pictures) : answer;
  }

  /** Pictures without a word: for what is being prepared, else for what can be done with them. */
  async #answerPictures(context: Unread, { pending }: Conversation): Promise<Answer> {
    const wordless = { ...context, text: '', intent: 'problems', slots: {} } as const;
    if (pending !== undefined && pending.kind !== 'choice' && isOpen(pending, context.now)) {
      const taken = await this.#parts.handlerFor(pending.command).pictured?.(wordless, pending);
      if (taken !== undefined) return taken;
    }
    return await this.#parts.handlerFor('picture').answer(wordless);
  }

  #context(tx: Transaction, asker: Asker, place: Place, now: Date, pictures: SentPictures): Unread {
    const { settings, rules, services } = this.#parts;
    const calendar = (): Promise<WorkdayCalendar> => calendarOf(tx, this.#parts.calendar);
    return { tx, now, today: shanghaiDay(now), asker, place, pictures, settings, rules, calendar, services };
  }

  async #answerText(context: Unread, conversation: Conversation, text: string): Promise<Replied> {
    const { pending } = conversation;
    if (pending?.kind === 'choice' && isOpen(pending, context.now)) {
      const chosen = pending.options.find(({ label }) => label === text);
      if (chosen !== undefined) return await this.#answerText(context, forget(conversation), chosen.text);
    }
    const lexicon = await this.#parts.lexicons.current(context.tx);
    const names = { lexicon, now: context.now, botNames: this.#parts.botNames };
    const from = performance.now();
    const read = this.#read(text, lastQuestion(conversation, context.now), names);
    this.#onRead?.({
      text,
      ...(read.text === text ? {} : { asked: read.text }),
      understood: read.understood,
      tookMs: performance.now() - from,
    });
    const { command } = read.understood;
    if (command !== undefined) {
      const settled = await this.#settlePending(context, conversation, command);
      if (settled !== undefined) return settled;
      return { answer: await this.#call(context, command.name, text, 'help', {}, command) };
    }
    const completed = await this.#complete(context, pending, text);
    if (completed !== undefined) return { answer: completed };
    const answer = await this.#answerReading(context, read);
    return canGoOn(read.understood) ? { answer, question: read.text } : { answer };
  }

  /** The answer to a line that has what a command before it lacked. */
  async #complete(
    context: Unread,
    pending: Conversation['pending'],
    text: string,
  ): Promise<Answer | undefined> {
    if (pending?.kind !== 'ask' || !isOpen(pending, context.now)) return undefined;
    const handler = this.#parts.handlerFor(pending.command);
    return await handler.completed?.({ ...context, text, intent: 'help', slots: {} }, pending.args);
  }

  async #answerReading(context: Unread, { text, understood }: ReadLine): Promise<Answer> {
    const [best] = understood.readings;
    if (understood.torn || best === undefined) {
      return await this.#parts.handlerFor('ambiguous').answer({
        ...context,
        text,
        intent: 'ambiguous',
        slots: best?.slots ?? {},
        candidates: understood.readings,
      });
    }
    const questions: readonly Reading[] = [best, ...understood.also].slice(0, mostQuestions);
    let answer: Answer | undefined;
    for (const reading of questions) {
      const next = await this.#call(context, reading.intent, text, reading.intent, reading.slots);
      answer = answer === undefined ? next : withSecond(answer, next);
    }
    return answer ?? plainAnswer(phrases.titles.hint, phrases.emptyMention);
  }

  /** Commands that refer to what the bot asked or offered before; `undefined` = a command of its own. */
  async #settlePending(
    context: Unread,
    conversation: Conversation,
    command: TypedCommand,
  ): Promise<Replied | undefined> {
    const { pending } = conversation;
    switch (command.name) {
      case 'more': {
        const page = nextPage(conversation, context);
        return page === undefined ? hint(phrases.nothingMore) : { answer: page };
      }
      case 'cancel':
        return pending === undefined && context.pictures.waiting.length === 0
          ? hint(phrases.nothingPending)
          : { answer: { ...plainAnswer(phrases.titles.cancelled, phrases.cancelled), pictures: 'done' } };
      case 'choose': {
        if (pending?.kind !== 'choice' || !isOpen(pending, context.now)) {
          return hint(phrases.nothingToChoose);
        }
        const chosen = pending.options[command.number - 1];
        if (chosen === undefined) {
          const again = plainAnswer(phrases.titles.hint, phrases.choiceOutOfRange(pending.options.length));
          return { answer: { ...again, pending: { kind: 'choice', options: pending.options } } };
        }
        return await this.#answerText(context, forget(conversation), chosen.text);
      }
      case 'confirm': {
        if (pending?.kind !== 'confirm') return hint(phrases.nothingPending);
        if (!isOpen(pending, context.now)) return hint(phrases.confirmationExpired);
        const handler = this.#parts.handlerFor(pending.command);
        if (handler.confirmed === undefined) return hint(phrases.nothingPending);
        const confirming = {
          ...context,
          text: '确认',
          intent: 'admin_broadcast',
          slots: {},
          command,
        } as const;
        return { answer: await handler.confirmed(confirming, pending.args) };
      }
      default:
        return undefined;
    }
  }

  async #call(
    context: Unread,
    name: Intent | TypedCommand['name'],
    text: string,
    intent: Intent,
    slots: Slots,
    command?: TypedCommand,
  ): Promise<Answer> {
    // What the context does not have comes first: each field added after a spread takes V8 a microsecond.
    return await this.#parts.handlerFor(name).answer({
      text,
      intent,
      slots,
      ...(command === undefined ? {} : { command }),
      ...context,
    });
  }
}

const forget = (conversation: Conversation): Conversation => ({
  id: conversation.id,
  updatedAt: conversation.updatedAt,
});
