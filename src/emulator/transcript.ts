import type { Clock } from '../domain/clock.js';
import type { MessageView } from './api.js';
import { botName } from './world.js';

type WithoutPlace = Omit<MessageView, 'seq' | 'at'>;
/** What a message of the bot shows, and faults that do not keep it from being shown. */
export type Shown = Pick<MessageView, 'format' | 'content' | 'title' | 'file' | 'mentions'> & {
  readonly notes?: readonly string[];
};

/** Where and how a message of the bot came. */
type Came = Pick<MessageView, 'chatId' | 'via' | 'tookMs'>;

/** Everything that was shown, in the order it was shown. */
export interface Transcript {
  all(): readonly MessageView[];
  of(chatId: string): readonly MessageView[];
  add(message: WithoutPlace): MessageView;
  /** A message of the bot, followed by its notes. */
  addFromBot(shown: Shown, came: Came): MessageView;
  /** A line of the emulator itself: what a real platform would not have accepted, and why. */
  note(chatId: string, content: string): MessageView;
  /** Calls `listener` with each new message; returns how to stop. */
  onMessage(listener: (message: MessageView) => void): () => void;
  /** The first message, shown already or still to come, that `matches`. */
  until(matches: (message: MessageView) => boolean): Promise<MessageView>;
}

/** An empty transcript on the demo's clock. */
export const createTranscript = (clock: Clock): Transcript => {
  const messages: MessageView[] = [];
  const listeners = new Set<(message: MessageView) => void>();
  const add = (message: WithoutPlace): MessageView => {
    const shown = { ...message, seq: messages.length + 1, at: clock.now().toISOString() };
    messages.push(shown);
    for (const listener of listeners) listener(shown);
    return shown;
  };
  const note = (chatId: string, content: string): MessageView =>
    add({
      chatId,
      from: { kind: 'bot', name: '模拟器' },
      format: 'system',
      content,
      mentions: [],
      via: 'emulator',
    });
  const onMessage = (listener: (message: MessageView) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    all: () => [...messages],
    of: (wanted) => messages.filter(({ chatId }) => chatId === wanted),
    add,
    addFromBot: ({ notes = [], ...shown }, came) => {
      const message = add({ ...shown, ...came, from: { kind: 'bot', name: botName } });
      for (const content of notes) note(came.chatId, content);
      return message;
    },
    note,
    onMessage,
    until: (matches) => {
      const shown = messages.find(matches);
      if (shown !== undefined) return Promise.resolve(shown);
      return new Promise((resolve) => {
        const stop = onMessage((message) => {
          if (!matches(message)) return;
          stop();
          resolve(message);
        });
      });
    },
  };
};
