import { beforeAll, expect, test } from 'vitest';
import { emptyDatabase } from '../support/postgres.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { randomFrom } from './random.js';
import { type SoakCounts, type SoakOptions, soakEmbedded, soakPostgres } from './soak.js';
import { bundleWriter } from './writer.js';

/** Another one each day, the same for all of a day's runs: what fails once can be looked at again. */
const seed = Math.floor(Date.now() / 86_400_000);

let program: string;
beforeAll(async () => {
  program = await bundleWriter();
});

const options = (kills: number): SoakOptions => ({ kills, clients: 16, random: randomFrom(seed), program });

const expectNothingLost = (counts: SoakCounts, kills: number): void => {
  expect(counts, `seed ${seed}`).toMatchObject({ kills, lost: 0, half: 0, doubled: 0 });
  expect(counts.acknowledged).toBeGreaterThan(kills);
};

test('the embedded store loses nothing it acknowledged, wherever its process is killed', async () => {
  expectNothingLost(await soakEmbedded(await temporaryDirectory(), options(40)), 40);
}, 120_000);

test('PostgreSQL shared by two processes loses nothing, whichever is killed', async () => {
  expectNothingLost(await soakPostgres(await emptyDatabase(), options(10)), 10);
}, 120_000);
