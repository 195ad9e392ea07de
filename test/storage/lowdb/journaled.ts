import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Unit } from '../../../src/domain/records/index.js';
import type { Disk } from '../../../storage/lowdb/disk.js';
import { openJournaledStore } from '../../../storage/lowdb/journaled-store.js';
import type { StoreLog } from '../../../storage/lowdb/log.js';
import type { Store, WholeStore } from '../../../storage/port.js';

export const unit = (id: string, source = ''): Unit => ({ id, kind: 'county', aliases: [], source });

/** A log that keeps what it is told. */
export const keptLog = (): StoreLog & { readonly lines: { fields: object; message: string }[] } => {
  const lines: { fields: object; message: string }[] = [];
  const keep = (fields: object, message: string): void => void lines.push({ fields, message });
  return { lines, info: keep, warn: keep };
};

/** The embedded store on `disk`, without the lock of a real directory. */
export const openOn = (
  disk: Disk,
  { journalLimit, log = keptLog() }: { journalLimit?: number; log?: StoreLog } = {},
): Promise<WholeStore> =>
  openJournaledStore(disk, {
    clock: { now: () => new Date('2023-12-04T01:00:00.000Z') },
    log,
    journalLimit,
  });

/** The lines of a journal, without the room behind them. */
export const linesOf = (journal: Buffer = Buffer.alloc(0)): Buffer =>
  journal.subarray(0, journal.lastIndexOf('\n') + 1);

export const put = (store: Store, ...units: Unit[]): Promise<void> =>
  store.transaction(async (tx) => {
    for (const one of units) await tx.put('units', one);
  });

/** Every unit with its `source`, by id. */
export const unitsIn = async (store: Store): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await store.find('units', { index: 'byId' })).map(({ id, source }) => [id, source ?? '']),
  );

const Sealed = z.looseObject({ format: z.number(), declaration: z.string(), checksum: z.string() });

/** The snapshot as another version would have written it. */
export const rewritten = (bytes: Buffer, change: (content: Record<string, unknown>) => object): Buffer => {
  const { checksum: _, ...content } = Sealed.parse(JSON.parse(bytes.toString()));
  const body = Buffer.from(JSON.stringify(change(content)).slice(0, -1));
  const seal = createHash('sha256').update(body).digest('hex');
  return Buffer.concat([body, Buffer.from(`,"checksum":"${seal}"}\n`)]);
};
