import { expect, test } from 'vitest';
import type { Site, Unit } from '../../src/domain/records/index.js';
import { subjectsOf } from '../../src/domain/subject.js';

const unit = (kind: Unit['kind']): Unit => ({ id: '示例区', kind, aliases: [] });
const site = (about: Partial<Site>): Site => ({ id: '一网', unitId: '示例区', ...about });
const perSite = { scoredBy: 'site' } as const;

test.each<[string, Unit['kind'], Site[], object]>([
  ['a county without a known site', 'county', [], { kind: 'portal', withoutServices: false }],
  ['a development zone', 'development_zone', [], { kind: 'portal' }],
  ['a department', 'department', [], { kind: 'department' }],
  ['a department whose site is a portal', 'department', [site({ kind: 'portal' })], { kind: 'portal' }],
  ['a site known to offer no services', 'county', [site({ hasServices: false })], { withoutServices: true }],
  ['a site that offers some', 'county', [site({ hasServices: true })], { withoutServices: false }],
])('%s', (_what, kind, sites, expected) => {
  expect(subjectsOf(unit(kind), sites, perSite)).toMatchObject([{ unitId: '示例区', ...expected }]);
});

test('a unit of no stated kind has none, so nothing for one kind of site applies', () => {
  expect(subjectsOf(unit('competent'), [], perSite)).toEqual([{ unitId: '示例区', withoutServices: false }]);
});

test('several sites are several subjects only where the set scores sites', () => {
  const sites = [site({ kind: 'portal' }), site({ id: '二网', kind: 'department' })];
  expect(subjectsOf(unit('county'), sites, perSite)).toMatchObject([
    { siteId: '一网', kind: 'portal' },
    { siteId: '二网', kind: 'department' },
  ]);
  expect(subjectsOf(unit('county'), sites, { scoredBy: 'unit' })).toEqual([
    { unitId: '示例区', kind: 'portal', withoutServices: false },
  ]);
});
