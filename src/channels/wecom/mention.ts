/** Blanks, also those without width that chat clients put after a mention. */
const blank = '[\\s\\u200b\\u200c\\u200d\\ufeff]';
/** A display name that nobody configured: no blanks, no stops, at most 20 characters. */
const someName = '[^\\s\\u200b@＠,，。;；:：、?？!！]{1,20}';

/**
 * Mentions of names that nobody configured: an @ that is not inside an address, and a name that ends at a
 * blank or a comma. At the end of the line the @ must follow a blank, because `问一下@张三我单位排名` is a
 * name and a question.
 */
const otherMention = new RegExp(
  `(?<![A-Za-z0-9._%+-])[@＠]${someName}(?=${blank}|[,，:：、])|(?<=^|${blank})[@＠]${someName}$`,
  'gu',
);

const leading = new RegExp(`^(?:${blank}|[@＠,，:：、])+`, 'u');
// Only from where a run of blanks begins: `blank+$` alone is quadratic.
const trailing = new RegExp(`(?<!${blank})${blank}+$`, 'u');

const tidy = (text: string): string =>
  text
    .replace(leading, '')
    .replace(trailing, '')
    .replace(/[ \u00a0\u2005\u3000]{2,}/g, ' ');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What mentions a name: it may hold blanks, and the question may touch it. */
const mentionOf = (name: string): RegExp =>
  new RegExp(`[@＠]${blank}*${name.trim().split(/\s+/).map(escaped).join(`${blank}+`)}`, 'giu');

/** By the list of names, which lasts as long as the settings. */
const known = new WeakMap<readonly string[], readonly RegExp[]>();

const mentionsOf = (names: readonly string[]): readonly RegExp[] => {
  const before = known.get(names);
  if (before !== undefined) return before;
  // The longest first: with 通报 and 通报助手 the shorter one would leave 助手 behind.
  const mentions = names.toSorted((one, other) => other.length - one.length).map(mentionOf);
  known.set(names, mentions);
  return mentions;
};

const withoutNames = (text: string, names: readonly string[]): string =>
  mentionsOf(names).reduce((rest, mention) => rest.replace(mention, ' '), text);

/**
 * A line said to the bot in a group without its mentions: the bot's configured names first, then a general
 * rule for other people and for a bot whose name nobody configured. Where the general rule would leave no
 * words, the line was all question, and only its @ goes.
 */
export const withoutMentions = (text: string, names: readonly string[]): string => {
  const own = withoutNames(text, names);
  const rest = tidy(own.replace(otherMention, ' '));
  return /[\p{L}\p{N}]/u.test(rest) ? rest : tidy(own.replace(/[@＠]/gu, ' '));
};
