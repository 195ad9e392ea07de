/**
 * How many labelled lines are read as labelled, and how long a line takes, beside a plain search of the same
 * line for all names and words. `npm run -s bench:understanding [-- --short] [-- --misses]`
 */
import { shippedUnits } from '../src/ingest/index.js';
import { intentLabel } from '../src/understanding/label.js';
import { compileLexicon } from '../src/understanding/lexicon.js';
import { understand } from '../src/understanding/understand.js';
import { type LabelledLine, labelledLines } from '../test/understanding/labelled-lines.js';
import { report } from './report.js';

const rounds = process.argv.includes('--short') ? 1 : 20;
/** Also prints each line that was read otherwise. */
const showMisses = process.argv.includes('--misses');

const units = await shippedUnits();
const names = units.flatMap(({ id, aliases }) => [id, ...aliases]);
const context = { lexicon: compileLexicon(units), now: new Date('2023-12-04T01:00:00Z') };

const timesOf = (lines: readonly LabelledLine[], read: (text: string) => unknown): number[] => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const { text } of lines) {
      const from = performance.now();
      read(text);
      times.push((performance.now() - from) * 1000);
    }
  }
  return times.toSorted((a, b) => a - b);
};

const at = (times: readonly number[], share: number): number =>
  times[Math.floor(share * (times.length - 1))] ?? 0;
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

const table: Record<string, string | number>[] = [];
for (const file of ['utterances', 'held-out-lines'] as const) {
  const lines = labelledLines(file);
  const right = { intent: 0, unit: 0, period: 0 };
  for (const line of lines) {
    const label = intentLabel(understand(line.text, context));
    const alike = {
      intent: label.intent === line.intent,
      unit: label.unit === line.unit,
      period: label.period === line.period,
    };
    right.intent += Number(alike.intent);
    right.unit += Number(alike.unit);
    right.period += Number(alike.period);
    if (showMisses && !(alike.intent && alike.unit && alike.period)) {
      process.stdout.write(`${JSON.stringify(line)} -> ${JSON.stringify(label)}\n`);
    }
  }
  const times = timesOf(lines, (text) => understand(text, context));
  const search = timesOf(lines, (text) => names.filter((name) => text.includes(name)));
  table.push({
    file,
    lines: lines.length,
    intent: percent(right.intent, lines.length),
    unit: percent(right.unit, lines.length),
    period: percent(right.period, lines.length),
    'median µs': Math.round(at(times, 0.5)),
    'p99 µs': Math.round(at(times, 0.99)),
    'times a plain search': Math.round(at(times, 0.5) / Math.max(at(search, 0.5), 0.1)),
  });
}
report(table);
