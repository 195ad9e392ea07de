import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { maskPersonalData } from '../../src/domain/privacy/index.js';

/** A message, what of it is personal, and what it is about. All people, numbers and places are invented. */
const Line = z.object({
  kind: z.enum(['phone', 'id', 'card', 'plate', 'name', 'address', 'keep']),
  text: z.string(),
  hide: z.array(z.string()),
  keep: z.array(z.string()).default([]),
});
type Line = z.infer<typeof Line>;

const linesOf = (file: string): Line[] =>
  readFileSync(new URL(`../fixtures/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)));

/** What of a line is still to be read that should not be, or is gone that should not be. */
const faultOf = ({ text, hide, keep }: Line): string | undefined => {
  const masked = maskPersonalData(text);
  const isFaulty = hide.some((one) => masked.includes(one)) || keep.some((one) => !masked.includes(one));
  return isFaulty ? `${text} → ${masked}` : undefined;
};

/** Numbers are told by their form: none may be missed. Names and addresses are best effort. */
const least: Readonly<Record<Line['kind'], number>> = {
  phone: 1,
  id: 1,
  card: 1,
  plate: 1,
  name: 0.95,
  address: 0.95,
  keep: 1,
};

const files = [
  'personal-data.jsonl',
  'personal-data-2.jsonl',
  'personal-data-3.jsonl',
  'personal-data-4.jsonl',
  'personal-data-5.jsonl',
  'personal-data-6.jsonl',
  'personal-data-7.jsonl',
  'personal-data-8.jsonl',
  'personal-data-9.jsonl',
  'personal-data-10.jsonl',
  'personal-data-11.jsonl',
  'personal-data-12.jsonl',
  'personal-data-13.jsonl',
];

describe.each(files)('%s', (file) => {
  const lines = linesOf(file);

  // The sixth set holds names and addresses only.
  test.each(Object.entries(least).filter(([kind]) => lines.some((line) => line.kind === kind)))(
    '%s',
    (kind, share) => {
      const own = lines.filter((line) => line.kind === kind);
      const faults = own.flatMap((line) => faultOf(line) ?? []);
      expect(own.length).toBeGreaterThan(1);
      expect(1 - faults.length / own.length, faults.join('\n')).toBeGreaterThanOrEqual(share);
    },
  );
});

test('masking is done once: a masked text stays as it is', () => {
  for (const { text } of files.flatMap(linesOf)) {
    const masked = maskPersonalData(text);
    expect(maskPersonalData(masked)).toBe(masked);
  }
});

/** Lines that speak of units, columns, accounts and notices, and of nobody. */
const publicLines = (): string[] => {
  const folder = new URL('../../examples/zhengzhou-2023q4/', import.meta.url);
  const sheets = readdirSync(folder).filter((name) => name.endsWith('.csv') && name !== '通报.csv');
  return [
    ...sheets.map((name) => new URL(name, folder)),
    new URL('../fixtures/utterances.jsonl', import.meta.url),
    new URL('../fixtures/held-out-lines.jsonl', import.meta.url),
    new URL('../fixtures/held-out-lines-2.jsonl', import.meta.url),
  ].flatMap((file) => readFileSync(file, 'utf8').split('\n'));
};

test('what is public stays as it is', () => {
  const lines = publicLines();
  expect(lines.length).toBeGreaterThan(900);
  expect(lines.filter((line) => maskPersonalData(line) !== line)).toEqual([]);
});
