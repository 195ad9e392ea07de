import type { RenderedPart } from '../../delivery/records.js';
import type { Block, MessageDocument, Span } from '../../message/document.js';
import { tableRowToPlain } from '../../message/plain.js';
import { clean } from '../clean-text.js';
import { byteLength, splitByBytes } from '../split.js';
import { bold, inert, inertLine, linkAddress } from '../wecom/markdown-text.js';

/** An empty line: a quote or a list ends at nothing less. */
const separator = '\n\n';
/** Two blanks on both sides of a line break; a bare one is shown as a blank (robot-message-type). */
const lineBreak = '  \n  ';
/** What fits a notification; a longer title would only be cut there. In characters. */
const longestTitle = 60;
/** More people than this in one message are not notified. */
const mostMentioned = 50;

/** A user id that can stand in a text; anything else is shown by name. */
const mentionable = /^[A-Za-z0-9][A-Za-z0-9_\-@.]{0,63}$/;
const everybody = '@all';

/** What makes a mention visible; the `at` list alone notifies nobody. The blank ends the name. */
const tokenOf = (userId: string): string => (userId === everybody ? '@所有人 ' : `@${userId} `);

type MentionSpan = Extract<Span, { kind: 'mention' }>;
const notifies = ({ userId }: MentionSpan): boolean => userId === everybody || mentionable.test(userId);

const spanToMarkdown = (span: Span, mentions: boolean): string => {
  switch (span.kind) {
    case 'text':
      return span.strong === true ? bold(inert(span.text)) : inert(span.text);
    case 'link': {
      const address = linkAddress(span.url);
      return address === undefined
        ? `${inert(span.text)} ${inertLine(span.url)}`
        : `[${inertLine(span.text)}](${address})`;
    }
    case 'mention':
      return mentions && notifies(span) ? tokenOf(span.userId) : `@${inertLine(span.name ?? span.userId)}`;
  }
};

const spansToMarkdown = (spans: readonly Span[], mentions: boolean): string =>
  spans.map((span) => spanToMarkdown(span, mentions)).join('');

const withLineBreaks = (text: string): string => text.replace(/[ \t]*\n\s*/g, lineBreak);

const blockToMarkdown = (block: Block, mentions: boolean): string => {
  switch (block.kind) {
    case 'heading':
      return `### ${inertLine(block.text)}`;
    case 'paragraph':
      return withLineBreaks(spansToMarkdown(block.spans, mentions));
    case 'list':
      return block.items
        .map((item, index) => {
          const text = spansToMarkdown(item, mentions).replace(/\s*\n\s*/g, ' ');
          return `${block.ordered ? `${index + 1}.` : '-'} ${text}`;
        })
        .join('\n');
    case 'facts':
      return block.items.map(({ label, value }) => `- ${inertLine(label)}：${inertLine(value)}`).join('\n');
    case 'table': {
      // Unreadable on phones as tables.
      const columns = block.columns.map(inertLine);
      return block.rows
        .map((row) => tableRowToPlain(columns, row.map(inertLine)).replace(/^· /, '- '))
        .join('\n');
    }
    case 'note':
      return inert(block.text)
        .split('\n')
        .map((line) => `> ${line.trim()}`)
        .join('  \n');
  }
};

/** The blocks of a document, next steps as the last one. */
const toMarkdown = (document: MessageDocument, mentions: boolean): string[] =>
  [
    ...document.blocks.map((block) => blockToMarkdown(block, mentions)),
    document.actions.map(({ label, command }) => `- ${inertLine(label)}：${inertLine(command)}`).join('\n'),
  ].filter((block) => block.trim() !== '');

/** The title is no markdown: chat lists and notifications show it as it is. */
const titleOf = ({ title }: MessageDocument): string => {
  const line = clean(title).replace(/\s+/g, ' ').trim();
  return line.length <= longestTitle ? line : [...line].slice(0, longestTitle).join('');
};

const spansIn = (block: Block): readonly (readonly Span[])[] => {
  if (block.kind === 'paragraph') return [block.spans];
  return block.kind === 'list' ? block.items : [];
};

/** The people whom a document mentions, each once, after those who are mentioned anyway. */
const mentionedIn = ({ blocks }: MessageDocument, first: readonly string[] = []): string[] => {
  const mentioned = new Set(first);
  for (const block of blocks) {
    for (const spans of spansIn(block)) {
      for (const span of spans) if (span.kind === 'mention' && notifies(span)) mentioned.add(span.userId);
    }
  }
  return [...mentioned];
};

/** The body of a webhook call or of an HTTP response; who is mentioned is both in the text and in `at`. */
const webhookBody = (title: string, text: string, mentioned: readonly string[]): RenderedPart['body'] => {
  const bare = { msgtype: 'markdown', markdown: { title, text } };
  const here = mentioned.filter((userId) => text.includes(tokenOf(userId)));
  if (here.length === 0) return bare;
  const atUserIds = here.filter((userId) => userId !== everybody).slice(0, mostMentioned);
  const isAtAll = here.includes(everybody);
  return { ...bare, at: { atUserIds, isAtAll } };
};

/**
 * Cuts at block borders so that each part keeps within the limit as it goes over the wire: JSON writes line
 * breaks and quotation marks with two bytes, so how much text fits depends on the text.
 */
const textsWithin = (
  blocks: readonly string[],
  maxBytes: number,
  sizeOf: (text: string) => number,
): string[] => {
  let budget = maxBytes - sizeOf('');
  for (;;) {
    const texts = splitByBytes(blocks, separator, budget);
    const largest = Math.max(...texts.map(sizeOf));
    if (largest <= maxBytes) return texts;
    budget = Math.floor((budget * maxBytes) / largest);
  }
};

/** Messages for a webhook whose bodies are at most `maxBytes`, numbered where there are several. */
export const renderParts = (document: MessageDocument, maxBytes: number): RenderedPart[] => {
  const title = titleOf(document);
  const mentioned = mentionedIn(document);
  const bodyOf = (text: string): RenderedPart['body'] => webhookBody(title, text, mentioned);
  const sizeOf = (text: string): number => byteLength(JSON.stringify(bodyOf(text)));
  return textsWithin(toMarkdown(document, true), maxBytes, sizeOf).map((text) => ({
    body: bodyOf(text),
    text,
  }));
};

/**
 * Messages for a person's direct chat (`sampleMarkdown`), where nobody is mentioned; `maxBytes` is for
 * `msgParam`, which is JSON inside JSON.
 */
export const renderDirectParts = (document: MessageDocument, maxBytes: number): RenderedPart[] => {
  const title = titleOf(document);
  const msgParamOf = (text: string): string => JSON.stringify({ title, text });
  const sizeOf = (text: string): number => byteLength(msgParamOf(text));
  return textsWithin(toMarkdown(document, false), maxBytes, sizeOf).map((text) => ({
    body: { msgKey: 'sampleMarkdown', msgParam: msgParamOf(text) },
    text,
  }));
};

/** The HTTP response to a callback, as JSON; in a group `asker` is mentioned first. */
export const renderReply = (document: MessageDocument, asker?: string): string => {
  const first = asker !== undefined && mentionable.test(asker) ? [asker] : [];
  const text = [...first.map(tokenOf), ...toMarkdown(document, true)].join(separator);
  return JSON.stringify(webhookBody(titleOf(document), text, mentionedIn(document, first)));
};
