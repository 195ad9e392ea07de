import { mkdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { verifyFiles } from '../../storage/lowdb/index.js';
import type { Reader } from '../../storage/port.js';
import { openPostgresStore } from '../../storage/postgres/index.js';
import { Acknowledged, type Damage } from './ledger.js';
import { startWriter, type Writer } from './writer.js';

export interface SoakOptions {
  /** Writers killed. */
  readonly kills: number;
  readonly clients: number;
  /** Between 0 and 1: when in a writer's life it is killed. */
  readonly random: () => number;
  /** Path of the bundled writer. */
  readonly program: string;
  /** Called after each look at the store. */
  readonly onLook?: (counts: SoakCounts) => void;
}

export interface SoakCounts extends Damage {
  readonly kills: number;
  readonly acknowledged: number;
  /** There, though nobody was told. */
  readonly unacknowledged: number;
}

/** One kill in four falls into the start, recovery included; the others into the writing. */
const killAtSomeMoment = async (writer: Writer, random: () => number): Promise<void> => {
  if (random() < 0.25) await pause(random() * 250);
  else {
    await writer.begun;
    await pause(random() * 200);
  }
  await writer.kill();
};

const countsOf = (acknowledged: Acknowledged, kills: number, unacknowledged: number): SoakCounts => ({
  kills,
  acknowledged: acknowledged.count,
  unacknowledged,
  ...acknowledged.damage,
});

/** @throws when more is there than could have been on its way */
const look = async (
  acknowledged: Acknowledged,
  reader: Reader,
  { clients }: SoakOptions,
  kills: number,
): Promise<SoakCounts> => {
  const unacknowledged = await acknowledged.check(reader);
  if (unacknowledged > clients * kills) {
    throw new Error(`${unacknowledged} transactions that nobody was told of after ${kills} kills`);
  }
  return countsOf(acknowledged, kills, unacknowledged);
};

/** Kills a process that writes to the embedded store, over and over; its files are read as the kill left them. */
export const soakEmbedded = async (dataDir: string, options: SoakOptions): Promise<SoakCounts> => {
  const acknowledged = new Acknowledged(options.clients);
  let counts = countsOf(acknowledged, 0, 0);
  // The first writer may be killed before it makes its own.
  await mkdir(dataDir, { recursive: true });
  while (counts.kills < options.kills) {
    const argv = ['lowdb', dataDir, String(options.clients)];
    const writer = startWriter(options.program, argv, (line) => acknowledged.note(line));
    await killAtSomeMoment(writer, options.random);
    const { records } = await verifyFiles(dataDir);
    const reader: Reader = {
      get: async (collection, id) => records.get(collection, id),
      find: async (collection, query) => records.find(collection, query),
    };
    counts = await look(acknowledged, reader, options, counts.kills + 1);
    options.onLook?.(counts);
  }
  return counts;
};

/** Kills two processes that write to one PostgreSQL, over and over, each at a moment of its own. */
export const soakPostgres = async (url: string, options: SoakOptions): Promise<SoakCounts> => {
  const acknowledged = new Acknowledged(options.clients);
  const store = await openPostgresStore({ url, poolSize: 2 });
  try {
    let counts = countsOf(acknowledged, 0, 0);
    while (counts.kills < options.kills) {
      const argv = ['postgres', url, String(options.clients)];
      const writers = [0, 1].map(() => startWriter(options.program, argv, (line) => acknowledged.note(line)));
      await Promise.all(writers.map((writer) => killAtSomeMoment(writer, options.random)));
      // One consistent state. What a killed process asked for last may still be under way in the server: it
      // was not acknowledged, and the next look sees it.
      counts = await store.transaction((tx) => look(acknowledged, tx, options, counts.kills + 2));
      options.onLook?.(counts);
    }
    return counts;
  } finally {
    await store.close();
  }
};
