import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { spreadsheet as phrases } from '../../config/phrases/spreadsheet.js';
import { badWorkbook, expands } from './refusals.js';

const inflate = promisify(inflateRaw);

/** A workbook of ours unpacks to a few megabytes; a 300 KB file that becomes 300 MB is an attack. */
const mostUnpacked = 150 * 1024 * 1024;
/** XML of tables packs 30 to 1; a small file may do better than the rule without harm. */
const mostRatio = 200;
const alwaysAllowed = 20 * 1024 * 1024;
const mostEntries = 10_000;

const signatures = { end: 0x06054b50, entry: 0x02014b50, local: 0x04034b50 };
const endLength = 22;
const longestComment = 65_535;

interface Entry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly declared: number;
  readonly at: number;
}

const findEnd = (bytes: Buffer, file: string): number => {
  const first = Math.max(0, bytes.length - endLength - longestComment);
  for (let at = bytes.length - endLength; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === signatures.end) return at;
  }
  throw badWorkbook(file, phrases.reasons.notAZip);
};

/** The central directory; the headers before each part are not believed. */
const readDirectory = (bytes: Buffer, file: string): Entry[] => {
  const end = findEnd(bytes, file);
  const count = bytes.readUInt16LE(end + 10);
  if (count > mostEntries) throw expands(file);
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (bytes.readUInt32LE(at) !== signatures.entry) throw badWorkbook(file, phrases.reasons.damaged);
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      checksum: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      declared: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
};

const unpack = async (bytes: Buffer, entry: Entry, most: number, file: string): Promise<Buffer> => {
  if (entry.encrypted) throw badWorkbook(file, phrases.reasons.encrypted);
  if (bytes.readUInt32LE(entry.at) !== signatures.local) throw badWorkbook(file, phrases.reasons.damaged);
  const from = entry.at + 30 + bytes.readUInt16LE(entry.at + 26) + bytes.readUInt16LE(entry.at + 28);
  const packed = bytes.subarray(from, from + entry.packed);
  if (packed.length !== entry.packed) throw badWorkbook(file, phrases.reasons.damaged);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw badWorkbook(file, phrases.reasons.damaged);
  // The declared size may lie; this limit is what counts.
  return await inflate(packed, { maxOutputLength: Math.max(most, 1) });
};

const isTooLong = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

/**
 * The wanted parts of a zip, unpacked, none of them and not all together larger than a table can be,
 * whatever the headers say.
 * @throws TongbaoError `import.bad_workbook`, `import.expands`
 */
export const readZip = async (
  bytes: Buffer,
  file: string,
  wanted: (name: string) => boolean,
): Promise<Map<string, Buffer>> => {
  let left = Math.min(mostUnpacked, Math.max(alwaysAllowed, bytes.length * mostRatio));
  const parts = new Map<string, Buffer>();
  try {
    const entries = readDirectory(bytes, file).filter(({ name }) => wanted(name));
    if (entries.reduce((sum, { declared }) => sum + declared, 0) > left) throw expands(file);
    for (const entry of entries) {
      const part = await unpack(bytes, entry, left, file);
      left -= part.length;
      if (left < 0) throw expands(file);
      if (crc32(part) !== entry.checksum || parts.has(entry.name)) {
        throw badWorkbook(file, phrases.reasons.damaged);
      }
      parts.set(entry.name, part);
    }
  } catch (error) {
    if (isTooLong(error)) throw expands(file);
    // A broken offset or a broken deflate stream.
    if (error instanceof RangeError || (error instanceof Error && 'errno' in error)) {
      throw badWorkbook(file, phrases.reasons.damaged);
    }
    throw error;
  }
  return parts;
};
