import type { ComponentChildren } from 'preact';
import { inlineRules, renderInline } from './inline.tsx';

/** The three markdown dialects that the two platforms show. */
export type Dialect = keyof typeof inlineRules;

type Inline = (text: string) => ComponentChildren;

const heading = (line: string, inline: Inline): ComponentChildren | undefined => {
  const match = /^(#{1,6}) (.+)$/.exec(line);
  return match === null ? undefined : (
    <p class={`heading heading-${match[1]?.length}`}>{inline(match[2] ?? '')}</p>
  );
};

const quote = (line: string, inline: Inline): ComponentChildren | undefined =>
  line.startsWith('>') ? <blockquote>{inline(line.replace(/^>\s?/, ''))}</blockquote> : undefined;

/** List lines are shown one by one with their own mark, as the clients do. */
const listLine = (line: string, inline: Inline): ComponentChildren | undefined => {
  const match = /^\s*(?:([-*+])|(\d+)\.) (.+)$/.exec(line);
  if (match === null) return undefined;
  return (
    <p class="list-line">
      <span aria-hidden="true">{match[1] === undefined ? `${match[2]}.` : '•'}</span> {inline(match[3] ?? '')}
    </p>
  );
};

const rule = (line: string): ComponentChildren | undefined => (/^-{3,}$/.test(line) ? <hr /> : undefined);

const line = (text: string, dialect: Dialect, inline: Inline): ComponentChildren =>
  heading(text, inline) ??
  quote(text, inline) ??
  (dialect === 'wecom' ? undefined : (rule(text) ?? listLine(text, inline))) ?? <p>{inline(text)}</p>;

/**
 * DingTalk joins lines: a new line shows only after two spaces, after an empty line, or before a line that
 * is a block of its own.
 */
const dingtalkLines = (content: string): string[] => {
  const lines: string[] = [];
  let joins = false;
  for (const text of content.split('\n')) {
    const trimmed = text.trim();
    const ownBlock = /^(#{1,6} |>|[-*+] |\d+\. )/.test(trimmed);
    const last = lines.at(-1);
    if (joins && !ownBlock && trimmed !== '' && last !== undefined && last !== '') {
      lines[lines.length - 1] = `${last} ${trimmed}`;
    } else if (trimmed !== '') {
      lines.push(trimmed);
    }
    joins = trimmed !== '' && !/ {2}$/.test(text);
    if (trimmed === '') joins = false;
  }
  return lines;
};

/** A message's markdown, shown as its platform shows it. No HTML of the message reaches the page. */
export const Markdown = ({ content, dialect }: { content: string; dialect: Dialect }) => {
  const inline: Inline = (text) => renderInline(text, inlineRules[dialect]);
  const lines = dialect === 'dingtalk' ? dingtalkLines(content) : content.split('\n');
  return (
    <div class="markdown">
      {lines.map((text) => (text === '' ? <p class="gap" /> : line(text, dialect, inline)))}
    </div>
  );
};
