import { setImmediate } from 'node:timers/promises';
import { SaxesParser } from 'saxes';
import { spreadsheet as phrases } from '../../config/phrases/spreadsheet.js';
import { badWorkbook } from './refusals.js';

export type Attributes = Readonly<Record<string, string>>;

/** What is heard while a part is read. Prefixes of element names are dropped. */
export interface XmlEvents {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

const chunkBytes = 64 * 1024;

/**
 * Reads one XML part strictly; a DOCTYPE is refused. The service answers others between two chunks.
 * @throws TongbaoError `import.bad_workbook`
 */
export const readXml = async (part: Buffer, file: string, on: XmlEvents): Promise<void> => {
  const parser = new SaxesParser();
  const local = (name: string): string => name.slice(name.indexOf(':') + 1);
  parser.on('error', () => {
    throw badWorkbook(file, phrases.reasons.damaged);
  });
  parser.on('doctype', () => {
    throw badWorkbook(file, phrases.reasons.doctype);
  });
  parser.on('opentag', ({ name, attributes }) => on.open?.(local(name), attributes));
  parser.on('closetag', ({ name }) => on.close?.(local(name)));
  parser.on('text', (text) => on.text?.(text));
  parser.on('cdata', (text) => on.text?.(text));
  const decoder = new TextDecoder();
  for (let at = 0; at < part.length; at += chunkBytes) {
    parser.write(decoder.decode(part.subarray(at, at + chunkBytes), { stream: true }));
    if (at > 0) await setImmediate();
  }
  parser.close();
};

/** Excel writes characters that XML cannot hold as `_x000D_`. */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;

/** Control signs, halves of pairs and code points that stand for nothing: neither XML nor Excel keeps them. */
const unkept = /(?![\n\t])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}|\uFFFD/gu;

/** The text for a cell that we write: a tab, which nobody can type into a cell, as a space; nothing that cannot be kept, escapes kept literal. */
export const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(unkept, '')
    .replace(/_(x[0-9A-Fa-f]{4}_)/g, '_x005F_$1');
