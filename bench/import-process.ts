/** One import into the embedded store in a process of its own; prints its figures as JSON. See `import.ts`. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { loadRules } from '../config/rules-load.js';
import { importPaths } from '../src/ingest/index.js';
import { openLowdbStore } from '../storage/lowdb/index.js';

const [dataDir = '', path = ''] = process.argv.slice(2);

const store = await openLowdbStore({ dataDir });
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const from = performance.now();
const report = await importPaths([path], {
  store,
  now: new Date('2023-12-04T01:00:00.000Z'),
  actor: 'operator',
  newId: randomUUID,
  identities: loadRules().identities,
});
const ms = performance.now() - from;
delay.disable();
const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
await store.close();
const rows = report.sheets.map(({ added, changed, unchanged }) => ({ added, changed, unchanged }));
const sum = (verdict: 'added' | 'changed' | 'unchanged'): number =>
  rows.reduce((total, one) => total + one[verdict], 0);
process.stdout.write(
  JSON.stringify({
    ms,
    peak: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024,
    longestPause: delay.max / 1e6,
    added: sum('added'),
    changed: sum('changed'),
    unchanged: sum('unchanged'),
    faults: report.faults.length,
  }),
);
