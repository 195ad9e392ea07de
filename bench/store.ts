/**
 * Durable transactions a second of both stores, beside one appender with the same group commit and beside
 * hand-written SQL; what a snapshot does to the event loop, and how long the start takes.
 * `npm run -s bench:store [-- --short] [-- --json] [-- --only=embedded|postgres|snapshots]`
 */
import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import type { PublicMessage } from '../src/domain/records/index.js';
import { openLowdbStore } from '../storage/lowdb/index.js';
import type { Store } from '../storage/port.js';
import { openPostgresStore } from '../storage/postgres/index.js';
import { startPostgres } from '../test/support/postgres-server.js';
import { Appender } from './appender.js';
import { messageOf } from './city.js';
import { median, report } from './report.js';

const run = promisify(execFile);
const short = process.argv.includes('--short');
/** `--only=embedded`, `--only=postgres` or `--only=snapshots`. */
const wanted = (part: string): boolean =>
  !process.argv.some((one) => one.startsWith('--only=') && one !== `--only=${part}`);
const rounds = short ? 2 : 7;
const sliceMs = short ? 200 : 1000;

/** Work that is done again and again by several callers. */
type Work = (at: number) => Promise<unknown>;

/** Completions a second of `callers` that each go on when the last one is done. */
const rateOf = async (work: Work, callers: number, counter: { next: number }): Promise<number> => {
  const from = performance.now();
  let done = 0;
  const caller = async (): Promise<void> => {
    while (performance.now() - from < sliceMs) {
      counter.next += 1;
      await work(counter.next);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return (done * 1000) / (performance.now() - from);
};

interface Pair {
  readonly what: string;
  readonly callers: number;
  readonly ours: Work;
  readonly reference: Work;
  readonly referenceName: string;
}

/** Ours and the reference in turn, round by round, so that a noisy neighbour disturbs both. */
const compare = async ({ what, callers, ours, reference, referenceName }: Pair) => {
  const counter = { next: 0 };
  const rates: { ours: number; reference: number }[] = [];
  await rateOf(ours, callers, counter);
  await rateOf(reference, callers, counter);
  for (let round = 0; round < rounds; round += 1) {
    const first = await rateOf(ours, callers, counter);
    rates.push({ ours: first, reference: await rateOf(reference, callers, counter) });
  }
  return {
    what,
    callers,
    'a second': Math.round(median(rates.map((rate) => rate.ours))),
    reference: referenceName,
    'reference a second': Math.round(median(rates.map((rate) => rate.reference))),
    ratio: median(rates.map((rate) => rate.ours / rate.reference)).toFixed(2),
  };
};

/** Records that are written again and again: a city's ledger does not grow by a hundred thousand a second. */
const ledger = 10_000;

const putMessage =
  (store: Store): Work =>
  (at) =>
    store.transaction((tx) => tx.put('messages', messageOf(at % ledger)));

const benchEmbedded = async (folder: string) => {
  const rows = [];
  for (const callers of [1, 16, 256]) {
    const store = await openLowdbStore({ dataDir: join(folder, `store-${callers}`) });
    const file = await open(join(folder, `appender-${callers}`), 'w');
    const appender = new Appender(file);
    rows.push(
      await compare({
        what: 'embedded: a transaction that puts one record',
        callers,
        ours: putMessage(store),
        reference: (at) => appender.append(`${JSON.stringify(messageOf(at % ledger))}\n`),
        referenceName: 'appender',
      }),
    );
    await store.close();
    await file.close();
  }
  return rows;
};

/** The same on a pool of the same size, in SQL as one would write it by hand. */
class HandWritten {
  readonly #pool: pg.Pool;

  constructor(url: string, size: number) {
    this.#pool = new pg.Pool({ connectionString: url, max: size });
    // A server that stops ends connections that are just being closed.
    this.#pool.on('error', () => undefined);
  }

  /** The columns and indexes that the ledger's questions need: what we declare, as one would write it by hand. */
  async prepare(): Promise<void> {
    await this.#pool.query(
      `CREATE SCHEMA by_hand;
       CREATE TABLE by_hand.messages (
         id text COLLATE "C" PRIMARY KEY, unit text COLLATE "C", channel text COLLATE "C", received_at text COLLATE "C",
         replied_at text COLLATE "C", closed_at text COLLATE "C", record jsonb NOT NULL);
       CREATE INDEX ON by_hand.messages (unit, channel, id);
       CREATE INDEX ON by_hand.messages (channel, received_at, id);
       CREATE INDEX ON by_hand.messages (replied_at NULLS FIRST, closed_at NULLS FIRST, unit, id)`,
    );
  }

  put: Work = (at) => this.#inTransaction((client) => this.#upsert(client, messageOf(at % ledger)));

  lookUp: Work = (at) =>
    this.#pool.query('SELECT record FROM by_hand.messages WHERE unit = $1 ORDER BY channel, id LIMIT 5', [
      `单位${at % 56}`,
    ]);

  async fill(count: number): Promise<void> {
    await this.#inTransaction(async (client) => {
      for (let at = 0; at < count; at += 1) await this.#upsert(client, messageOf(at));
    });
  }

  lease =
    (count: number): Work =>
    (at) =>
      this.#inTransaction(async (client) => {
        const { id } = messageOf(at % count);
        const { rows } = await client.query(
          'SELECT record FROM by_hand.messages WHERE id = $1 FOR UPDATE SKIP LOCKED',
          [id],
        );
        if (rows.length === 0) return;
        const repliedAt = new Date(at).toISOString();
        await client.query('UPDATE by_hand.messages SET record = $2, replied_at = $3 WHERE id = $1', [
          id,
          JSON.stringify({ ...rows[0].record, repliedAt }),
          repliedAt,
        ]);
      });

  async #upsert(client: pg.PoolClient, message: PublicMessage): Promise<void> {
    await client.query(
      `INSERT INTO by_hand.messages VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET
         unit = EXCLUDED.unit, channel = EXCLUDED.channel, received_at = EXCLUDED.received_at,
         replied_at = EXCLUDED.replied_at, closed_at = EXCLUDED.closed_at, record = EXCLUDED.record`,
      [
        message.id,
        message.unitId,
        message.channel,
        message.receivedAt,
        message.repliedAt,
        message.closedAt,
        JSON.stringify(message),
      ],
    );
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  /** What serializable asks for: a transaction that stood in another's way runs again. */
  async #inTransaction(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
    for (;;) {
      const client = await this.#pool.connect();
      try {
        await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
        await work(client);
        await client.query('COMMIT');
        return;
      } catch (error) {
        await client.query('ROLLBACK');
        if (!(error instanceof pg.DatabaseError) || error.code !== '40001') throw error;
      } finally {
        client.release();
      }
    }
  }
}

const poolSize = 10;
/** Rows to lease: many more than callers, so that the two seldom meet on one. */
const leased = 5000;

const takeAndPut =
  (store: Store): Work =>
  (at) =>
    store.transaction(async (tx) => {
      const record = await tx.take('messages', messageOf(at % leased).id);
      if (record !== undefined)
        await tx.put('messages', { ...record, repliedAt: new Date(at).toISOString() });
    });

const benchPostgres = async () => {
  const server = await startPostgres({ fsync: true });
  const store = await openPostgresStore({ url: server.url, poolSize });
  const byHand = new HandWritten(server.url, poolSize);
  const rows = [];
  try {
    await byHand.prepare();
    await store.transaction(async (tx) => {
      for (let at = 0; at < leased; at += 1) await tx.put('messages', messageOf(at));
    });
    await byHand.fill(leased);
    for (const callers of [1, 16, 256]) {
      const pairs: Omit<Pair, 'callers' | 'referenceName'>[] = [
        {
          what: 'PostgreSQL: a transaction that puts one record',
          ours: putMessage(store),
          reference: byHand.put,
        },
        {
          what: 'PostgreSQL: five records by an index',
          ours: (at) => store.find('messages', { index: 'byUnit', equals: [`单位${at % 56}`], limit: 5 }),
          reference: byHand.lookUp,
        },
        {
          what: 'PostgreSQL: take a record and change it',
          ours: takeAndPut(store),
          reference: byHand.lease(leased),
        },
      ];
      for (const pair of pairs) rows.push(await compare({ ...pair, callers, referenceName: 'SQL by hand' }));
    }
  } finally {
    await store.close();
    await byHand.close();
    await server.stop();
  }
  return rows;
};

const child = fileURLToPath(new URL('./store-process.js', import.meta.url));

/** Runs `store-process.ts` in a process of its own and reads what it measured. */
const measured = async (...argv: readonly string[]): Promise<Record<string, number>> => {
  const { stdout } = await run(process.execPath, [child, ...argv]);
  const figures: unknown = JSON.parse(stdout);
  if (typeof figures !== 'object' || figures === null) throw new Error('no figures');
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value)]));
};

const benchSnapshots = async (folder: string) => {
  const rows = [];
  for (const megabytes of short ? [1] : [1, 10, 30]) {
    const dataDir = join(folder, `snapshot-${megabytes}`);
    await measured('fill', dataDir, String(megabytes));
    const seconds = short ? '1' : '8';
    const busy = await measured('snapshots', dataDir, seconds);
    const idle = await measured('idle', dataDir, seconds);
    const starts: Record<string, number>[] = [];
    for (let round = 0; round < (short ? 1 : 5); round += 1) starts.push(await measured('start', dataDir));
    rows.push({
      'MB of data': megabytes,
      'snapshots written': busy.snapshots ?? 0,
      'loop p99.9 ms': (busy.p999 ?? 0).toFixed(1),
      'loop worst ms': (busy.worst ?? 0).toFixed(1),
      'idle p99.9 ms': (idle.p999 ?? 0).toFixed(1),
      'idle worst ms': (idle.worst ?? 0).toFixed(1),
      'commit p99 ms': (busy.commitP99 ?? 0).toFixed(1),
      'start ms': Math.round(median(starts.map(({ ms }) => ms ?? Number.NaN))),
      'MiB peak': Math.round(Math.max(...starts.map(({ peak }) => peak ?? 0))),
    });
  }
  return rows;
};

const folder = await mkdtemp(join(tmpdir(), 'tongbao-bench-'));
try {
  if (wanted('embedded')) report(await benchEmbedded(folder));
  if (wanted('postgres')) report(await benchPostgres());
  if (wanted('snapshots')) report(await benchSnapshots(folder));
} finally {
  await rm(folder, { recursive: true, force: true });
}
