import { channels as phrases } from '../../../config/phrases/channels.js';
import type { RenderedPart } from '../../delivery/records.js';
import type { Block, MessageDocument, Span } from '../../message/document.js';
import { documentToPlain, tableRowToPlain } from '../../message/plain.js';
import { clean } from '../clean-text.js';
import { splitByBytes } from '../split.js';
import { bold, inert, inertLine, linkAddress } from './markdown-text.js';

/** What differs between the places where WeCom shows markdown. */
export interface Dialect {
  /** What a list item begins with: app messages and webhooks have no lists, only lines. */
  readonly bullet: '· ' | '- ';
  /** Whether `<@userid>` notifies; elsewhere a mention is the person's name. */
  readonly mentions: boolean;
}

/** message/send: headings, bold, links, inline code, quotes, colours. */
export const appDialect: Dialect = { bullet: '· ', mentions: false };
/** Group webhook: as the app, and people can be mentioned. */
export const webhookDialect: Dialect = { bullet: '· ', mentions: true };
/** 智能机器人: like markdown_v2, with lists. Its tables are unreadable on phones, so rows are list items. */
export const botDialect: Dialect = { bullet: '- ', mentions: false };

/** An empty line: a quote or a list ends at nothing less. */
const separator = '\n\n';

/** A user id is what may stand inside `<@…>`; anything else is shown as text. */
const mentionable = /^(?:@all|[A-Za-z0-9][A-Za-z0-9_\-@.]{0,63})$/;

const spanToMarkdown = (span: Span, dialect: Dialect): string => {
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
      return dialect.mentions && mentionable.test(span.userId)
        ? `<@${span.userId.replace(/^@/, '')}>`
        : `@${inertLine(span.name ?? span.userId)}`;
  }
};

const spansToMarkdown = (spans: readonly Span[], dialect: Dialect): string =>
  spans.map((span) => spanToMarkdown(span, dialect)).join('');

const itemToMarkdown = (item: readonly Span[], dialect: Dialect): string =>
  spansToMarkdown(item, dialect).replace(/\s*\n\s*/g, ' ');

const blockToMarkdown = (block: Block, dialect: Dialect): string => {
  const { bullet } = dialect;
  switch (block.kind) {
    case 'heading':
      return `### ${inertLine(block.text)}`;
    case 'paragraph':
      return spansToMarkdown(block.spans, dialect);
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered ? `${index + 1}. ` : bullet}${itemToMarkdown(item, dialect)}`)
        .join('\n');
    case 'facts':
      return block.items
        .map(({ label, value }) => `${bullet}${inertLine(label)}：${inertLine(value)}`)
        .join('\n');
    case 'table': {
      const columns = block.columns.map(inertLine);
      return block.rows
        .map((row) => tableRowToPlain(columns, row.map(inertLine)).replace(/^· /, bullet))
        .join('\n');
    }
    case 'note':
      return inert(block.text)
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n');
  }
};

/** The blocks of a document in a dialect of markdown, next steps as the last one. */
const toMarkdown = (document: MessageDocument, dialect: Dialect): string[] => [
  ...document.blocks.map((block) => blockToMarkdown(block, dialect)),
  document.actions
    .map(({ label, command }) => `${dialect.bullet}${inertLine(label)}：\`${inertLine(command)}\``)
    .join('\n'),
];

/** The content of one markdown message, however long. */
export const renderMarkdown = (document: MessageDocument, dialect: Dialect): string =>
  toMarkdown(document, dialect)
    .filter((block) => block !== '')
    .join(separator);

const markdownPart = (content: string): RenderedPart => ({
  body: { msgtype: 'markdown', markdown: { content } },
  text: content,
});

/** Markdown messages whose content is at most `maxBytes`, numbered where there are several. */
export const renderParts = (document: MessageDocument, dialect: Dialect, maxBytes: number): RenderedPart[] =>
  splitByBytes(toMarkdown(document, dialect), separator, maxBytes).map(markdownPart);

/** For a route that takes one message: what does not fit is left out, and the last line says so. */
export const renderOnePart = (
  document: MessageDocument,
  dialect: Dialect,
  maxBytes: number,
): RenderedPart[] => {
  const blocks = toMarkdown(document, dialect);
  const whole = splitByBytes(blocks, separator, maxBytes);
  if (whole.length <= 1) return whole.map(markdownPart);
  const ending = `${separator}> ${phrases.shortened}`;
  const parts = splitByBytes(blocks, separator, maxBytes - Buffer.byteLength(ending));
  const numbered = `(1/${parts.length})${separator}`;
  const first = (parts[0] ?? '').slice(numbered.length);
  return [markdownPart(first + ending)];
};

/** A passive reply of an app, which knows no markdown. */
export const renderPlain = (document: MessageDocument): string => clean(documentToPlain(document));
