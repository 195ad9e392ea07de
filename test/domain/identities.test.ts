import { describe, expect, test } from 'vitest';
import { loadRules } from '../../config/rules-load.js';
import { brokenIdentities } from '../../src/domain/identities.js';
import { schema } from '../../storage/schema.js';

const { identities } = loadRules();
const brokenIn = (collection: string, record: object): string[] =>
  brokenIdentities(identities, collection, { ...record }).map(({ identity }) => identity.says);

describe('figures that should agree', () => {
  test.each([
    [
      'mailboxStats',
      { received: 3771, answeredConsultations: 558, suggestions: 3213, transferred: 3352 },
      [],
    ],
    [
      'mailboxStats',
      { received: 3772, answeredConsultations: 558, suggestions: 3213 },
      ['解答咨询 + 意见建议 = 来信'],
    ],
    ['mailboxStats', { received: 3771, answeredConsultations: 558 }, []],
    ['inspections', { checked: 56, qualified: 55, unqualified: 1, passRate: 98.21 }, []],
    ['inspections', { checked: 56, qualified: 55, unqualified: 2 }, ['合格数 + 不合格数 = 检查数']],
    [
      'inspectionParts',
      { checked: 4, unqualified: 1, passRate: 70 },
      ['合格率 = (检查数 − 不合格数) ÷ 检查数'],
    ],
    ['inspections', { running: 10, checked: 11 }, ['检查数不大于在运行数']],
    ['inspections', { checked: 0, qualified: 0, passRate: 100 }, []],
    ['messageStats', { received: 26, overdue: 0, onTimeRate: 100 }, []],
    ['messageStats', { received: 26, overdue: 27 }, ['逾期数不大于收到数']],
    ['submissions', { submitted: 2000, adopted: 773, adoptionRate: 38.65, approximate: false }, []],
    ['submissions', { submitted: 2000, adopted: 2100, approximate: false }, ['采用量不大于报送量']],
    ['submissions', { submitted: 2000, adopted: 2100, approximate: true }, []],
    ['reminderSlips', { sent: 659, done: 653, doneRate: 99.1 }, []],
    ['reminderSlips', { sent: 659, done: 653, doneRate: 99.9 }, ['办结率 = 办结数 ÷ 发出数']],
  ])('%s %o', (collection, record, says) => {
    expect(brokenIn(collection, record)).toEqual(says);
  });
});

test('each identity speaks of fields that its collections have, and says where it comes from', () => {
  for (const identity of identities) {
    const fields =
      identity.kind === 'sum'
        ? [identity.total, ...identity.parts]
        : [identity.part, identity.whole, ...(identity.kind === 'rate' ? [identity.rate] : [])];
    for (const name of identity.collections) {
      const { type } = schema[name as keyof typeof schema];
      expect(Object.keys(type.shape)).toEqual(expect.arrayContaining(fields));
    }
    expect(identity.source).not.toBe('');
  }
});
