import { spreadsheet as phrases } from '../../config/phrases/spreadsheet.js';
import { readSheet } from './read-sheet.js';
import { badWorkbook } from './refusals.js';
import { readShown } from './shown.js';
import type { Table } from './table.js';
import { readXml, unescapeText } from './xml.js';
import { readZip } from './zip.js';

const wanted =
  /^(xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/sharedStrings\.xml|xl\/styles\.xml|xl\/worksheets\/[^/]+\.xml)$/;

const readSharedStrings = async (part: Buffer | undefined, file: string): Promise<string[]> => {
  const strings: string[] = [];
  if (part === undefined) return strings;
  let current = '';
  let inText = false;
  let inPhonetic = false;
  await readXml(part, file, {
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 'rPh') inPhonetic = true;
      if (name === 't') inText = true;
    },
    close: (name) => {
      if (name === 't') inText = false;
      if (name === 'rPh') inPhonetic = false;
      if (name === 'si') strings.push(unescapeText(current));
    },
    text: (text) => {
      if (inText && !inPhonetic) current += text;
    },
  });
  return strings;
};

interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  readonly relation: string;
}

const readEntries = async (part: Buffer, file: string) => {
  const entries: SheetEntry[] = [];
  let from1904 = false;
  await readXml(part, file, {
    open: (element, attributes) => {
      if (element === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (element !== 'sheet') return;
      entries.push({
        name: (attributes.name ?? '').trim(),
        hidden: attributes.state !== undefined && attributes.state !== 'visible',
        relation: attributes['r:id'] ?? '',
      });
    },
  });
  return { entries, from1904 };
};

const readTargets = async (part: Buffer, file: string): Promise<Map<string, string>> => {
  const targets = new Map<string, string>();
  await readXml(part, file, {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined) {
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
      }
    },
  });
  return targets;
};

/**
 * The sheets of an `.xlsx`: text, numbers as their format shows them, stored values of formulas, merged
 * cells filled; hidden rows, columns and sheets are marked.
 * @throws TongbaoError `import.bad_workbook`, `import.expands`, `import.too_many_rows`
 */
export const readWorkbook = async (bytes: Buffer, file: string): Promise<Table[]> => {
  const parts = await readZip(bytes, file, (name) => wanted.test(name));
  const workbook = parts.get('xl/workbook.xml');
  const relations = parts.get('xl/_rels/workbook.xml.rels');
  if (workbook === undefined || relations === undefined) {
    throw badWorkbook(file, phrases.reasons.noWorkbook);
  }
  const targets = await readTargets(relations, file);
  const { entries, from1904 } = await readEntries(workbook, file);
  const strings = await readSharedStrings(parts.get('xl/sharedStrings.xml'), file);
  const styles = await readShown(parts.get('xl/styles.xml'), file);
  const tables: Table[] = [];
  for (const entry of entries) {
    const part = parts.get(targets.get(entry.relation) ?? '');
    if (part !== undefined) tables.push(await readSheet(part, { file, strings, styles, from1904 }, entry));
  }
  return tables;
};
