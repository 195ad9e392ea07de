import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { createBindingCode } from '../../handlers/codes.js';
import { instantAt } from '../../src/domain/day.js';
import { endOf } from '../../src/domain/members.js';
import type { Member } from '../../src/domain/records/index.js';
import { type Desk, linesOf, openDesk } from './desk.js';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

type More = { readonly now?: string; readonly in?: string; readonly platform?: 'wecom' | 'dingtalk' };

const says = async (as: string, text: string, more: More = {}): Promise<string> =>
  linesOf(await desk.say(text, { as, ...more })).join('\n');

const at = (day: string, time = '09:00'): More => ({ now: instantAt(day, time).toISOString() });

const codeIn = (said: string): string => /绑定 ([2-9A-HJ-NP-Z]{8})/u.exec(said)?.[1] ?? '';

/** The code that somebody gets who goes on leave until a day. */
const leave = async (as: string, until = '12月20日', more: More = {}): Promise<string> => {
  const asked = await desk.say(`委托至${until}`, { as, ...more });
  expect(asked.pending?.kind, linesOf(asked).join('\n')).toBe('confirm');
  return codeIn(linesOf(await desk.confirm({ as, ...more }, asked.pending)).join('\n'));
};

/** A delegation that somebody holds. */
const standIn = async (from: string, to: string, until = '12月20日'): Promise<string> =>
  await says(to, `绑定 ${await leave(from, until)}`);

const change = async (id: string, about: Partial<Member>): Promise<void> => {
  const member = await desk.store.get('members', id);
  if (member === undefined) throw new Error(`no member ${id}`);
  await desk.store.transaction((tx) => tx.put('members', { ...member, ...about }));
};

const delegations = () => desk.store.find('delegations', { index: 'byExpiry' });
const ledger = '我单位逾期留言';

describe('委托', () => {
  test('repeats what it understood, and gives a code after the confirmation only', async () => {
    const asked = await desk.say('请假委托到12月20日', { as: 'shiliqu' });
    const said = linesOf(asked).join('\n');
    expect(said).toMatch(/示例区[\s\S]*2023年12月20日（含当天）[\s\S]*确认/u);
    expect(codeIn(said)).toBe('');
    expect(await delegations()).toEqual([]);
    const code = codeIn(linesOf(await desk.confirm({ as: 'shiliqu' }, asked.pending)).join('\n'));
    expect(code).not.toBe('');
    const [one] = await delegations();
    expect(one).toMatchObject({
      personId: '示例-shiliqu',
      memberId: 'wecom:shiliqu',
      unitIds: ['示例区'],
      role: 'staff',
      expiresAt: '2023-12-20T16:00:00.000Z',
    });
    expect(JSON.stringify([one, await desk.store.find('audits', { index: 'byTime' })])).not.toContain(code);
  });

  test('asks for the day when it is missing, and takes it from the next line', async () => {
    const asked = await desk.say('委托', { as: 'shiliqu' });
    expect(linesOf(asked).join()).toContain('到哪一天');
    expect(asked.pending).toMatchObject({ kind: 'ask', command: 'delegate' });
  });

  test.each([
    ['委托至12月3日', '已经过去'],
    ['委托至2023年11月20日', '已经过去'],
    ['委托至2月30日', '没有“2月30日”'],
    ['委托至2024年1月4日', '最晚到2024年1月3日'],
    ['委托至明年5月', '到哪一天'],
  ])('%s: %s', async (text, why) => {
    const said = await desk.say(text, { as: 'shiliqu' });
    expect(linesOf(said).join()).toContain(why);
    expect(said.pending?.kind).toBe('ask');
  });

  test('today and the thirty-first day from today are days', async () => {
    for (const text of ['委托至今天', '委托至2024年1月3日']) {
      expect((await desk.say(text, { as: 'shiliqu' })).pending?.kind).toBe('confirm');
    }
  });

  test('the days are those of Shanghai: before midnight and after', async () => {
    const late = { as: 'shiliqu', now: '2023-12-04T15:59:59.000Z' };
    expect((await desk.say('委托至12月4日', late)).pending?.kind).toBe('confirm');
    const early = { as: 'shiliqu', now: '2023-12-04T16:00:00.000Z' };
    expect(linesOf(await desk.say('委托至12月4日', early)).join()).toContain('已经过去');
  });

  test('a confirmation that comes after midnight of that day does nothing', async () => {
    const asked = await desk.say('委托至今天', { as: 'shiliqu', ...at('2023-12-04', '23:59') });
    const said = await desk.confirm({ as: 'shiliqu', ...at('2023-12-05', '00:01') }, asked.pending);
    expect(linesOf(said).join()).toContain('已经过去');
    expect(await delegations()).toEqual([]);
  });

  test.each([
    ['guanli', '委托至12月20日', {}, '不能委托'],
    ['shenhe', '委托至12月20日', {}, '不能委托'],
    ['xinren', '委托至12月20日', {}, '没有绑定'],
    ['shiliqu', '委托至12月20日', { in: '示例区' }, '单聊'],
    ['shiliqu', '取消委托', { in: '示例区' }, '单聊'],
    ['shiliqu', '取消委托', {}, '没有委托别人'],
  ])('%s says %s (%o): %s', async (as, text, more, why) => {
    expect(await says(as, text, more)).toContain(why);
    expect(await delegations()).toEqual([]);
  });

  test('not beyond the end of one’s own binding', async () => {
    await change('wecom:shiliqu', { expiresAt: endOf('2023-12-10') });
    expect(await says('shiliqu', '委托至12月11日')).toContain('到2023年12月10日为止');
    expect((await desk.say('委托至12月10日', { as: 'shiliqu' })).pending?.kind).toBe('confirm');
  });

  test('asked anew before anybody took it up, the first code is worth nothing', async () => {
    const first = await leave('shiliqu');
    const second = await leave('shiliqu', '12月22日');
    expect(await says('xinren', `绑定 ${first}`)).toContain('已经结束');
    expect(await says('xinren', `绑定 ${second}`)).toContain('到2023年12月22日');
  });

  test('taken up, a second one waits for the first to be ended', async () => {
    await standIn('shiliqu', 'xinren');
    expect(await says('shiliqu', '委托至12月22日')).toContain('您已委托xinren');
  });
});

describe('a delegate', () => {
  test('sees what the person on leave sees until the end of the last day, and then no more', async () => {
    expect(await says('xinren', ledger)).toContain('还没有绑定');
    const code = await leave('shiliqu');
    expect(await says('xinren', ledger)).toContain('还没有绑定');
    const taken = await says('xinren', `绑定 ${code}`);
    expect(taken).toMatch(/示例区联络员（示例）[\s\S]*示例区[\s\S]*2023年12月20日/u);
    expect(await says('xinren', ledger)).toContain('SL-001');
    expect(await says('xinren', '我的单位')).toContain('您正代示例区联络员（示例）办理示例区的工作');
    expect(await says('xinren', ledger, at('2023-12-20', '23:59'))).toContain('SL-001');
    const after = await says('xinren', ledger, at('2023-12-21', '00:00'));
    expect(after).not.toContain('SL-001');
    expect(after).toContain('您代办示例区的委托已于2023年12月20日结束');
    expect(await desk.store.get('members', 'wecom:xinren')).toBeUndefined();
  });

  test('keeps the own binding as it was, and sees both units meanwhile', async () => {
    const before = await desk.store.get('members', 'wecom:jinshui');
    expect(await standIn('shiliqu', 'jinshui')).toContain('金水区的绑定不受影响');
    expect(await says('jinshui', ledger)).toContain('SL-001');
    expect(await says('jinshui', '金水区逾期留言')).not.toContain('只对该单位');
    expect(await says('jinshui', '我的单位')).toMatch(/您已绑定金水区[\s\S]*您正代/u);
    expect(await desk.store.get('members', 'wecom:jinshui')).toEqual(before);
    const after = at('2023-12-21');
    expect(await says('jinshui', '示例区逾期留言', after)).not.toContain('SL-001');
    expect(await says('jinshui', '我的单位', after)).toContain('您已绑定金水区');
    expect(await says('jinshui', '我的单位', after)).not.toContain('代');
    expect(await desk.store.get('members', 'wecom:jinshui')).toEqual(before);
  });

  test('stands in by each of his accounts', async () => {
    await standIn('shiliqu', 'jinshui');
    expect(await says('jinshui', '示例区逾期留言', { platform: 'dingtalk' })).toContain('SL-001');
  });

  test('stands in no more by an account of his that was let go', async () => {
    await standIn('shiliqu', 'jinshui');
    const ding = { as: 'jinshui', platform: 'dingtalk' as const };
    await desk.confirm(ding, (await desk.say('解绑', ding)).pending);
    expect(await says('jinshui', '示例区逾期留言', { platform: 'dingtalk' })).not.toContain('SL-001');
    expect(await says('jinshui', '示例区逾期留言')).toContain('SL-001');
  });

  test('does not delegate on, hand over, or unbind what is not his', async () => {
    await standIn('shiliqu', 'xinren');
    expect(await says('xinren', '委托至12月10日')).toContain('不能再委托');
    expect(await says('xinren', '交接')).toContain('不能替别人交接');
    expect(await says('xinren', '解绑')).toContain('取消委托');
    expect(await delegations()).toHaveLength(1);
  });

  test('who goes on leave himself passes on his own units alone', async () => {
    await standIn('shiliqu', 'jinshui');
    const asked = await desk.say('委托至12月10日', { as: 'jinshui' });
    expect(linesOf(asked).join()).toContain('您代示例区联络员（示例）办理的工作不在其中');
    const code = codeIn(linesOf(await desk.confirm({ as: 'jinshui' }, asked.pending)).join('\n'));
    await says('xinren', `绑定 ${code}`);
    expect(await says('xinren', '我的单位')).toContain('金水区');
    expect(await says('xinren', '示例区逾期留言')).not.toContain('SL-001');
    const handed = await desk.say('交接', { as: 'jinshui' });
    expect(linesOf(handed).join()).toContain('金水区');
    expect(linesOf(handed).join()).not.toContain('示例区');
  });

  test.each([
    ['guanli', '不能代办'],
    ['shenhe', '不能代办'],
    ['shiliqu', '不能委托给自己'],
  ])('%s is none: %s, and the code stays unused', async (as, why) => {
    const code = await leave('shiliqu');
    expect(await says(as, `绑定 ${code}`, { platform: 'dingtalk' })).toContain(why);
    expect(await says('xinren', `绑定 ${code}`)).toContain('您已接受委托');
  });

  test('is none who is on leave himself', async () => {
    await standIn('jinshui', 'laoren');
    const code = await leave('shiliqu');
    expect(await says('jinshui', `绑定 ${code}`)).toContain('您自己正在委托期间');
  });

  test('a code is good once, until its hour, and only for a person on leave who is still bound', async () => {
    const used = await leave('shiliqu');
    await says('xinren', `绑定 ${used}`);
    expect(await says('laoren', `绑定 ${used}`)).toContain('已经用过');
    const late = await leave('shiliju', '12月30日');
    expect(await says('laoren', `绑定 ${late}`, at('2023-12-08'))).toContain('已过期');
    const short = await leave('jinshui', '今天');
    expect(await says('laoren', `绑定 ${short}`, at('2023-12-05', '00:00'))).toContain('已过期');
    const orphaned = await leave('zhongyuan');
    await desk.store.transaction(async (tx) => {
      for (const platform of ['wecom', 'dingtalk']) await tx.remove('members', `${platform}:zhongyuan`);
    });
    expect(await says('laoren', `绑定 ${orphaned}`)).toContain('不能生效');
    expect(await says('laoren', ledger)).toContain('还没有绑定');
  });

  test('stands in for nobody once the office has him, under whatever number of a person', async () => {
    await standIn('shiliqu', 'xinren');
    await desk.store.transaction((tx) =>
      tx.put('members', {
        id: 'wecom:xinren',
        platform: 'wecom',
        userId: 'xinren',
        personId: 'wecom:xinren',
        unitIds: [],
        role: 'reviewer',
        boundBy: 'operator',
        boundAt: '2023-12-04T01:00:00.000Z',
      }),
    );
    expect(await says('xinren', '我的单位')).not.toContain('您正代');
    await desk.store.transaction((tx) => tx.remove('members', 'wecom:xinren'));
    expect(await says('xinren', '我的单位')).toContain('您正代');
  });

  test('loses what the person on leave loses, at once', async () => {
    await standIn('shiliqu', 'xinren');
    for (const platform of ['wecom', 'dingtalk'] as const) {
      await change(`${platform}:shiliqu`, { expiresAt: endOf('2023-12-05') });
    }
    expect(await says('xinren', ledger, at('2023-12-05'))).toContain('SL-001');
    expect(await says('xinren', ledger, at('2023-12-06'))).not.toContain('SL-001');
  });

  test('an own code binds him besides; the delegation ends, the binding stays', async () => {
    await standIn('shiliqu', 'xinren');
    const code = await desk.store.transaction((tx) =>
      createBindingCode(tx, {
        unitId: '登封市',
        role: 'staff',
        createdBy: 'operator',
        now: instantAt('2023-12-05', '09:00'),
        validHours: 72,
        random: randomBytes,
      }),
    );
    expect(await says('xinren', `绑定 ${code}`, at('2023-12-05'))).toContain('已绑定登封市');
    const member = await desk.store.get('members', 'wecom:xinren');
    expect(member).toMatchObject({ unitIds: ['登封市'], boundBy: 'code' });
    expect(member).not.toHaveProperty('expiresAt');
    const [one] = await delegations();
    expect(member?.personId).toBe(one?.delegate?.personId);
    expect(await says('xinren', '示例区逾期留言', at('2023-12-05'))).toContain('SL-001');
    expect(await says('xinren', '我的单位', at('2024-03-01'))).toContain('登封市');
  });
});

describe('取消委托', () => {
  test('ends it at once, whoever of the two says it', async () => {
    for (const who of ['shiliqu', 'xinren']) {
      await standIn('shiliqu', 'xinren');
      expect(await says('xinren', ledger)).toContain('SL-001');
      expect(await says(who, '取消委托')).toMatch(/已结束|委托已结束/u);
      expect(await says('xinren', ledger)).not.toContain('SL-001');
      expect(await says('shiliqu', ledger)).toContain('SL-001');
    }
    const actions = (await desk.store.find('audits', { index: 'byTime' })).map(({ action }) => action);
    for (const action of ['delegation_granted', 'delegation_taken_up', 'delegation_ended']) {
      expect(actions.filter((one) => one === action)).toHaveLength(2);
    }
  });

  test('before anybody took it up, its code is worth nothing', async () => {
    const code = await leave('shiliqu');
    expect(await says('shiliqu', '取消委托')).toContain('还没有人接受');
    expect(await says('xinren', `绑定 ${code}`)).toContain('已经结束');
  });

  test('who unbinds ends it too: bound again, nobody stands in his place', async () => {
    await standIn('shiliqu', 'xinren');
    const asked = await desk.say('解绑', { as: 'shiliqu' });
    await desk.confirm({ as: 'shiliqu' }, asked.pending);
    const [one] = await delegations();
    expect(one?.endedAt).toBeDefined();
  });
});

describe('the role of a delegate', () => {
  test('reports a rectification in place of the unit’s administrator, of that unit alone', async () => {
    await standIn('shiliqu-admin', 'shiliju');
    const own = (await says('shiliju', '整改')).split('\n');
    const at = own.findIndex((line) => /示例区.*图片新闻/u.test(line));
    expect(at).toBeGreaterThan(-1);
    const number = /(?<number>\d)\./u.exec(own[at] ?? '')?.groups?.number ?? '';
    const asked = await desk.say(`整改 ${number} 已更新图片新闻5条`, { as: 'shiliju' });
    expect(asked.pending?.kind).toBe('confirm');
    await desk.confirm({ as: 'shiliju' }, asked.pending);
    const rows = await desk.store.find('audits', { index: 'byTime' });
    expect(rows.find(({ action }) => action === 'problem_move')).toMatchObject({
      actor: 'wecom:shiliju',
      detail: { role: 'unit_admin', inPlaceOf: '示例-shiliqu-admin' },
    });
  });

  test('staff left to a unit’s administrator stays staff there', async () => {
    await standIn('shiliju', 'shiliqu-admin');
    await desk.store.transaction((tx) =>
      tx.put('problems', {
        id: 'p-shiliju',
        periodId: '2023Q3',
        kind: '链接不可用',
        unitId: '示例局',
        openEnded: false,
        rectification: 'open',
      }),
    );
    const lines = (await says('shiliqu-admin', '整改')).split('\n');
    const line = lines.find((one) => one.includes('示例局')) ?? '';
    const number = /(?<number>\d)\./u.exec(line)?.groups?.number ?? '';
    expect(await says('shiliqu-admin', `整改 ${number} 已修复`)).toContain('单位管理员提交');
  });
});

describe('a binding that ends', () => {
  test('says so afterwards, with the day and what to do, to the person alone', async () => {
    await change('wecom:shiliqu', { expiresAt: endOf('2023-12-03') });
    const answer = await desk.say(ledger, { as: 'shiliqu' });
    expect(linesOf(answer).join('\n')).toMatch(/示例区的绑定已于2023年12月3日结束[\s\S]*新的绑定码/u);
    expect(answer.reach).toEqual({ kind: 'asker' });
    for (const text of ['我单位排名', '我的单位', '整改', '委托至12月20日']) {
      expect(await says('shiliqu', text), text).toContain('已于2023年12月3日结束');
    }
  });

  test('shows its last day, not the day after', async () => {
    await change('wecom:shiliqu', { expiresAt: endOf('2023-12-20') });
    expect(await says('shiliqu', '我的单位')).toContain('有效期至2023年12月20日');
  });

  test('a new code of the administrator goes on with it, without an end', async () => {
    await change('wecom:shiliqu', { expiresAt: endOf('2023-12-20') });
    const code = codeIn(await says('guanli', '发绑定码 示例区'));
    expect(await says('shiliqu', `绑定 ${code}`)).toContain('已续期');
    const member = await desk.store.get('members', 'wecom:shiliqu');
    expect(member).toMatchObject({ unitIds: ['示例区'], personId: '示例-shiliqu' });
    expect(member).not.toHaveProperty('expiresAt');
  });

  test.each([
    ['a unit that is not the code’s', { unitIds: ['示例区', '示例局'] }, '一起延长'],
    ['a role above the code’s', { role: 'unit_admin' as const }, '不能为您续期'],
    ['the office’s role', { role: 'admin' as const }, '不能为您续期'],
  ])('is not made longer for %s', async (_name, about, why) => {
    await change('wecom:shiliqu', { ...about, expiresAt: endOf('2023-12-20') });
    const before = await desk.store.get('members', 'wecom:shiliqu');
    const code = codeIn(await says('guanli', '发绑定码 示例区'));
    expect(await says('shiliqu', `绑定 ${code}`)).toContain(why);
    expect(await desk.store.get('members', 'wecom:shiliqu')).toEqual(before);
  });

  test('a successor’s code makes nobody’s own binding longer', async () => {
    await change('wecom:shiliqu', { expiresAt: endOf('2023-12-20') });
    const asked = await desk.say('交接', { as: 'shiliqu' });
    const code = codeIn(linesOf(await desk.confirm({ as: 'shiliqu' }, asked.pending)).join('\n'));
    expect(await says('shiliqu', `绑定 ${code}`)).toContain('已经绑定');
    expect(await desk.store.get('members', 'wecom:shiliqu')).toHaveProperty('expiresAt');
  });
});
