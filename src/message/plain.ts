import type { Block, MessageDocument, Span } from './document.js';

const spanText = (span: Span): string => {
  if (span.kind === 'link') return span.text === span.url ? span.url : `${span.text} ${span.url}`;
  if (span.kind === 'mention') return `@${span.name ?? span.userId}`;
  return span.text;
};

/** The text of spans, without emphasis. */
const spansToPlain = (spans: readonly Span[]): string => spans.map(spanText).join('');

const blockToPlain = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `【${block.text}】`;
    case 'paragraph':
      return spansToPlain(block.spans);
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered ? `${index + 1}. ` : '· '}${spansToPlain(item)}`)
        .join('\n');
    case 'facts':
      return block.items.map(({ label, value }) => `${label}：${value}`).join('\n');
    case 'table':
      // Columns never line up in a chat font: each row reads "first cell: name value, name value".
      return block.rows.map((row) => tableRowToPlain(block.columns, row)).join('\n');
    case 'note':
      return block.text;
  }
};

/** One table row as a line that needs no columns: `中原区：排名 1，总分 96.5`. */
export const tableRowToPlain = (columns: readonly string[], row: readonly string[]): string => {
  const [first = '', ...rest] = row;
  const cells = rest.map((cell, index) => `${columns[index + 1] ?? ''} ${cell}`.trim());
  return cells.length === 0 ? `· ${first}` : `· ${first}：${cells.join('，')}`;
};

/** A document as plain text, for passive replies that know no markdown, the shell, and tests. */
export const documentToPlain = (document: MessageDocument): string =>
  [
    ...document.blocks.map(blockToPlain),
    ...document.actions.map(({ label, command }) => `${label}：${command}`),
  ].join('\n');
