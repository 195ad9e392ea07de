/** Run as a process of its own: `lowdb DIR CLIENTS` or `postgres URL CLIENTS`; prints each number that was committed. */
import { writeSync } from 'node:fs';
import { openLowdbStore } from '../../storage/lowdb/index.js';
import { openPostgresStore } from '../../storage/postgres/index.js';
import { writeNext } from './ledger.js';

const [kind, place = '', clients = '0'] = process.argv.slice(2);

const store =
  kind === 'lowdb'
    ? // A snapshot every few dozen commits, so that kills fall into them.
      await openLowdbStore({ dataDir: place, journalLimit: 50_000 })
    : await openPostgresStore({ url: place });

const writeOn = async (client: number): Promise<never> => {
  for (;;) {
    const n = await writeNext(store, client);
    // At once, not through a stream: what is printed was acknowledged, what was acknowledged is printed.
    writeSync(1, `${client} ${n}\n`);
  }
};

await Promise.all(Array.from({ length: Number(clients) }, (_, client) => writeOn(client)));
