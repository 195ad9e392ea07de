import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { createBindingCode } from '../../handlers/codes.js';
import { endBinding } from '../../handlers/end-binding.js';
import type { Member } from '../../src/domain/records/index.js';
import { type Desk, demoNow, linesOf, openDesk } from './desk.js';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

const codeFor = (
  unitId: string,
  more: { readonly createdBy?: string; readonly replaces?: string } = {},
): Promise<string> =>
  desk.store.transaction((tx) =>
    createBindingCode(tx, {
      unitId,
      role: 'staff',
      createdBy: 'operator',
      now: new Date(demoNow),
      validHours: 72,
      random: randomBytes,
      ...more,
    }),
  );

const memberOf = async (id: string): Promise<Member> => {
  const member = await desk.store.get('members', id);
  if (member === undefined) throw new Error(`no member ${id}`);
  return member;
};
const change = async (id: string, what: Partial<Member>): Promise<void> => {
  const changed = { ...(await memberOf(id)), ...what };
  await desk.store.transaction((tx) => tx.put('members', changed));
};

const says = async (as: string, text: string, more: { now?: string; in?: string } = {}): Promise<string> =>
  linesOf(await desk.say(text, { as, ...more })).join('\n');

describe('a one-time code', () => {
  test('binds whoever sends it first, once', async () => {
    const code = await codeFor('登封市');
    expect(await says('xinren', `绑定 ${code}`)).toContain('登封市');
    expect(await says('xinren', '我单位排名')).toContain('第5名');
    expect(await says('laoren', `绑定 ${code}`)).not.toContain('已绑定登封市');
    expect(await says('laoren', '我单位排名')).toContain('还没有绑定单位');
  });

  test('is read whatever its letters look like on the phone', async () => {
    const code = await codeFor('登封市');
    const fullWidth = [...code].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('');
    expect(await says('xinren', ` 绑定：${fullWidth.toLowerCase()} `)).toContain('登封市');
  });

  test('is worth nothing once it has expired', async () => {
    const code = await codeFor('登封市');
    const late = { now: '2023-12-07T01:00:00.001Z' };
    expect(await says('xinren', `绑定 ${code}`, late)).not.toContain('已绑定登封市');
    expect(await says('xinren', '我单位排名', late)).toContain('还没有绑定单位');
  });

  test('is stored as its hash only', async () => {
    const code = await codeFor('登封市');
    const stored = await desk.store.find('bindingCodes', { index: 'byUnit', equals: ['登封市'] });
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain(code);
  });

  test('cannot be guessed: after five wrong ones even the right one waits for an hour', async () => {
    const code = await codeFor('登封市');
    for (const wrong of ['AAAAAAA2', 'AAAAAAA3', 'AAAAAAA4', 'AAAAAAA5', 'AAAAAAA6']) {
      await says('xinren', `绑定 ${wrong}`);
    }
    expect(await says('xinren', `绑定 ${code}`)).not.toContain('已绑定登封市');
    expect(await says('xinren', `绑定 ${code}`, { now: '2023-12-04T02:00:00.001Z' })).toContain('登封市');
  });

  test('adds a unit to the ones somebody has, and keeps the role', async () => {
    const code = await codeFor('金水区');
    await says('shiliqu-admin', `绑定 ${code}`);
    const member = await desk.store.get('members', 'wecom:shiliqu-admin');
    expect(member).toMatchObject({ unitIds: ['示例区', '金水区'], role: 'unit_admin' });
  });

  test('is made for known units only', async () => {
    await expect(codeFor('没有的区')).rejects.toMatchObject({ code: 'unit.unknown' });
  });
});

describe('解绑', () => {
  test('happens after a confirmation, and only then', async () => {
    const asked = await desk.say('解绑', { as: 'zhongyuan' });
    expect(await says('zhongyuan', '我单位排名')).toMatch(/第\d+名/u);
    await desk.confirm({ as: 'zhongyuan' }, asked.pending);
    const after = await says('zhongyuan', '我单位排名');
    expect(after).toContain('您与中原区的绑定已于2023年12月4日结束');
    expect(after).not.toMatch(/第\d+名/u);
  });

  test('leaves the account its person’s, also when a code binds it to something else', async () => {
    const { personId } = await memberOf('wecom:zhongyuan');
    const asked = await desk.say('解绑', { as: 'zhongyuan' });
    await desk.confirm({ as: 'zhongyuan' }, asked.pending);
    expect(await says('zhongyuan', `绑定 ${await codeFor('登封市')}`)).toContain('已绑定登封市');
    const again = await memberOf('wecom:zhongyuan');
    expect(again).toMatchObject({ personId, unitIds: ['登封市'], role: 'staff' });
    expect(again).not.toHaveProperty('expiresAt');
  });
});

test('a unit’s administrator whose binding has ended is not named as one to ask', async () => {
  expect(await says('shiliqu', '整改 1 已整改')).toContain('示例区管理员');
  for (const id of ['wecom:shiliqu-admin', 'dingtalk:shiliqu-admin']) {
    await change(id, { expiresAt: demoNow });
  }
  expect(await says('shiliqu', '整改 1 已整改')).not.toContain('示例区管理员');
});

test('on DingTalk an id in other letters is another account, on WeCom it is not', async () => {
  const asked = (platform: 'wecom' | 'dingtalk') => desk.say('我单位逾期留言', { as: 'ShiLiQu', platform });
  expect(linesOf(await asked('wecom')).join()).toContain('SL-001');
  expect(linesOf(await asked('dingtalk')).join()).toContain('还没有绑定单位');
});

test('saying a unit binds nobody', async () => {
  expect(await says('xinren', '我是金水区的')).toContain('绑定码');
  expect(await says('xinren', '我单位排名')).toContain('还没有绑定单位');
});

/** The code in what the bot said. */
const codeIn = (said: string): string => /绑定 ([2-9A-HJ-NP-Z]{8})/u.exec(said)?.[1] ?? '';

describe('发绑定码', () => {
  test('an administrator gets a code for a unit, by any of its names', async () => {
    const said = await says('guanli', '给发改委发绑定码');
    expect(said).toContain('市发展和改革委的绑定码');
    expect(await says('xinren', `绑定 ${codeIn(said)}`)).toContain('已绑定市发展和改革委');
    const rows = await desk.store.find('audits', { index: 'bySubject', equals: ['市发展和改革委'] });
    expect(rows).toContainEqual(expect.objectContaining({ action: 'code_issued', actor: 'wecom:guanli' }));
    expect(JSON.stringify(rows)).not.toContain(codeIn(said));
  });

  test.each([
    ['shiliqu', '发绑定码 示例区', {}, '由管理员发放'],
    ['shenhe', '发绑定码 示例区', {}, '由管理员发放'],
    ['guanli', '发绑定码 示例区', { in: '示例区' }, '单聊'],
    ['guanli', '发绑定码', {}, '写明单位'],
    ['guanli', '发绑定码 某某局', {}, '写明单位'],
    ['guanli', '发绑定码 金水区和中原区', {}, '一家'],
  ])('%s says %s (%o): refused, and no code is made', async (as, text, more, why) => {
    const said = await says(as, text, more);
    expect(said).toContain(why);
    expect(codeIn(said)).toBe('');
  });

  test.each<[string, Partial<Member>]>([
    ['was made something else', { role: 'reviewer' }],
    ['is bound no more', { expiresAt: '2023-12-04T01:00:00.000Z' }],
  ])('a code of an administrator who %s is worth nothing', async (_name, what) => {
    const code = codeIn(await says('guanli', '发绑定码 登封市'));
    await change('wecom:guanli', what);
    expect(await says('xinren', `绑定 ${code}`)).toContain('已不是管理员');
    expect(await says('xinren', '我单位排名')).toContain('还没有绑定单位');
  });

  test('a code of somebody who never was an administrator is worth nothing', async () => {
    for (const createdBy of ['wecom:shiliqu-admin', 'wecom:nobody']) {
      expect(await says('xinren', `绑定 ${await codeFor('登封市', { createdBy })}`)).toContain(
        '已不是管理员',
      );
    }
  });

  test('no more than twenty an hour', async () => {
    for (let at = 0; at < 20; at += 1) expect(codeIn(await says('guanli', '发绑定码 示例区'))).not.toBe('');
    expect(await says('guanli', '发绑定码 示例区')).toContain('稍后再试');
    expect(codeIn(await says('guanli', '发绑定码 示例区', { now: '2023-12-04T02:00:01.000Z' }))).not.toBe('');
  });
});

describe('交接', () => {
  const handedOver = async (as = 'shiliqu'): Promise<string> => {
    const asked = await desk.say('交接', { as });
    return linesOf(await desk.confirm({ as }, asked.pending)).join('\n');
  };
  const admins = ['wecom:shiliqu-admin', 'dingtalk:shiliqu-admin'];

  test('the successor is bound and the predecessor no longer, at one stroke', async () => {
    const code = codeIn(await handedOver());
    expect(await says('shiliqu', '我单位逾期留言')).toContain('SL-001');
    const said = await says('xinren', `绑定 ${code}`);
    expect(said).toContain('已绑定示例区');
    expect(said).toContain('交接完成');
    expect(await says('xinren', '我单位逾期留言')).toContain('SL-001');
    // One human on both platforms: neither account keeps it.
    for (const platform of ['wecom', 'dingtalk'] as const) {
      const own = await desk.say('我单位逾期留言', { as: 'shiliqu', platform });
      expect(linesOf(own).join()).not.toContain('SL-001');
    }
    const rows = await desk.store.find('audits', { index: 'bySubject', equals: ['wecom:shiliqu'] });
    expect(rows.map((row) => row.action)).toContain('member_handed_over');
  });

  test('nothing changes before somebody uses the code, nor when the predecessor does', async () => {
    const code = codeIn(await handedOver());
    await says('shiliqu', `绑定 ${code}`);
    expect(await says('shiliqu', '我单位逾期留言')).toContain('SL-001');
  });

  test('has one successor: asked again, the code of before is void', async () => {
    const first = codeIn(await handedOver());
    const again = await handedOver();
    expect(again).toContain('以前发出的交接用绑定码已经作废');
    expect(await says('xinren', `绑定 ${first}`)).toMatch(/已经作废[\s\S]*原联络员[\s\S]*0371-00000000/u);
    expect(await says('laoren', `绑定 ${codeIn(again)}`)).toContain('交接完成');
    expect(await says('xinren', '我单位排名')).toContain('还没有绑定单位');
  });

  test('leaves the codes of others, and of the office, as they are', async () => {
    const other = codeIn(await handedOver('shiliqu-admin'));
    const office = await codeFor('示例区');
    await handedOver();
    expect(await handedOver()).toContain('以前发出');
    expect(await says('xinren', `绑定 ${other}`)).toContain('单位管理员');
    expect(await says('laoren', `绑定 ${office}`)).toContain('已绑定示例区');
  });

  test('has one successor: his binding makes void what else is about, though the predecessor comes back', async () => {
    const { personId: replaces } = await memberOf('wecom:shiliqu');
    const [used, left] = [await codeFor('示例区', { replaces }), await codeFor('示例区', { replaces })];
    await says('xinren', `绑定 ${used}`);
    expect(await says('shiliqu', `绑定 ${await codeFor('示例区')}`)).toContain('已绑定示例区');
    expect(await says('laoren', `绑定 ${left}`)).toContain('已经作废');
  });

  test('passes on nothing once the predecessor has no part in the unit, and counts as a wrong code', async () => {
    const code = codeIn(await handedOver('shiliqu-admin'));
    await change('wecom:shiliqu-admin', { unitIds: ['登封市'] });
    // One human on both platforms: what one account still has can be handed over.
    await change('dingtalk:shiliqu-admin', { role: 'admin' });
    const said = await says('xinren', `绑定 ${code}`);
    expect(said).toContain('已经作废');
    expect(said).toContain('还可以再试4次');
    expect(await desk.store.get('members', 'wecom:xinren')).toBeUndefined();
    await change('dingtalk:shiliqu-admin', { role: 'unit_admin' });
    expect(await says('xinren', `绑定 ${code}`)).toContain('交接完成');
  });

  test('does not outlive the binding of who hands over, nor come back with it', async () => {
    const code = codeIn(await handedOver('shiliqu-admin'));
    const by = { by: 'operator', now: new Date(demoNow), newId: () => crypto.randomUUID() };
    for (const id of admins) {
      const member = await memberOf(id);
      await desk.store.transaction((tx) => endBinding(tx, member, by));
    }
    expect(await says('xinren', `绑定 ${code}`)).toContain('已经作废');
    await says('shiliqu-admin', `绑定 ${await codeFor('示例区')}`);
    expect(await says('xinren', `绑定 ${code}`)).toContain('已经作废');
  });

  test('gives no more than the predecessor has when it is used', async () => {
    const code = codeIn(await handedOver('shiliqu-admin'));
    for (const id of admins) await change(id, { role: 'staff' });
    expect(await says('xinren', `绑定 ${code}`)).toContain('工作人员');
    expect(await memberOf('wecom:xinren')).toMatchObject({ role: 'staff', unitIds: ['示例区'] });
  });

  test('is refused in a group, to the unbound, and to the office', async () => {
    expect(await says('shiliqu', '交接', { in: '示例区' })).toContain('单聊');
    expect(await says('xinren', '交接')).toContain('没有绑定');
    expect(await says('guanli', '交接')).toContain('运维人员');
  });
});
