import { createHash } from 'node:crypto';
import type { Adapter } from 'lowdb';
import { TongbaoError } from '../../src/domain/error.js';
import type { Instant } from '../../src/domain/records/index.js';
import type { Layout } from '../memory/collection.js';
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

/** Elements put into text at a time, fewer where they are long: between two pieces others get their turn. */
const pieceSize = 256;
/** UTF-16 units after which a piece is long enough: it is copied, hashed and handed over without a pause. */
const pieceLength = 100_000;
/** UTF-16 units up to which a piece goes together with the next. */
const shortLength = 10_000;

const sealOf = (checksum: string): string => `,"checksum":"${checksum}"}\n`;
const sealLength = sealOf('0'.repeat(64)).length;

/** A list as JSON. */
function* listPieces(elements: Iterable<string>): Generator<string> {
  let piece: string[] = [];
  let length = 0;
  let before = '[';
  for (const element of elements) {
    piece.push(element);
    length += element.length;
    if (piece.length < pieceSize && length < pieceLength) continue;
    yield before + piece.join();
    before = ',';
    piece = [];
    length = 0;
  }
  yield piece.length > 0 || before === '[' ? `${before}${piece.join()}]` : ']';
}

/** An object as JSON. */
function* objectPieces(
  fields: Iterable<readonly [name: string, value: Iterable<string>]>,
): Generator<string> {
  let before = '{';
  for (const [name, value] of fields) {
    yield `${before}"${name}":`;
    yield* value;
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}

function* jsonOf(records: Iterable<Stored<{ readonly id: string }>>): Generator<string> {
  for (const { json } of records) yield json;
}

function* textOf(positions: Iterable<number>): Generator<string> {
  for (const position of positions) yield String(position);
}

type Orders = Layout<{ readonly id: string }>['orders'];

function* orderFields(orders: Orders): Generator<[string, Iterable<string>]> {
  for (const [index, positions] of orders) yield [index, listPieces(textOf(positions))];
}

function* textPieces({ sequence, savedAt, records }: Snapshot): Generator<string> {
  const ordersOf = new Map<string, Orders>();
  function* collections(): Generator<[string, Iterable<string>]> {
    // One by one: to lay a collection out may put recent records in order, and others get their turn between.
    for (const name of collectionNames) {
      const layout = records.layout(name);
      ordersOf.set(name, layout.orders);
      yield [name, listPieces(jsonOf(layout.records))];
    }
  }
  function* allOrders(): Generator<[string, Iterable<string>]> {
    for (const [name, orders] of ordersOf) yield [name, objectPieces(orderFields(orders))];
  }
  yield `{"format":${currentFormat},"sequence":${sequence},"savedAt":"${savedAt}","declaration":"${declarationHash()}","collections":`;
  yield* objectPieces(collections());
  yield ',"orders":';
  yield* objectPieces(allOrders());
}

/** The same text in fewer pieces where they are short: each is written by itself. */
function* joined(pieces: Iterable<string>): Generator<string> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < shortLength) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

/** The text with its checksum as the last field: the checksum is of all bytes before that field. */
export function* sealedPieces(snapshot: Snapshot): Generator<Buffer> {
  const hash = createHash('sha256');
  for (const text of joined(textPieces(snapshot))) {
    const piece = Buffer.from(text);
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
      if (told !== undefined && String([...positions]) !== String(told)) return false;
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
