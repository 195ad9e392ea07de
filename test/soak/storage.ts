/**
 * Kills processes in the middle of writing, a thousand times on the embedded store and two hundred times on
 * PostgreSQL, and looks after each kill whether everything acknowledged is there, none of it half or twice.
 * `npm run soak:storage [-- --kills N] [--postgres-kills N] [--seed N]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startPostgres } from '../support/postgres-server.js';
import { randomFrom } from './random.js';
import { type SoakCounts, type SoakOptions, soakEmbedded, soakPostgres } from './soak.js';
import { bundleWriter } from './writer.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    'postgres-kills': { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const seed = Number(values.seed);

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const told = ({ kills, acknowledged, unacknowledged, lost, half, doubled }: SoakCounts): string =>
  `${kills} kills, ${acknowledged} acknowledged, ${unacknowledged} more there; ${lost} lost, ${half} half, ${doubled} doubled`;

const isDamaged = ({ lost, half, doubled }: SoakCounts): boolean => lost + half + doubled > 0;

const soak = async (
  name: string,
  kills: number,
  run: (options: SoakOptions) => Promise<SoakCounts>,
): Promise<void> => {
  const from = performance.now();
  const program = await bundleWriter();
  const counts = await run({
    kills,
    clients: 16,
    random: randomFrom(seed),
    program,
    onLook: (now) => {
      if (isDamaged(now) || now.kills % 100 === 0) say(`${name}: ${told(now)}`);
      if (isDamaged(now)) throw new Error('data were lost, halved or doubled');
    },
  });
  say(`${name}: ${told(counts)}, in ${Math.round((performance.now() - from) / 1000)} s`);
};

say(`seed ${seed}`);
const folder = await mkdtemp(join(tmpdir(), 'tongbao-soak-'));
try {
  await soak('embedded', Number(values.kills), (options) => soakEmbedded(join(folder, 'data'), options));
} finally {
  await rm(folder, { recursive: true, force: true });
}

const server = await startPostgres({ fsync: true });
const name = `tongbao_soak_${process.pid}`;
const admin = new pg.Client({ connectionString: server.url });
try {
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await soak('PostgreSQL', Number(values['postgres-kills']), (options) => soakPostgres(url.href, options));
} finally {
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`).catch(() => undefined);
  await admin.end();
  await server.stop();
}
