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
    const all = [
      ...rules.columnCycles,
      ...rules.answerClocks,
      ...rules.siteVetoes,
      ...rules.accountCycles.variants.flatMap(({ cycles }) => cycles),
      rules.emptyColumn,
      rules.filing,
      rules.longStale,
    ];
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

  test('praise and limits in months are those of their own clock', () => {
    expect(rules.answerClocks.map(({ channel, honour, months }) => [channel, honour, months])).toEqual([
      ['error_report', { workdays: 1, by: 'closed' }, undefined],
      ['simulated', { workdays: 1, by: 'replied' }, undefined],
      ['site_consult', undefined, { vetoMonths: 3, withinMonths: 12, publishMonths: 2 }],
      ['mailbox', undefined, undefined],
    ]);
  });

  test('vetoes over columns have their limits, and speak of types that have a cycle', () => {
    expect(rules.siteVetoes.map(({ id, limit }) => [id, limit])).toEqual([
      ['site.veto.columns_stale.news', 5],
      ['site.veto.columns_stale.long', 10],
      ['site.veto.columns_stale.empty', 5],
      ['site.veto.home_stale', 1],
    ]);
    const known = new Set(rules.columnCycles.map(({ type }) => type));
    const named = rules.siteVetoes.flatMap(({ counts }) => (counts.kind === 'stale' ? counts.types : []));
    expect(named.filter(({ type }) => !known.has(type))).toEqual([]);
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
      ['account-cycles.yaml', 'inForce: nowhere\nendedStates: []\nvariants: []\n', /account-cycles\.yaml/],
      [
        'account-cycles.yaml',
        'inForce: a\nendedStates: []\nvariants:\n- {id: b, region: 某市, cycles: [{days: 7, source: 某市, effectiveFrom: "2024"}]}\n',
        /account-cycles\.yaml.*inForce.*variants/,
      ],
      [
        'site-vetoes.yaml',
        '- {id: x, title: x, text: x, limit: 1, counts: {kind: moon}, source: x, effectiveFrom: x}\n',
        /site-vetoes\.yaml.*0\.counts/,
      ],
      ['column-cycles.yaml', '- type: [', /unreadable.*column-cycles\.yaml/],
    ])('a faulty %s is refused, naming file and field', async (name, text, hint) => {
      await writeFile(join(folder, name), text);
      expect(() => loadRules(folder)).toThrow(hint);
    });
  });
});
