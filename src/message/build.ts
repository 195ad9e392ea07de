import type { Action, Block, MessageDocument, Span } from './document.js';

type Inline = string | Span;

const spansOf = (parts: readonly Inline[]): Span[] =>
  parts.map((part) => (typeof part === 'string' ? { kind: 'text', text: part } : part));

export const strong = (text: string): Span => ({ kind: 'text', text, strong: true });
export const link = (text: string, url: string): Span => ({ kind: 'link', text, url });
export const mention = (userId: string, name?: string): Span =>
  name === undefined ? { kind: 'mention', userId } : { kind: 'mention', userId, name };

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const paragraph = (...parts: Inline[]): Block => ({ kind: 'paragraph', spans: spansOf(parts) });
export const bullets = (items: readonly (Inline | Inline[])[]): Block => ({
  kind: 'list',
  ordered: false,
  items: items.map((item) => spansOf(Array.isArray(item) ? item : [item])),
});
export const numbered = (items: readonly (Inline | Inline[])[]): Block => ({
  kind: 'list',
  ordered: true,
  items: items.map((item) => spansOf(Array.isArray(item) ? item : [item])),
});
export const facts = (items: readonly (readonly [label: string, value: string])[]): Block => ({
  kind: 'facts',
  items: items.map(([label, value]) => ({ label, value })),
});
export const table = (columns: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  columns: [...columns],
  rows: rows.map((row) => [...row]),
});
export const note = (text: string): Block => ({ kind: 'note', text });
export const action = (id: string, label: string, command: string): Action => ({ id, label, command });

/** Builds a document: `message('我单位排名', [paragraph('…'), note('来源:…')])`. */
export const message = (
  title: string,
  blocks: readonly Block[],
  actions: readonly Action[] = [],
): MessageDocument => ({ title, blocks: [...blocks], actions: [...actions] });

/** In a group the bot hears only what mentions it, so each printed command starts with the mention. */
export const forGroup = (document: MessageDocument): MessageDocument => ({
  ...document,
  actions: document.actions.map((step) => ({ ...step, command: `@机器人 ${step.command}` })),
});
