import { describe, expect, test } from 'vitest';
import type { Answer, Asker } from '../../handlers/handler.js';
import type { Unit } from '../../src/domain/records/index.js';
import { remember } from '../../src/inbox/conversation.js';
import { nextPage } from '../../src/inbox/more.js';
import { createMemoryStore } from '../support/memory-store.js';

const now = new Date('2023-12-04T01:00:00.000Z');
const own: Unit = { id: '中原区', kind: 'county', aliases: [] };
const other: Unit = { id: '金水区', kind: 'county', aliases: [] };
const units = [own, other];

const asker = (more: Partial<Asker>): Asker => ({
  platform: 'wecom',
  key: 'wecom:somebody',
  units: [],
  standsIn: [],
  isOffice: false,
  ...more,
});
const staff = asker({ units: [own] });
const office = asker({ isOffice: true });
const officeWithUnit = asker({ isOffice: true, units: [own] });
const nobody = asker({});

/** Whether the rest of a list that `before` was shown is shown to what he is later. */
const isShown = async (reach: Answer['reach'], before: Asker, later: Asker): Promise<boolean> => {
  const store = createMemoryStore();
  const id = 'c';
  const more = { title: '清单', lines: ['一'], note: '' };
  await store.transaction((tx) =>
    remember(tx, { id, updatedAt: now.toISOString() }, { reach, more }, undefined, now, before),
  );
  const conversation = await store.get('conversations', id);
  if (conversation === undefined) throw new Error('nothing was remembered');
  return nextPage(conversation, { asker: later, now }) !== undefined;
};

const toAsker = { kind: 'asker' } as const;
const toUnit = { kind: 'unit', unitId: own.id } as const;

describe('the rest of a list', () => {
  test.each([
    ['of the office', 'still of the office', toAsker, office, office, true],
    ['of the office', 'of a unit since', toAsker, office, staff, false],
    ['of the office and of a unit', 'of the unit alone', toAsker, officeWithUnit, staff, false],
    ['of the office and of a unit', 'of the unit alone', toUnit, officeWithUnit, staff, false],
    ['of a unit', 'of it still', toAsker, staff, staff, true],
    ['of a unit', 'of another', toAsker, staff, asker({ units: [other] }), false],
    ['of two units', 'of one of them', toAsker, asker({ units }), staff, false],
    ['of no unit', 'of one since', toAsker, nobody, staff, false],
    ['of a unit', 'of none', toUnit, staff, nobody, false],
    ['of a unit', 'of none', { kind: 'public' } as const, staff, nobody, true],
  ])('shown to somebody %s who is %s (%j)', async (_before, _later, reach, before, later, expected) => {
    expect(await isShown(reach, before, later)).toBe(expected);
  });
});
