import { SaxesParser } from 'saxes';

/** An element with the text directly in it (CDATA or not) and its child elements in order. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** The document is not one that WeCom writes. The message holds nothing of the document. */
export class XmlError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'XmlError';
  }
}

/** WeCom's deepest event nests five levels; the caps are there for documents that are not WeCom's. */
const deepest = 12;
const mostElements = 2000;

interface OpenElement {
  name: string;
  text: string;
  children: OpenElement[];
}

const parserInto = (path: OpenElement[]): SaxesParser => {
  const parser = new SaxesParser({ xmlns: false });
  let elements = 0;
  const refuse = (reason: string) => (): never => {
    throw new XmlError(reason);
  };
  parser.on('doctype', refuse('doctype'));
  parser.on('processinginstruction', refuse('processing instruction'));
  parser.on('error', refuse('not well-formed'));
  parser.on('opentag', ({ name }) => {
    elements += 1;
    if (elements > mostElements) throw new XmlError('too many elements');
    if (path.length > deepest) throw new XmlError('too deep');
    const element: OpenElement = { name, text: '', children: [] };
    path.at(-1)?.children.push(element);
    path.push(element);
  });
  parser.on('closetag', () => {
    path.pop();
  });
  const append = (text: string): void => {
    const element = path.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on('text', append);
  parser.on('cdata', append);
  return parser;
};

/** What XML does not allow, or the parser changes; characters beyond U+FFFF are left to it too. */
const unusual = /[^\t\n -\ud7ff\ue000-\ufffd]/;
/** The inside of a tag without attributes. */
const plainTag = /^\/?[A-Za-z_]\w*$/;
const isBlank = (text: string): boolean => !/[^ \t\n]/.test(text);
const cdataStart = '<![CDATA[';
const cdataEnd = ']]>';

/**
 * For `readXml` and its test: reads a document of nothing but tags without attributes, CDATA sections and text without
 * entities, as WeCom writes nearly all; `undefined` = something else stands there, good or bad. Each callback brings
 * two documents, and the parser takes longer than the decryption.
 */
export const plainXml = (xml: string): XmlElement | undefined => {
  if (unusual.test(xml)) return undefined;
  const above: OpenElement = { name: '', text: '', children: [] };
  const path = [above];
  let elements = 0;
  for (let at = 0; at < xml.length; ) {
    const element = path.at(-1) ?? above;
    if (xml.charAt(at) !== '<') {
      const end = xml.indexOf('<', at);
      const text = xml.slice(at, end < 0 ? undefined : end);
      const isPlain = !text.includes('&') && !text.includes(cdataEnd);
      if (!isPlain || (element === above && !isBlank(text))) return undefined;
      element.text += text;
      at += text.length;
      continue;
    }
    if (xml.startsWith(cdataStart, at)) {
      const start = at + cdataStart.length;
      const end = xml.indexOf(cdataEnd, start);
      if (end < 0 || element === above) return undefined;
      element.text += xml.slice(start, end);
      at = end + cdataEnd.length;
      continue;
    }
    const end = xml.indexOf('>', at);
    const tag = xml.slice(at + 1, Math.max(end, 0));
    if (!plainTag.test(tag)) return undefined;
    at = end + 1;
    if (tag.startsWith('/')) {
      if (element === above || path.pop()?.name !== tag.slice(1)) return undefined;
      continue;
    }
    elements += 1;
    if (elements > mostElements || path.length > deepest) return undefined;
    const child: OpenElement = { name: tag, text: '', children: [] };
    element.children.push(child);
    path.push(child);
  }
  return path.length === 1 && above.children.length === 1 ? above.children[0] : undefined;
};

/** For `readXml` and its test: reads any document. @throws XmlError */
export const parsedXml = (xml: string): XmlElement => {
  // Stands above the root, so that the root is a child like any other.
  const above: OpenElement = { name: '', text: '', children: [] };
  parserInto([above]).write(xml).close();
  const [root] = above.children;
  if (root === undefined) throw new XmlError('empty');
  return root;
};

/**
 * Reads one whole document into a tree. Refuses document types (and with them every entity but the five
 * predefined ones), processing instructions and anything that is not well-formed. Text is only ever text:
 * `<MsgId>` typed by a user inside CDATA is not an element.
 * @throws XmlError
 */
export const readXml = (xml: string): XmlElement => plainXml(xml) ?? parsedXml(xml);

/**
 * Text of the one child element of that name; `undefined` when there is none.
 * @throws XmlError when there are several: which one counts would be a guess.
 */
export const fieldOf = (element: XmlElement, name: string): string | undefined => {
  let found: XmlElement | undefined;
  for (const child of element.children) {
    if (child.name !== name) continue;
    if (found !== undefined) throw new XmlError('repeated field');
    found = child;
  }
  return found?.text;
};

/** Everything that XML 1.0 does not allow, lone surrogates among it. */
const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Without one of these nothing in a text is illegal, which is told without looking at pairs of surrogates. */
const perhapsIllegal = /[^\t\n\r -\ud7ff\ue000-\ufffd]/;

/** Text as CDATA: a `]]>` in it is spread over two sections, illegal characters are dropped. */
export const cdata = (text: string): string => {
  const legal = perhapsIllegal.test(text) ? text.replace(illegal, '') : text;
  return `<![CDATA[${legal.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
};
