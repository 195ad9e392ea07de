import { sources as phrases } from '../../config/phrases/sources.js';
import { TongbaoError } from '../domain/error.js';

/** Container of .xls, .et and of workbooks with a password. */
const oldContainer = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const zip = Buffer.from('504b0304', 'hex');
const names = { '.csv': 'csv', '.xlsx': 'xlsx', '.xlsm': 'xlsx' } as const;

const startsWith = (bytes: Buffer, signature: Buffer): boolean =>
  bytes.subarray(0, signature.length).equals(signature);

const otherFormat = (file: string, what: string): TongbaoError =>
  new TongbaoError('import.old_format', phrases.otherFormat(file, what));

/** What a zip is told by the names in its directory, which stand at its end, unpacked. */
const checkZip = (bytes: Buffer, file: string): 'xlsx' => {
  if (bytes.includes('application/vnd.oasis.opendocument.spreadsheet')) {
    throw otherFormat(file, phrases.openDocument);
  }
  if (bytes.includes('xl/workbook.bin')) throw otherFormat(file, phrases.binaryWorkbook);
  return 'xlsx';
};

/**
 * What a file is, by its content: exports of many systems are web pages or old workbooks under another name.
 * @throws TongbaoError `import.old_format`, `import.unknown_format`
 */
export const formatOf = (bytes: Buffer, file: string, extension: string): 'xlsx' | 'csv' => {
  if (startsWith(bytes, zip)) return checkZip(bytes, file);
  if (startsWith(bytes, oldContainer)) {
    throw new TongbaoError('import.old_format', phrases.oldFormat(file));
  }
  const head = bytes
    .subarray(0, 1000)
    .toString('latin1')
    .replace(/^\xEF\xBB\xBF/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(!doctype html|html|meta|table|head)/.test(head)) throw otherFormat(file, phrases.webPage);
  if (head.startsWith('<?xml') && head.includes('spreadsheet')) throw otherFormat(file, phrases.xmlSheet);
  if (extension === '.xls' || extension === '.et') {
    throw new TongbaoError('import.old_format', phrases.oldFormat(file));
  }
  const known = Object.entries(names).find(([one]) => one === extension)?.[1];
  if (known === undefined) throw new TongbaoError('import.unknown_format', phrases.unknownFormat(file));
  return known;
};
