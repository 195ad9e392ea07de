import { clean } from '../clean-text.js';

/**
 * WeCom markdown has no documented way to escape a character, so what could become markup is written with
 * its full-width double: `<font>`, links, images, bold, code, tables.
 */
const doubles: Readonly<Record<string, string>> = {
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '`': '｀',
  '*': '＊',
  '|': '｜',
  '\\': '＼',
  '!': '！',
  '#': '＃',
  '-': '－',
  '+': '＋',
  '=': '＝',
};

const doubled = (text: string): string => text.replace(/./gu, (character) => doubles[character] ?? character);

/** Without one of these a text holds no markup. */
const perhapsMarkup = /[<>[\]`*|\\!#+=\t-]| {4}/;

const withoutMarkup = (text: string): string =>
  text
    .replace(/[<>[\]`*|\\!]/g, doubled)
    // Four blanks at the start of a line would make it code.
    .replace(/^(?: {4,}|[ \t]*\t[ \t]*)/gm, ' ')
    // Headings, list marks, rules and underlines of headings are markup only where a line begins.
    .replace(/^ *(?:#+|[-+](?=[ \t]|$)|[-=]+(?=[ \t]*$))/gm, doubled);

/** Somebody's text, said in markdown without being markup. Keeps its line breaks. */
export const inert = (text: string): string => {
  const cleaned = clean(text);
  return perhapsMarkup.test(cleaned) ? withoutMarkup(cleaned) : cleaned;
};

/** As `inert`, on one line: for headings, cells, labels and commands. */
export const inertLine = (text: string): string => inert(text.replace(/\s+/g, ' ').trim());

/** Characters that end a link's address in markdown or would be read as markup after it. */
const percent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** An http(s) address as it may stand in `[text](address)`; `undefined` for anything else. */
export const linkAddress = (url: string): string | undefined => {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  return href.replace(/[()<>[\]`*|\\]/g, percent);
};

/** Bold, line by line: the marks must touch text on both sides, or they are shown as asterisks. */
export const bold = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line.trim() === '' ? line : line.replace(/^(\s*)(.*\S)(\s*)$/u, '$1**$2**$3')))
    .join('\n');
