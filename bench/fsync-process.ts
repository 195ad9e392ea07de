/** Writes and syncs a kilobyte at a time: `node … FILE MILLISECONDS`. Prints the milliseconds of each as JSON. */
import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const [path = '', milliseconds = '0'] = process.argv.slice(2);
const file = await open(path, 'w');
const bytes = randomBytes(1000);
const took: number[] = [];
const until = performance.now() + Number(milliseconds);
for (let at = 0; performance.now() < until; at += 1) {
  const from = performance.now();
  await file.write(bytes, 0, bytes.length, at * bytes.length);
  await file.datasync();
  took.push(performance.now() - from);
  // About as often as the service writes under the load that this is measured beside.
  await pause(1);
}
await file.close();
process.stdout.write(JSON.stringify(took));
