import type { ChatView } from './api.js';
import { botName } from './world.js';

/** A line as the platform passes it on, with what it quotes. */
export interface SaidLine {
  readonly text: string;
  readonly quote?: string | undefined;
}

/** What becomes of a line that a person types. */
export interface SpokenLine {
  /** Whether it reaches the bot: everything in a direct chat, in a group only what mentions it. */
  readonly heard: boolean;
  /** As it stands in the chat, the mention in it. */
  readonly shown: string;
  /** Without the mention. */
  readonly bare: string;
}

const mention = `@${botName}`;

/** A mention that was typed out (or pasted from a printed next step) is not put in front a second time. */
export const spokenLine = (text: string, mentionBot: boolean, { kind }: ChatView): SpokenLine => {
  if (kind === 'direct') return { heard: true, shown: text, bare: text };
  const typed = text.includes(mention);
  return {
    heard: mentionBot || typed,
    shown: mentionBot && !typed ? `${mention} ${text}` : text,
    bare: text.replace(mention, '').trim(),
  };
};
