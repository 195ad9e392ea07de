/**
 * Four questions at growing amounts of data: time, and records that the store hands over. What is due and the
 * size of a ranking group are the same at every scale, so an answer should take the same time too. 1x is a
 * city (56 sites, 2,240 columns, 88 accounts, 8 quarters, 10,000 messages), 100x a province (14,000 sites,
 * 500,000 columns, 1,000,000 messages; on PostgreSQL only).
 * `npm run -s bench:query [-- --short] [-- --json]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { loadRules } from '../config/rules-load.js';
import { loadCalendar } from '../config/workdays-load.js';
import { standingOf } from '../handlers/standings.js';
import { messageStatus } from '../src/domain/messages.js';
import { dutiesByUnit } from '../src/reminders/unit-duties.js';
import { openLowdbStore } from '../storage/lowdb/index.js';
import { Stored } from '../storage/memory/stored.js';
import type { Reader, Store } from '../storage/port.js';
import { openPostgresStore } from '../storage/postgres/index.js';
import { insertMany } from '../storage/postgres/statements.js';
import { counting } from '../test/support/counting-reader.js';
import { startPostgres } from '../test/support/postgres-server.js';
import { collectionsOf, due, groupOf, now, type Scale, scaleOf, unitId } from './province.js';
import { median, report } from './report.js';

const short = process.argv.includes('--short');
const repeats = short ? 15 : 101;
const rules = loadRules();
const calendar = loadCalendar();

/** Asks, and answers how many records the answer has. */
type Question = (reader: Reader) => Promise<number>;

/** In the middle of the first city, which is there at every scale. */
const unit = { id: unitId(7), kind: 'county' as const, aliases: [] };

const questions: Readonly<Record<string, Question>> = {
  'rank of a unit': async (reader) => {
    const { score } = await standingOf(reader, '2023Q4', unit);
    return score?.rank === undefined ? 0 : 1;
  },
  'overdue messages of a unit': async (reader) => {
    const messages = await reader.find('messages', { index: 'byUnit', equals: [unit.id] });
    const clock = rules.answerClocks.find(({ channel }) => channel === 'error_report');
    const late = messages.filter(
      (message) => messageStatus(message, clock, calendar, now, 1).state === 'overdue',
    );
    if (late.length === 0) throw new Error('nothing overdue');
    return messages.length;
  },
  'due duties of all units': async (reader) => {
    const by = { rules, calendar, columnDueSoonDays: 3, messageDueSoonWorkdays: 1 };
    const all = await dutiesByUnit(reader, by, now);
    const found = all.reduce((sum, { duties }) => sum + duties.length, 0);
    const expected = due.columns + due.emptyColumns + due.messages + due.changes;
    if (found !== expected) throw new Error(`${found} duties instead of ${expected}`);
    return found;
  },
  'ranking of a group': async (reader) => {
    const scores = await reader.find('scores', { index: 'byPeriod', equals: ['2023Q4', groupOf(7)] });
    return scores.length;
  },
};

interface Figure {
  readonly store: string;
  readonly scale: string;
  readonly question: string;
  readonly returned: number;
  readonly touched: number;
  readonly ms: number;
}

const ask = async (name: string, scale: Scale, store: Reader): Promise<Figure[]> => {
  const figures: Figure[] = [];
  for (const [question, run] of Object.entries(questions)) {
    const counter = counting(store);
    const returned = await run(counter.reader);
    const { touched } = counter;
    for (let warm = 0; warm < repeats; warm += 1) await run(store);
    const took: number[] = [];
    for (let round = 0; round < repeats; round += 1) {
      const from = performance.now();
      await run(store);
      took.push(performance.now() - from);
    }
    figures.push({ store: name, scale: scale.name, question, returned, touched, ms: median(took) });
  }
  return figures;
};

const batch = 2000;

const fillEmbedded = async (store: Store, scale: Scale): Promise<void> => {
  for (const { collection, count, make } of collectionsOf(scale)) {
    for (let from = 0; from < count; from += batch) {
      await store.transaction(async (tx) => {
        for (let at = from; at < Math.min(from + batch, count); at += 1) await tx.put(collection, make(at));
      });
    }
  }
};

const benchEmbedded = async (scale: Scale): Promise<Figure[]> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tongbao-bench-'));
  const store = await openLowdbStore({ dataDir });
  try {
    await fillEmbedded(store, scale);
    return await ask('embedded', scale, store);
  } finally {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
};

const fillPostgres = async (client: pg.Client, scale: Scale): Promise<void> => {
  for (const { collection, count, make } of collectionsOf(scale)) {
    for (let from = 0; from < count; from += batch) {
      const records = Array.from({ length: Math.min(batch, count - from) }, (_, at) =>
        Stored.value(make(from + at)),
      );
      const { text, values } = insertMany(collection, records);
      await client.query(text, [...values]);
    }
  }
  await client.query('VACUUM ANALYZE');
};

const benchPostgres = async (serverUrl: string, scale: Scale): Promise<Figure[]> => {
  const name = `tongbao_bench_${scale.name}`;
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const store = await openPostgresStore({ url: url.href });
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await fillPostgres(client, scale);
    return await ask('PostgreSQL', scale, store);
  } finally {
    await client.end();
    await store.close();
    await admin.query(`DROP DATABASE ${name}`);
    await admin.end();
  }
};

const figures: Figure[] = [];
for (const times of short ? [1, 3] : [1, 10]) figures.push(...(await benchEmbedded(scaleOf(times))));
const server = await startPostgres();
try {
  for (const times of short ? [1, 3] : [1, 10, 100]) {
    figures.push(...(await benchPostgres(server.url, scaleOf(times))));
  }
} finally {
  await server.stop();
}
const ofOne = (figure: Figure): number =>
  figures.find(
    ({ store, question, scale }) => store === figure.store && question === figure.question && scale === '1x',
  )?.ms ?? Number.NaN;
report(
  figures.map((figure) => ({
    question: figure.question,
    store: figure.store,
    scale: figure.scale,
    returned: figure.returned,
    touched: figure.touched,
    ms: figure.ms.toFixed(2),
    'times 1x': (figure.ms / ofOne(figure)).toFixed(2),
  })),
);
report([{ figure: 'MiB peak', value: Math.round(process.resourceUsage().maxRSS / 1024) }]);
