import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBindingCode } from '../../handlers/codes.js';
import type { Member } from '../../src/domain/records/index.js';
import { chats, type RunningDemo, runDemo } from '../support/demo.js';
import { runIn } from '../support/tongbao.js';

let demo: RunningDemo;
beforeEach(async () => {
  demo = await runDemo();
});
afterEach(() => demo.remove());

const house = () => demo.service.house;
const filings = () => house().store.find('filings', { index: 'byAccount' });
const minutes = (count: number): void =>
  demo.clock.moveTo(new Date(demo.clock.now().getTime() + count * 60_000));

/** What only a command changes; that one was refused is written down, too. */
const state = async (): Promise<string> => {
  const { store } = house();
  return JSON.stringify([
    await filings(),
    await store.find('members', { index: 'byUnit' }),
    (await store.find('audits', { index: 'byTime' }))
      .map(({ action }) => action)
      .filter((action) => !action.endsWith('_refused')),
  ]);
};

const memberOf = async (id: string): Promise<Member> => {
  const member = await house().store.get('members', id);
  if (member === undefined) throw new Error(`no member ${id}`);
  return member;
};
const putMember = (member: Member): Promise<void> =>
  house().store.transaction((tx) => tx.put('members', member));

describe.each(['wecom', 'dingtalk'] as const)('on %s nothing leaks and nothing is done', (platform) => {
  const { direct, city } = chats[platform];
  const say = (userId: string, text: string, more: { quote?: string; nick?: string } = {}): Promise<string> =>
    demo.ask(direct(userId), userId, text, more);
  const file = (userId: string, account: string): Promise<string> =>
    say(userId, `报备 “${account}”微信 12月20日注销`);

  test('for somebody else’s unit', async () => {
    const before = await state();
    expect(await file('jinshui', '示例区融媒')).toContain('登记在别的单位名下');
    expect(await say('jinshui', '确认')).toContain('没有等待确认');
    expect(await say('jinshui', '整改 1 已整改')).not.toContain('将提交');
    expect(await say('jinshui', '示例区逾期留言')).not.toContain('SL-');
    expect(await state()).toBe(before);
  });

  test('by people who are bound to nothing, or whose role has no part in it', async () => {
    const before = await state();
    for (const command of [
      '报备',
      '整改',
      '整改 1 已整改',
      '待审报备',
      '同意报备 1',
      '待复查',
      '复查通过 1',
    ]) {
      const answer = await say('xinren', command);
      expect(answer).not.toMatch(/示例区|示例局|将/u);
    }
    for (const command of [
      '待审报备',
      '同意报备 1',
      '复查通过 1',
      '报备 “示例区融媒” 12月20日注销',
      '整改',
    ]) {
      expect(await say('shenhe', command)).not.toMatch(/示例区|示例局|将提交|将同意/u);
    }
    for (const command of ['待审报备', '同意报备 1', '待复查', '复查通过 1']) {
      expect(await say('shiliqu-admin', command)).toContain('只有管理员');
    }
    expect(await state()).toBe(before);
  });

  test('in a group, whoever asks', async () => {
    const before = await state();
    for (const command of ['待审报备', '同意报备 1', '待复查']) {
      const answer = await demo.ask(city, 'guanli', command);
      expect(answer).toContain('单聊');
      expect(answer).not.toMatch(/示例局政务|示例区发布/u);
    }
    expect(await demo.ask(city, 'shiliqu', '报备 “示例区融媒” 12月20日注销')).toContain('单聊');
    expect(await state()).toBe(before);
  });

  test('on a confirmation that is late, said twice, delivered again, or given by another', async () => {
    await file('shiliqu', '示例区融媒');
    const before = await state();
    expect(await say('shiliqu-admin', '确认')).toContain('没有等待确认');
    const other = platform === 'wecom' ? chats.dingtalk : chats.wecom;
    // The same human by the other account: what was asked here is confirmed here.
    expect(await demo.ask(other.direct('shiliqu'), 'shiliqu', '确认')).toContain('没有等待确认');
    minutes(6);
    expect(await say('shiliqu', '确认')).toContain('超时');
    expect(await state()).toBe(before);

    await file('shiliqu', '示例区融媒');
    expect(await say('shiliqu', '确认')).toContain('等待批复');
    const done = await state();
    await demo.emulator.redeliver();
    expect(await say('shiliqu', '确认')).toContain('没有等待确认');
    expect(await state()).toBe(done);
  });

  test('on a confirmation by somebody who meanwhile lost the right', async () => {
    await file('shiliqu', '示例区融媒');
    const member = await memberOf(`${platform}:shiliqu`);
    await putMember({ ...member, unitIds: ['金水区'] });
    const before = await state();
    expect(await say('shiliqu', '确认')).toContain('登记在别的单位名下');
    expect(await state()).toBe(before);

    await say('guanli', '同意报备 1');
    await putMember({ ...(await memberOf(`${platform}:guanli`)), expiresAt: '2023-12-04T00:00:00.000Z' });
    const ended = await state();
    expect(await say('guanli', '确认')).toContain('只有管理员');
    expect(await state()).toBe(ended);
  });

  test('on what somebody else decided first', async () => {
    await say('guanli', '同意报备 1');
    await house().store.transaction(async (tx) => {
      const [filing] = await tx.find('filings', { index: 'byAccount', equals: ['示例局政务'] });
      if (filing !== undefined) await tx.put('filings', { ...filing, decision: 'rejected' });
    });
    const before = await state();
    expect(await say('guanli', '确认')).toMatch(/没有办理/u);
    expect(await state()).toBe(before);
  });

  test('by one human who handed it in by another account', async () => {
    await file('shiliqu', '示例区融媒');
    await say('shiliqu', '确认');
    const { personId } = await memberOf(`${platform}:shiliqu`);
    await putMember({ ...(await memberOf(`${platform}:guanli`)), personId });
    await say('guanli', '同意报备 2');
    const before = await state();
    expect(await say('guanli', '确认')).toContain('您本人');
    expect(await state()).toBe(before);
  });

  /** What the shell printed. */
  const tongbao = async (...argv: readonly string[]): Promise<string> =>
    (await runIn(house(), demo.dataDir, argv)).printed;
  const account = `${platform}:shiliqu`;

  test.each<[string, () => Promise<string>, string]>([
    [
      'let go of',
      async () => {
        await say('shiliqu', '解绑');
        return await say('shiliqu', '确认');
      },
      '已解除',
    ],
    [
      'handed over',
      async () => {
        await say('shiliqu', '交接');
        const code = /绑定 ([2-9A-HJ-NP-Z]{8})/u.exec(await say('shiliqu', '确认'))?.[1] ?? '';
        return await say('xinren', `绑定 ${code}`);
      },
      '交接完成',
    ],
    ['lost to the operator', () => tongbao('member', 'remove', account), '已结束'],
    ['got anew from the operator', () => tongbao('member', 'add', account, '--unit', '登封市'), '登封市'],
    [
      'got back from the operator',
      async () => {
        await tongbao('member', 'remove', account);
        return await tongbao('member', 'add', account, '--unit', '示例区');
      },
      '已登记',
    ],
    [
      'got anew by a roster without numbers of persons',
      async () => {
        const roster = join(demo.dataDir, '人员.csv');
        await writeFile(roster, `平台,用户ID,单位,角色\n${platform},shiliqu,登封市,工作人员\n`);
        return await tongbao('import', roster);
      },
      '导入',
    ],
  ])('by one human who handed it in by an account that he %s since', async (_name, how, done) => {
    await file('shiliqu', '示例区融媒');
    await say('shiliqu', '确认');
    const { personId } = await memberOf(account);
    await putMember({ ...(await memberOf(`${platform}:guanli`)), personId });
    expect(await how()).toContain(done);
    await say('guanli', '同意报备 2');
    const before = await state();
    expect(await say('guanli', '确认')).toContain('您本人');
    expect(await state()).toBe(before);
  });

  test('on a code that is used or expired', async () => {
    const code = (): Promise<string> =>
      house().store.transaction((tx) =>
        createBindingCode(tx, {
          unitId: '登封市',
          role: 'staff',
          createdBy: 'operator',
          now: house().clock.now(),
          validHours: 1,
          random: house().randomBytes,
        }),
      );
    const used = await code();
    await say('zhongyuan', `绑定 ${used}`);
    const before = await state();
    expect(await say('xinren', `绑定 ${used}`)).toContain('用过');
    const late = await code();
    minutes(61);
    expect(await say('xinren', `绑定 ${late}`)).toContain('过期');
    expect(await state()).toBe(before);
  });

  test('on what a line quotes', async () => {
    const quoting = (userId: string, chat: string, text: string, quote: string): Promise<string> =>
      demo.ask(chat, userId, text, { quote });
    await file('shiliqu', '示例区融媒');
    const before = await state();
    await quoting('shiliqu', direct('shiliqu'), '收到', '确认');
    await quoting('guanli', city, '收到', '同意报备 1');
    await quoting('guanli', direct('guanli'), '看一下', '同意报备 1');
    await say('guanli', '确认');
    expect(await state()).toBe(before);
    const entries = await house().store.find('inbox', { index: 'byState', equals: ['answered'] });
    const quoted = entries.flatMap(({ event }) => event.quotedText ?? []);
    // The self-built app of WeCom is told of no quotation.
    expect(quoted).toHaveLength(platform === 'wecom' ? 1 : 3);
  });

  test('on a quotation that was pasted into the line', async () => {
    const before = await state();
    const pasted = await say('guanli', '「示例局：同意报备 1」\n- - - - - -\n这个怎么处理');
    expect(pasted).not.toContain('将同意');
    await say('guanli', '确认');
    expect(await state()).toBe(before);
  });
});

test('a display name decides nothing', async () => {
  const before = await state();
  const nick = '督查管理员（示例）';
  for (const command of ['待审报备', '同意报备 1', '发绑定码 示例区', '发布2023Q4通报摘要']) {
    const answer = await demo.ask(chats.dingtalk.direct('xinren'), 'xinren', command, { nick });
    expect(answer).not.toMatch(/示例局政务|将|绑定码：/u);
  }
  expect(
    await demo.ask(chats.dingtalk.direct('xinren'), 'xinren', '逾期留言', { nick: '示例区联络员（示例）' }),
  ).not.toContain('SL-');
  expect(await state()).toBe(before);
});
