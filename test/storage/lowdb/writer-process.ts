/**
 * Run by kill.test.ts as a process of its own: writes records to the data directory given to it, as fast as
 * it can, and prints the id of each one that was acknowledged.
 */
import { writeSync } from 'node:fs';
import { openLowdbStore } from '../../../storage/lowdb/index.js';

const [dataDir = '', round = ''] = process.argv.slice(2);
const store = await openLowdbStore({ dataDir, journalLimit: 20_000 });
store.serveCommands(async ({ argv }) => ({ stdout: argv.join(' '), stderr: '', exitCode: 0 }));

const writeOn = async (writer: number): Promise<never> => {
  for (let at = 0; ; at += 1) {
    const id = `${round}-${writer}-${at}`;
    await store.transaction((tx) => tx.put('units', { id, kind: 'other', aliases: [id], source: id }));
    // At once, not through a stream: what is printed was acknowledged, what was acknowledged is printed.
    writeSync(1, `${id}\n`);
  }
};

await Promise.all([0, 1, 2].map(writeOn));
