import { SaxesParser } from 'saxes';
import { WrongAnswer } from '../wrong-answer.js';

const notXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const cdata = (text: string): string =>
  `<![CDATA[${text.replace(notXml, '').replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

/** One level of elements below `<xml>`: text goes into CDATA, numbers stand bare, as WeCom writes them. */
export const writeXml = (fields: Readonly<Record<string, string | number | bigint>>): string => {
  const elements = Object.entries(fields).map(
    ([name, value]) => `<${name}>${typeof value === 'string' ? cdata(value) : value}</${name}>`,
  );
  return `<xml>${elements.join('')}</xml>`;
};

/**
 * Reads one level of elements below `<xml>`.
 * @throws WrongAnswer for anything else: not well-formed, DOCTYPE, deeper elements, an element twice
 */
export const readXml = (text: string, what: string): Readonly<Record<string, string>> => {
  const fields = new Map<string, string>();
  const open: string[] = [];
  const parser = new SaxesParser();
  const addText = (part: string): void => {
    const name = open[1];
    if (name !== undefined) fields.set(name, (fields.get(name) ?? '') + part);
    else if (part.trim() !== '') throw new WrongAnswer(`${what}的元素之间有多余的文字`);
  };
  parser.on('error', () => {
    throw new WrongAnswer(`${what}不是完整的 XML`);
  });
  parser.on('doctype', () => {
    throw new WrongAnswer(`${what}里不能有 DOCTYPE`);
  });
  parser.on('opentag', ({ name }) => {
    open.push(name);
    if (open[0] !== 'xml') throw new WrongAnswer(`${what}的根元素应是 xml`);
    if (open.length > 2) throw new WrongAnswer(`${what}里模拟器不支持嵌套的元素 ${name}`);
    if (open.length === 2 && fields.has(name)) throw new WrongAnswer(`${what}里 ${name} 出现了两次`);
    if (open.length === 2) fields.set(name, '');
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  return Object.fromEntries(fields);
};
