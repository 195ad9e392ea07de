import type { ComponentChildren } from 'preact';

/** Colours that WeCom names in `<font color="…">`. */
const fontClasses: Readonly<Record<string, string>> = {
  info: 'font-info',
  comment: 'font-comment',
  warning: 'font-warning',
};

interface Rule {
  readonly pattern: RegExp;
  render(groups: readonly string[], inner: (text: string) => ComponentChildren): ComponentChildren;
}

const bold: Rule = {
  pattern: /^\*\*(.+?)\*\*/,
  render: ([text = ''], inner) => <strong>{inner(text)}</strong>,
};
const italic: Rule = { pattern: /^\*([^*\n]+)\*/, render: ([text = ''], inner) => <em>{inner(text)}</em> };
const code: Rule = { pattern: /^`([^`\n]+)`/, render: ([text = '']) => <code>{text}</code> };
const link: Rule = {
  pattern: /^\[([^\]\n]+)\]\((https?:\/\/[^)\s]+)\)/,
  render: ([text = '', url = '']) => (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {text}
    </a>
  ),
};
const font: Rule = {
  pattern: /^<font color="(\w+)">(.*?)<\/font>/,
  render: ([colour = '', text = ''], inner) => <span class={fontClasses[colour]}>{inner(text)}</span>,
};
const wecomMention: Rule = {
  pattern: /^<@([^>\n]+)>/,
  render: ([user = '']) => <span class="mention">@{user}</span>,
};
const escaped: Rule = { pattern: /^\\([\\`*_{}[\]()#+\-.!>~|<])/, render: ([character = '']) => character };

/** Inline marks that each dialect really shows; everything else stays as typed. */
export const inlineRules = {
  /** Applications and group robots of WeCom. */
  wecom: [link, bold, code, font, wecomMention],
  /** 智能机器人 of WeCom. */
  wecomBot: [escaped, link, bold, italic, code],
  dingtalk: [escaped, link, bold, italic, font],
} as const;

/** Text with the inline marks of one dialect. */
export const renderInline = (text: string, rules: readonly Rule[]): ComponentChildren => {
  const parts: ComponentChildren[] = [];
  let plain = '';
  let rest = text;
  while (rest !== '') {
    const hit = rules
      .map((rule) => ({ rule, match: rule.pattern.exec(rest) }))
      .find(({ match }) => match !== null);
    if (hit?.match == null) {
      plain += rest[0];
      rest = rest.slice(1);
      continue;
    }
    if (plain !== '') parts.push(plain);
    plain = '';
    parts.push(hit.rule.render(hit.match.slice(1), (inner) => renderInline(inner, rules)));
    rest = rest.slice(hit.match[0].length);
  }
  if (plain !== '') parts.push(plain);
  return parts;
};
