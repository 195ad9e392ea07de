import { createHash } from 'node:crypto';
import type { Adapter } from 'lowdb';
import { TongbaoError } from '../../src/domain/error.js';
import type { Instant } from '../../src/domain/records/index.js';
import type { Layout } from '../memory/collection.js';
import { mostBytesOfUnit, type Text, utf8Length, utf8Of, writeUtf8 } from '../memory/off-heap-text.js';
import { collectionNames, isCollectionName, Records } from '../memory/records.js';
import type { Stored } from '../memory/stored.js';
import { damaged, fromAnotherVersion } from './damage.js';
import { declarationHash } from './declaration.js';
import { type Disk, replaceFile } from './disk.js';
import { contentOf, currentFormat, type SnapshotText } from './format.js';
import { files } from './names.js';

/** All records at one moment. */
export interface Snapshot {
  /** The last journal entry that is in it; 0 = none. */
  readonly sequence: number;
  readonly savedAt: Instant;
  readonly records: Records;
}

/**
 * Bytes that are put together, hashed and handed over without a pause, more where one record has more: between two pieces
 * others get their turn.
 */
const pieceBytes = 32_768;

const sealOf = (checksum: string): string => `,"checksum":"${checksum}"}\n`;
const sealLength = sealOf('0'.repeat(64)).length;

/** A list as JSON. */
function* listParts(elements: Iterable<Text>): Generator<Text> {
  let before = '[';
  for (const element of elements) {
    yield before;
    yield element;
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

/** An object as JSON. */
function* objectParts(fields: Iterable<readonly [name: string, value: Iterable<Text>]>): Generator<Text> {
  let before = '{';
  for (const [name, value] of fields) {
    yield `${before}"${name}":`;
    yield* value;
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}

function* textsOf(records: Iterable<Stored<{ readonly id: string }>>): Generator<Text> {
  for (const { text } of records) yield text;
}

/** Bytes of a position and a comma; no list is so long that it needs more. */
const mostBytesOfPosition = 10;

const comma = 0x2c;
const digitZero = 0x30;

/** Writes a number in digits, and answers where it ends. */
const writeDigits = (value: number, target: Buffer, at: number): number => {
  let end = at + 1;
  for (let least = 10; least <= value; least *= 10) end += 1;
  let rest = value;
  for (let place = end - 1; place >= at; place -= 1) {
    target[place] = digitZero + (rest % 10);
    rest = Math.floor(rest / 10);
  }
  return end;
};

/** Positions with commas between; a text for each of them would be garbage a moment later. */
const digitsOf = (positions: readonly number[]): Buffer => {
  const bytes = Buffer.allocUnsafe(positions.length * mostBytesOfPosition);
  let end = 0;
  for (const position of positions) {
    if (end > 0) bytes[end++] = comma;
    end = writeDigits(position, bytes, end);
  }
  return bytes.subarray(0, end);
};

function* digitsOfEach(lists: Iterable<readonly number[]>): Generator<Buffer> {
  for (const positions of lists) yield digitsOf(positions);
}

type Orders = Layout<{ readonly id: string }>['orders'];

function* orderFields(orders: Orders): Generator<[string, Iterable<Text>]> {
  for (const [index, positions] of orders) yield [index, listParts(digitsOfEach(positions))];
}

function* textParts({ sequence, savedAt, records }: Snapshot): Generator<Text> {
  const ordersOf = new Map<string, Orders>();
  function* collections(): Generator<[string, Iterable<Text>]> {
    // One by one: to lay a collection out may put recent records in order, and others get their turn between.
    for (const name of collectionNames) {
      const layout = records.layout(name);
      ordersOf.set(name, layout.orders);
      yield [name, listParts(textsOf(layout.records))];
    }
  }
  function* allOrders(): Generator<[string, Iterable<Text>]> {
    for (const [name, orders] of ordersOf) yield [name, objectParts(orderFields(orders))];
  }
  yield `{"format":${currentFormat},"sequence":${sequence},"savedAt":"${savedAt}","declaration":"${declarationHash()}","collections":`;
  yield* objectParts(collections());
  yield ',"orders":';
  yield* objectParts(allOrders());
}

/**
 * The parts as UTF-8, many in a piece. The next piece takes the memory of the one before: whoever keeps a piece copies it
 * before asking for the next.
 */
function* piecesOf(parts: Iterable<Text>): Generator<Buffer> {
  const piece = Buffer.allocUnsafe(pieceBytes);
  let end = 0;
  for (const part of parts) {
    const most = typeof part === 'string' ? part.length * mostBytesOfUnit : part.length;
    if (end + most > pieceBytes) {
      yield piece.subarray(0, end);
      end = 0;
    }
    if (most > pieceBytes) yield utf8Of([part], utf8Length(part));
    else end += writeUtf8(part, piece, end);
  }
  yield piece.subarray(0, end);
}

/**
 * The text with its checksum as the last field: the checksum is of all bytes before that field. The next piece takes the
 * memory of the one before: whoever keeps a piece copies it before asking for the next.
 */
export function* sealedPieces(snapshot: Snapshot): Generator<Buffer> {
  const hash = createHash('sha256');
  for (const piece of piecesOf(textParts(snapshot))) {
    hash.update(piece);
    yield piece;
  }
  yield Buffer.from(sealOf(hash.digest('hex')));
}

/** The text without its seal; `undefined` when the seal does not fit. */
const unsealed = (bytes: Buffer): string | undefined => {
  const body = bytes.subarray(0, -sealLength);
  const seal = bytes.subarray(-sealLength).toString();
  return seal === sealOf(createHash('sha256').update(body).digest('hex')) ? `${body.toString()}}` : undefined;
};

const remedy = (backup: boolean): string =>
  backup
    ? `请把 ${files.snapshotBackup} 复制为 ${files.snapshot} 再启动：其后的改动会从日志补齐，不丢数据。`
    : '请用最近一次备份恢复整个数据目录。';

/** Fewer bytes are checked record by record sooner than it is known what records have to be. */
const worthTrusting = 1_000_000;

/** What the seal vouches for was checked before it was written. */
const isChecked = (_list: readonly unknown[], trusted: boolean): _list is readonly never[] => trusted;

const recordsOf = ({ collections, orders }: SnapshotText, trusted: boolean): Records => {
  let records = Records.none();
  for (const [name, list] of Object.entries(collections)) {
    if (!isCollectionName(name)) throw fromAnotherVersion(files.snapshot);
    try {
      records = isChecked(list, trusted)
        ? records.withAllChecked(name, list, orders[name])
        : records.withAll(name, list);
    } catch (error) {
      // The file is whole, so it is the declaration of the records that differs.
      throw error instanceof TongbaoError ? fromAnotherVersion(files.snapshot, error) : error;
    }
  }
  return records;
};

/** Whether indexes stand in the orders that a file says, as far as it says any. */
const standIn = (orders: SnapshotText['orders'], records: Records): boolean =>
  collectionNames.every((name) => {
    const layout = records.layout(name);
    // Positions are those of the records, so these come first.
    if ([...layout.records].length === 0) return true;
    for (const [index, positions] of layout.orders) {
      const told = orders[name]?.[index];
      if (told !== undefined && String([...positions].flat()) !== String(told)) return false;
    }
    return true;
  });

/**
 * What a sealed file says, the format it was written in, and the orders of indexes that a start would take from it;
 * nothing when its seal does not fit.
 * @param trusting whether records that the seal vouches for are taken without a second look
 * @throws TongbaoError `store.unknown_format`
 */
export const readSealed = (
  bytes: Buffer,
  { trusting }: { readonly trusting: boolean },
): {
  readonly snapshot?: Snapshot;
  readonly format?: number;
  readonly orders?: SnapshotText['orders'];
} => {
  const text = unsealed(bytes);
  if (text === undefined) return {};
  const { content, format } = contentOf(JSON.parse(text));
  const { sequence, savedAt, declaration } = content;
  const isOurs = declaration === declarationHash();
  const trusted = trusting && bytes.length >= worthTrusting && isOurs;
  const snapshot = { sequence, savedAt, records: recordsOf(content, trusted) };
  return { snapshot, format, orders: isOurs ? content.orders : {} };
};

/**
 * lowdb's adapter for the snapshot file: compact JSON with a checksum, put in place in one step, the one
 * before kept as a backup. lowdb's own adapter does not sync, indents, and shares its temporary file.
 */
export class SnapshotFile implements Adapter<Snapshot> {
  readonly #disk: Disk;
  readonly #options: { readonly trusting: boolean };
  #size = 0;
  #readFormat: number = currentFormat;

  constructor(disk: Disk, options = { trusting: true }) {
    this.#disk = disk;
    this.#options = options;
  }

  /** Bytes of the last snapshot written or read. */
  get size(): number {
    return this.#size;
  }

  /** Whether what was read was written in an older format. */
  get isOld(): boolean {
    return this.#readFormat < currentFormat;
  }

  /**
   * `null` when nothing was ever saved.
   * @throws TongbaoError `store.damaged`, `store.unknown_format`
   */
  async read(): Promise<Snapshot | null> {
    const bytes = await this.#disk.read(files.snapshot);
    const backup = (await this.#disk.names()).includes(files.snapshotBackup);
    if (bytes === undefined) {
      if (!backup) return null;
      throw damaged(`快照文件 ${files.snapshot} 不见了`, remedy(backup));
    }
    this.#size = bytes.length;
    const { snapshot, format = currentFormat, orders = {} } = readSealed(bytes, this.#options);
    this.#readFormat = format;
    const isSound = snapshot !== undefined && (this.#options.trusting || standIn(orders, snapshot.records));
    if (!isSound) throw damaged(`快照文件 ${files.snapshot} 已损坏`, remedy(backup));
    return snapshot;
  }

  async write(snapshot: Snapshot): Promise<void> {
    const pieces = sealedPieces(snapshot);
    this.#size = await replaceFile(this.#disk, files.snapshot, pieces, files.snapshotBackup);
  }
}
