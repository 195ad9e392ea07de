import { beforeAll, describe, expect, test } from 'vitest';
import type { Place } from '../../handlers/handler.js';
import type { Attachment } from '../../src/domain/records/index.js';
import { type Information, type Relation, type Spot, sightOf } from '../../src/domain/visibility.js';
import { mayShowHere } from '../../src/inbox/place.js';
import { type Desk, linesOf, openDesk } from './desk.js';

const relations: readonly Relation[] = ['unbound', 'other_unit', 'own_unit', 'office'];
const spots: readonly Spot[] = ['direct', 'units_own_group', 'another_units_group', 'shared_group'];

/**
 * Who may see what, where: a row for each who, a letter for each place in the order above. S = shown there,
 * D = only in the direct chat, R = refused. Seen from 示例区, which the information is about.
 */
const published: Readonly<Record<Information, readonly string[]>> = {
  public: ['SSSS', 'SSSS', 'SSSS', 'SSSS'],
  recipients: ['RRRR', 'SSSD', 'SSSD', 'SSSD'],
  unit: ['RRRR', 'RRRR', 'SSDD', 'SSDD'],
  office: ['RRRR', 'RRRR', 'RRRR', 'SDDD'],
  asker: ['SDDD', 'SDDD', 'SDDD', 'SDDD'],
};
/** What is not out yet answers only the office, in its direct chat. */
const unpublished = ['RRRR', 'RRRR', 'RRRR', 'SDDD'];

const letters = { show: 'S', direct: 'D', refuse: 'R' } as const;

const cells = (table: readonly string[]): [Relation, Spot, string][] =>
  relations.flatMap((relation, row) =>
    spots.map((spot, column): [Relation, Spot, string] => [relation, spot, table[row]?.[column] ?? '']),
  );

describe('the rule', () => {
  const information = ['public', 'recipients', 'unit', 'office', 'asker'] as const;

  test.each(information)('%s, published and not', (one) => {
    for (const [relation, spot, letter] of cells(published[one])) {
      expect([relation, spot, letters[sightOf(one, relation, spot, true)]]).toEqual([relation, spot, letter]);
    }
    for (const [relation, spot, letter] of cells(unpublished)) {
      expect([relation, spot, letters[sightOf(one, relation, spot, false)]]).toEqual([
        relation,
        spot,
        letter,
      ]);
    }
  });
});

const people: Readonly<Record<Relation, string>> = {
  unbound: 'xinren',
  other_unit: 'jinshui',
  own_unit: 'shiliqu',
  office: 'guanli',
};
const groups: Readonly<Record<Spot, string | undefined>> = {
  direct: undefined,
  units_own_group: '示例区',
  another_units_group: '中原区',
  shared_group: 'shared',
};

const attachment = (periodId: string, number: number, audience: Attachment['audience']): Attachment => ({
  id: `${periodId}/${number}`,
  periodId,
  number,
  title: `附表${number}`,
  file: `https://files.example/${periodId}-${number}`,
  audience,
});

/** A question for each kind of information, and what its answer holds only when it is told. */
const asked: readonly (readonly [string, readonly string[], string, (as: string) => string])[] = [
  ['published facts', published.public, '2023年四季度前五名', () => '上街区'],
  ['what addressees may have', published.recipients, '2023年四季度附件8', () => 'files.example/2023Q4-8'],
  ["a unit's open messages", published.unit, '示例区逾期留言', () => 'SL-001'],
  ["a unit's columns", published.unit, '示例区哪些栏目没更新', () => '通知公告'],
  ["a unit's accounts", published.unit, '示例区账号备案状态', () => '示例区融媒'],
  ['what only the office may have', published.office, '2023年四季度附件9', () => 'files.example/2023Q4-9'],
  [
    "the asker's own binding",
    // Who has none is told so anywhere, with how to bind: there is nothing to hide.
    ['SSSS', ...published.asker.slice(1)],
    '我绑定的是哪个单位',
    (as) => ({ xinren: '没有绑定', jinshui: '金水区', shiliqu: '示例区', guanli: '办公厅' })[as] ?? '?',
  ],
  ['an attachment before publication', unpublished, '2024年一季度附件8', () => 'files.example/2024Q1-8'],
  [
    'a public attachment before publication',
    unpublished,
    '2024年一季度附件7',
    () => 'files.example/2024Q1-7',
  ],
];

describe('answers keep to it', () => {
  let desk: Desk;
  let places: ReadonlyMap<Spot, Place>;
  beforeAll(async () => {
    desk = await openDesk();
    await desk.store.transaction(async (tx) => {
      for (const period of ['2023Q4', '2024Q1']) {
        await tx.put('attachments', attachment(period, 7, 'public'));
        await tx.put('attachments', attachment(period, 8, 'recipients'));
        await tx.put('attachments', attachment(period, 9, 'office'));
      }
    });
    const unitGroup = async (id: string): Promise<Place> => {
      const unit = await desk.store.get('units', id);
      if (unit === undefined) throw new Error(`no unit ${id}`);
      return { kind: 'unit_group', unit, groupName: `${id}群` };
    };
    places = new Map<Spot, Place>([
      ['direct', { kind: 'direct' }],
      ['units_own_group', await unitGroup('示例区')],
      ['another_units_group', await unitGroup('中原区')],
      ['shared_group', { kind: 'shared_group' }],
    ]);
  });

  const outcome = async (
    question: string,
    relation: Relation,
    spot: Spot,
    platform: 'wecom' | 'dingtalk',
    detailOf: (as: string) => string,
  ): Promise<string> => {
    const as = people[relation];
    const group = groups[spot];
    const answer = await desk.say(question, { as, platform, ...(group === undefined ? {} : { in: group }) });
    if (!linesOf(answer).join('\n').includes(detailOf(as))) return 'R';
    const place = places.get(spot);
    if (place === undefined) throw new Error(`no place ${spot}`);
    return mayShowHere(answer.reach, place) ? 'S' : 'D';
  };

  describe.each(['wecom', 'dingtalk'] as const)('on %s', (platform) => {
    test.each(asked)('%s', async (_what, table, question, detailOf) => {
      for (const [relation, spot, letter] of cells(table)) {
        const found = await outcome(question, relation, spot, platform, detailOf);
        expect([relation, spot, found]).toEqual([relation, spot, letter]);
      }
    });
  });
});
