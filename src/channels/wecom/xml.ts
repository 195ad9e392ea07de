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
/** A tag without attributes, a CDATA section, or text without entities. */
const piece = /<(\/?)([A-Za-z_]\w*)>|<!\[CDATA\[(.*?)\]\]>|([^<&]+)/sy;
const isBlank = (text: string): boolean => !/[^ \t\n]/.test(text);

/**
 * For `readXml` and its test: reads a document of nothing but such pieces, as WeCom writes nearly all; `undefined` = something else stands
 * there, good or bad. Each callback brings two documents, and the parser takes longer than the decryption.
 */
export const plainXml = (xml: string): XmlElement | undefined => {
  if (unusual.test(xml)) return undefined;
  const above: OpenElement = { name: '', text: '', children: [] };
  const path = [above];
  let elements = 0;
  for (piece.lastIndex = 0; piece.lastIndex < xml.length; ) {
    const found = piece.exec(xml);
    if (found === null) return undefined;
    const [, slash, name, cdataText, text] = found;
    const element = path.at(-1) ?? above;
    if (text !== undefined) {
      if (text.includes(']]>') || (element === above && !isBlank(text))) return undefined;
      element.text += text;
    } else if (cdataText !== undefined) {
      if (element === above) return undefined;
      element.text += cdataText;
    } else if (slash === '/') {
      if (element === above || path.pop()?.name !== name) return undefined;
    } else {
      elements += 1;
      if (elements > mostElements || path.length > deepest) return undefined;
      const child: OpenElement = { name: name ?? '', text: '', children: [] };
      element.children.push(child);
      path.push(child);
    }
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

/** Text as CDATA: a `]]>` in it is spread over two sections, illegal characters are dropped. */
export const cdata = (text: string): string =>
  `<![CDATA[${text.replace(illegal, '').replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
