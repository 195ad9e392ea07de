import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packageRoot } from '../../config/root.js';
import { Rules } from '../../config/rules.js';
import { loadRules } from '../../config/rules-load.js';

describe('the rule data', () => {
  const rules = loadRules();

  test('every number has a source and a date', () => {
    expect(Rules.parse(rules)).toEqual(rules);
    const all = [...rules.columnCycles, ...rules.answerClocks, rules.emptyColumn, rules.filing];
    for (const { source, effectiveFrom } of all) {
      expect(source).not.toBe('');
      expect(effectiveFrom).not.toBe('');
    }
  });

  test('the answer clocks differ and are not mixed', () => {
    expect(rules.answerClocks.map((clock) => [clock.channel, clock.dueWorkdays, clock.startsAt])).toEqual([
      ['error_report', 3, 'transferred'],
      ['simulated', 5, 'received'],
      ['site_consult', undefined, 'received'],
      ['mailbox', undefined, 'received'],
    ]);
  });

  test('no word of a column type stands for two cycles', () => {
    const words = rules.columnCycles.flatMap((cycle) => cycle.words);
    expect(words).toEqual([...new Set(words)]);
  });

  describe('edited by an office', () => {
    let folder = '';
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'rules-'));
      await cp(join(packageRoot, 'config', 'rules'), folder, { recursive: true });
    });
    afterEach(() => rm(folder, { recursive: true }));

    test('is read from its folder', async () => {
      await writeFile(
        join(folder, 'filing.yaml'),
        'daysInAdvance: 5\nvalidDays: 90\nsource: 本市规定\neffectiveFrom: 2024-01-01\n',
      );
      expect(loadRules(folder).filing.daysInAdvance).toBe(5);
    });

    test.each([
      ['filing.yaml', 'daysInAdvance: 5\nvalidDays: 90\neffectiveFrom: 2024-01-01\n', /filing\.yaml.*source/],
      ['answer-clocks.yaml', '- channel: fax\n  startsAt: received\n', /answer-clocks\.yaml.*0\.channel/],
      ['column-cycles.yaml', '- type: [', /unreadable.*column-cycles\.yaml/],
    ])('a faulty %s is refused, naming file and field', async (name, text, hint) => {
      await writeFile(join(folder, name), text);
      expect(() => loadRules(folder)).toThrow(hint);
    });
  });
});
