import { constants } from 'node:buffer';
import { hash } from 'node:crypto';
import { z } from 'zod';
import { type Text, utf8Length, utf8Of } from '../memory/off-heap-text.js';
import { isCollectionName } from '../memory/records.js';
import type { Change } from '../memory/transaction.js';
import type { CollectionName } from '../port.js';
import { fromAnotherVersion } from './damage.js';

const Collection = z.custom<CollectionName>((name) => typeof name === 'string' && isCollectionName(name));

const JournalEntryText = z.strictObject({
  sequence: z.int().positive(),
  /** In the first line of whoever writes: by which declaration of the records this and the following were checked. */
  declaration: z.string().optional(),
  changes: z.array(
    z.union([
      z.strictObject({ collection: Collection, put: z.looseObject({ id: z.string() }) }),
      z.strictObject({ collection: Collection, remove: z.string() }),
    ]),
  ),
});

/** The changes that one write commits. */
export interface JournalEntry {
  /** 1 for the first entry ever, then one more each: a gap is seen, and a repeat is known as one. */
  readonly sequence: number;
  readonly changes: readonly Change[];
}

/** An entry as it is read back. */
export type ReadEntry = z.infer<typeof JournalEntryText>;

/** Half a SHA-256: enough to tell a torn or rotten line from a whole one. */
const checksumOf = (text: Buffer): string => hash('sha256', text).slice(0, checksumLength);

const lineStart = '{"checksum":"';
const entryStart = '","entry":';
const lineEnd = '}\n';
const checksumLength = 32;
const textStart = lineStart.length + checksumLength + entryStart.length;

/** A change as JSON, without the brace that ends it, so that the text of a record is not copied. */
const partsOf = (change: Change): readonly [string, Text] => {
  const start = `{"collection":"${change.collection}",`;
  return 'put' in change
    ? [`${start}"put":`, change.put.text]
    : [`${start}"remove":`, JSON.stringify(change.remove)];
};

/** @throws RangeError when it would be longer than what can be read back */
const bytesOf = (parts: readonly Text[]): Buffer => {
  let length = 0;
  for (const part of parts) length += utf8Length(part);
  // A start reads a line as one text.
  if (length > constants.MAX_STRING_LENGTH)
    throw new RangeError(`a line of ${length} bytes could not be read back`);
  return utf8Of(parts, length);
};

/**
 * An entry as a line of JSON. The checksum is of the entry's text, so it is checked before any parsing.
 * @param declaration hash of the declaration that the records were checked by
 * @throws RangeError when it would be longer than what can be read back
 */
export const lineOf = ({ sequence, changes }: JournalEntry, declaration?: string): Buffer => {
  const checkedBy = declaration === undefined ? '' : `"declaration":"${declaration}",`;
  const checksum = ' '.repeat(checksumLength);
  const parts: Text[] = [
    `${lineStart}${checksum}${entryStart}{"sequence":${sequence},${checkedBy}"changes":[`,
  ];
  let between = '';
  for (const change of changes) {
    const [what, value] = partsOf(change);
    parts.push(between + what, value);
    between = '},';
  }
  parts.push(`${changes.length > 0 ? '}' : ''}]}${lineEnd}`);
  const line = bytesOf(parts);
  line.write(checksumOf(line.subarray(textStart, -lineEnd.length)), lineStart.length, 'latin1');
  return line;
};

/** No line has this in it, torn or whole: it shows that zeros are where a line was, and another one after it. */
const beginsAfterGap = `\0${lineStart}`;

/** With `s`: JSON leaves U+2028 and U+2029 as they are, which end a line for `.` but not for the journal. */
const sealedLine = /^\{"checksum":"([0-9a-f]{32})","entry":(.*)\}$/s;

/** The entry's text in a line; `undefined` when the line is torn or damaged. */
const textIn = (line: string): string | undefined => {
  const [, checksum, text] = sealedLine.exec(line) ?? [];
  return text !== undefined && checksumOf(Buffer.from(text)) === checksum ? text : undefined;
};

/** What a journal holds. */
export interface JournalContent {
  readonly entries: readonly ReadEntry[];
  /** Bytes of the lines that are whole. */
  readonly intact: number;
  /** Bytes after them: a last line that a crash tore, or all from the damaged line on. */
  readonly lost: number;
  /** Number of the damaged line, counted from 1, when more lines follow it: no crash does that. */
  readonly damagedLine?: number;
}

/** What was written of a file that was made longer than it had to be: in JSON no byte is 0. */
const writtenOf = (file: Buffer): Buffer => {
  let end = file.length;
  while (end > 0 && file[end - 1] === 0) end -= 1;
  return file.subarray(0, end);
};

/**
 * Reads a journal up to the first line that is not whole.
 * @throws TongbaoError `store.unknown_format` when a whole line says something this version does not know
 */
export const readJournal = (name: string, file: Buffer): JournalContent => {
  const bytes = writtenOf(file);
  const entries: ReadEntry[] = [];
  let intact = 0;
  while (intact < bytes.length) {
    const end = bytes.indexOf('\n', intact);
    const text = end < 0 ? undefined : textIn(bytes.toString('utf8', intact, end));
    if (text === undefined) {
      const lost = bytes.length - intact;
      const isLast = (end < 0 || end === bytes.length - 1) && !bytes.includes(beginsAfterGap, intact);
      return { entries, intact, lost, ...(isLast ? {} : { damagedLine: entries.length + 1 }) };
    }
    const entry = JournalEntryText.safeParse(JSON.parse(text));
    if (!entry.success) throw fromAnotherVersion(name, entry.error);
    entries.push(entry.data);
    intact = end + 1;
  }
  return { entries, intact, lost: 0 };
};
