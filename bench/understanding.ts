/**
 * How many labelled lines are read as labelled, and how long a line takes: beside a plain search of the same
 * line for all names and words, and with 3,000 and 30,000 units.
 * `npm run -s bench:understanding [-- --short] [-- --misses] [-- --intents]`
 */
import { shippedUnits } from '../src/ingest/index.js';
import { intentLabel } from '../src/understanding/label.js';
import { compileLexicon } from '../src/understanding/lexicon.js';
import type { NamedUnit, UnderstandingContext } from '../src/understanding/reading.js';
import { understand } from '../src/understanding/understand.js';
import { type LabelledLine, labelledLines, lineFiles } from '../test/understanding/labelled-lines.js';
import { report } from './report.js';

const rounds = process.argv.includes('--short') ? 1 : 20;
/** Also prints each line that was read otherwise. */
const showMisses = process.argv.includes('--misses');
/** Prints the figures by intent instead. */
const byIntent = process.argv.includes('--intents');

const units = await shippedUnits();
const now = new Date('2023-12-04T01:00:00Z');
const contextOf = (known: readonly NamedUnit[]): UnderstandingContext => ({
  lexicon: compileLexicon(known),
  now,
});
const context = contextOf(units);

/** Microseconds that each reading took, ascending; the first round only warms up. */
const timesOf = (lines: readonly LabelledLine[], read: (text: string) => unknown): number[] => {
  const times: number[] = [];
  for (const { text } of lines) read(text);
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
const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;

const labels = (lines: readonly LabelledLine[]) =>
  lines.map((line) => ({ line, label: intentLabel(understand(line.text, context)) }));

const accuracy = (): Record<string, string | number>[] =>
  lineFiles.map((file) => {
    const read = labels(labelledLines(file));
    const right = (key: 'intent' | 'unit' | 'period'): number =>
      read.filter(({ line, label }) => label[key] === line[key]).length;
    if (showMisses) {
      for (const { line, label } of read) {
        if (label.intent === line.intent && label.unit === line.unit && label.period === line.period)
          continue;
        process.stdout.write(`${JSON.stringify(line)} -> ${JSON.stringify(label)}\n`);
      }
    }
    return {
      what: file,
      lines: read.length,
      intent: percent(right('intent'), read.length),
      unit: percent(right('unit'), read.length),
      period: percent(right('period'), read.length),
    };
  });

const intents = (): Record<string, string | number>[] => {
  const read = lineFiles
    .filter((file) => file !== 'utterances')
    .flatMap((file) => labels(labelledLines(file)));
  return [...new Set(read.map(({ line }) => line.intent))].toSorted().map((intent) => {
    const own = read.filter(({ line }) => line.intent === intent);
    const right = own.filter(({ label }) => label.intent === intent);
    return { intent, lines: own.length, right: percent(right.length, own.length) };
  });
};

/** So many units as a large province has: bureaus of places, with the aliases that such names bring. */
const manyUnits = (count: number): NamedUnit[] => {
  const places = [...'东西南北中上下新老大小金银铜铁山水江河湖海林田']
    .flatMap((first) => [...'阳安平宁川泉原岭州城门桥关口台坡塘洲峰港'].map((second) => `${first}${second}`))
    .flatMap((place) => [`${place}市`, `${place}县`, `${place}区`]);
  const bureaus =
    '教育 公安 民政 财政 水利 交通 农业 卫健 文旅 体育 审计 统计 林业 司法 信访 住建 城管 商务 应急 税务'.split(
      ' ',
    );
  return places
    .flatMap((place) =>
      bureaus.map((bureau) => ({
        id: `${place}${bureau}局`,
        kind: 'department',
        aliases: [`${place.slice(0, 2)}${bureau}`],
      })),
    )
    .slice(0, count);
};

const speed = (): Record<string, string | number>[] => {
  const lines = lineFiles.flatMap((file) => labelledLines(file));
  const names = units.flatMap(({ id, aliases }) => [id, ...aliases]);
  const search = timesOf(lines, (text) => names.filter((name) => text.includes(name)));
  const row = (what: string, times: readonly number[]): Record<string, string | number> => ({
    what,
    'median µs': Math.round(at(times, 0.5)),
    'p99 µs': Math.round(at(times, 0.99)),
  });
  const sized = (count: number): number[] => {
    const many = contextOf([...units, ...manyUnits(count - units.length)]);
    return timesOf(lines, (text) => understand(text, many));
  };
  return [
    row(`a plain search for ${names.length} names`, search),
    row(
      `${units.length} units`,
      timesOf(lines, (text) => understand(text, context)),
    ),
    row('3,000 units', sized(3000)),
    row('30,000 units', sized(30_000)),
  ];
};

if (byIntent) report(intents());
else {
  report(accuracy());
  report(speed());
}
