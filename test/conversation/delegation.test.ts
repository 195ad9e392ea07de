import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instantAt } from '../../src/domain/day.js';
import { endOf } from '../../src/domain/members.js';
import { chats, type RunningDemo, runDemo } from '../support/demo.js';
import { runIn } from '../support/tongbao.js';

let demo: RunningDemo;
beforeEach(async () => {
  demo = await runDemo();
});
afterEach(() => demo.remove());

const store = () => demo.service.house.store;
const codeIn = (said: string): string => /绑定 ([2-9A-HJ-NP-Z]{8})/u.exec(said)?.[1] ?? '';

/** What the bot said in a chat, once it holds these words. */
const until = async (chat: string, words: string): Promise<string> => {
  await expect.poll(() => demo.saidIn(chat).join('\n'), { timeout: 5000 }).toContain(words);
  return demo.saidIn(chat).join('\n');
};

describe.each(['wecom', 'dingtalk'] as const)('leave on %s', (platform) => {
  const { direct } = chats[platform];
  const say = (userId: string, text: string): Promise<string> => demo.ask(direct(userId), userId, text);

  /** The code that a colleague of somebody on leave gets. */
  const leave = async (userId: string): Promise<string> => {
    expect(await say(userId, '委托至12月20日')).toMatch(/2023年12月20日[\s\S]*确认/u);
    const codesSaid = () => demo.saidIn(direct(userId)).map(codeIn).filter(Boolean);
    const before = codesSaid().length;
    await say(userId, '确认');
    // A busy machine answers later, by a push.
    await expect.poll(() => codesSaid().length, { timeout: 5000 }).toBe(before + 1);
    return codesSaid().at(-1) ?? '';
  };

  test('a colleague stands in until the day, and the person on leave hears that he does', async () => {
    expect(await say('xinren', '我单位逾期留言')).not.toContain('SL-001');
    const code = await leave('shiliqu');
    expect(await say('xinren', `绑定 ${code}`)).toContain('您已接受委托');
    await until(direct('shiliqu'), '已接受您的委托');
    expect(await say('xinren', '我单位逾期留言')).toContain('SL-001');
    demo.clock.moveTo(instantAt('2023-12-20', '23:59'));
    expect(await say('xinren', '我单位逾期留言')).toContain('SL-001');
    demo.clock.moveTo(instantAt('2023-12-21', '00:00'));
    const after = await say('xinren', '我单位逾期留言');
    expect(after).not.toContain('SL-001');
    expect(after).toContain('已于2023年12月20日结束');
  });

  test('the day is asked for; a question in between is answered', async () => {
    expect(await say('shiliqu', '休假委托')).toContain('到哪一天');
    expect(await say('shiliqu', '逾期留言')).toContain('SL-001');
    await say('shiliqu', '委托');
    expect(await say('shiliqu', '下周五')).toMatch(/2023年12月15日[\s\S]*确认/u);
    expect(await say('shiliqu', '取消')).toContain('已取消');
    expect(await store().find('delegations', { index: 'byExpiry' })).toEqual([]);
  });

  test('nobody else confirms it, and after five minutes nobody does', async () => {
    await say('shiliqu', '委托至12月20日');
    expect(await say('jinshui', '确认')).toContain('没有等待确认');
    demo.clock.moveTo(new Date(demo.clock.now().getTime() + 5 * 60_000));
    expect(codeIn(await say('shiliqu', '确认'))).toBe('');
    expect(await store().find('delegations', { index: 'byExpiry' })).toEqual([]);
  });

  test('a delegate with a binding of his own has it back as it was', async () => {
    const before = await store().get('members', `${platform}:jinshui`);
    await say('jinshui', `绑定 ${await leave('shiliqu')}`);
    expect(await say('jinshui', '示例区逾期留言')).toContain('SL-001');
    expect(await say('jinshui', '金水区排名')).toContain('金水区');
    expect(await say('shiliqu', '取消委托')).toContain('委托已结束');
    await until(direct('jinshui'), '已结束委托');
    expect(await say('jinshui', '示例区逾期留言')).not.toContain('SL-001');
    expect(await say('jinshui', '我的单位')).toContain('您已绑定金水区');
    expect(await store().get('members', `${platform}:jinshui`)).toEqual(before);
  });

  test('forged, used and withdrawn codes open nothing', async () => {
    const used = await leave('shiliqu');
    await say('xinren', `绑定 ${used}`);
    const withdrawn = await leave('shiliju');
    await say('shiliju', '取消委托');
    for (const code of ['ABCDEFGH', used, withdrawn]) {
      expect(await say('zhongyuan', `绑定 ${code}`)).not.toContain('您已接受委托');
    }
    expect(await say('zhongyuan', '示例区逾期留言')).not.toContain('SL-001');
  });

  test('a delegate gets no unit, role or office that the person on leave has not', async () => {
    await say('xinren', `绑定 ${await leave('shiliqu')}`);
    const audits = async () => (await store().find('audits', { index: 'byTime' })).length;
    const before = await audits();
    for (const text of ['示例局逾期留言', '中原区待回复留言', '示例局账号备案情况', '各单位逾期留言']) {
      const said = await say('xinren', text);
      expect(said, text).not.toMatch(/[A-Z]{2}-\d/u);
    }
    for (const text of [
      '发绑定码 示例区',
      '待审报备',
      '同意报备 1',
      '待复查',
      '导出问题',
      '发布2023年第四季度通报摘要',
    ]) {
      expect(await say('xinren', text), text).toMatch(/管理员|没有|不能/u);
    }
    expect(await say('xinren', '整改 1 已更新')).toContain('单位管理员提交');
    expect(await say('xinren', '确认')).toContain('没有等待确认');
    expect(await audits()).toBe(before);
  });

  test('the rest of a long list is shown no more once the delegation has ended', async () => {
    await say('jinshui', `绑定 ${await leave('shiliqu')}`);
    await say('jinshui', '示例区逾期留言');
    const [conversation] = await store().find('conversations', {
      index: 'byUpdate',
      order: 'desc',
      limit: 1,
    });
    if (conversation === undefined) throw new Error('nothing was remembered');
    const more = (unitIds: string[]) =>
      store().transaction((tx) =>
        tx.put('conversations', {
          ...conversation,
          updatedAt: demo.clock.now().toISOString(),
          more: { title: '留言', lines: ['机密一'], note: '示例', reach: { kind: 'asker' }, unitIds },
        }),
      );
    await more(['金水区', '示例区']);
    expect(await say('jinshui', '更多')).toContain('机密一');
    await more(['金水区', '示例区']);
    await demo.ask(direct('shiliqu'), 'shiliqu', '取消委托');
    expect(await say('jinshui', '更多')).toContain('没有更多');
  });

  test('in a group nobody sees that somebody stands in, nor gets a code', async () => {
    const { city } = chats[platform];
    expect(await demo.ask(city, 'shiliqu', '委托至12月20日')).toMatch(/单聊/u);
    expect(await demo.ask(city, 'shiliqu', '确认')).not.toMatch(/绑定 [2-9A-HJ-NP-Z]{8}/u);
    await say('xinren', `绑定 ${await leave('shiliqu')}`);
    expect(await demo.ask(city, 'xinren', '我单位逾期留言')).not.toContain('SL-001');
  });

  test('the digest goes to the delegate, and to the person on leave again when he is back', async () => {
    await store().transaction(async (tx) => {
      for (const id of ['wrShiliquGroup0001']) await tx.remove('groups', id);
    });
    await say('xinren', `绑定 ${await leave('shiliqu')}`);
    demo.clock.moveTo(instantAt('2023-12-05', '09:10'));
    await demo.runDue();
    await until(direct('xinren'), '示例区有');
    expect(demo.saidIn('wecom:direct:shiliqu').join()).not.toContain('待办：');
    await say('shiliqu', '取消委托');
    demo.clock.moveTo(instantAt('2023-12-06', '09:10'));
    await demo.runDue();
    await until('wecom:direct:shiliqu', '示例区有');
    expect(demo.saidIn(direct('xinren')).join().split('示例区有')).toHaveLength(2);
  });

  test('an ended binding says when it ended; before that its end is told once', async () => {
    const id = `${platform}:zhongyuan`;
    const member = await store().get('members', id);
    if (member === undefined) throw new Error(`no member ${id}`);
    await store().transaction((tx) => tx.put('members', { ...member, expiresAt: endOf('2023-12-08') }));
    for (const day of ['2023-12-05', '2023-12-06']) {
      demo.clock.moveTo(instantAt(day, '09:10'));
      await demo.runDue();
    }
    const told = await until(direct('zhongyuan'), '到2023年12月8日为止');
    expect(told.split('到2023年12月8日为止')).toHaveLength(2);
    await until('wecom:direct:guanli', '绑定即将到期');
    demo.clock.moveTo(instantAt('2023-12-09', '10:00'));
    expect(await say('zhongyuan', '我单位逾期留言')).toContain('中原区的绑定已于2023年12月8日结束');
  });
});

test('the operator sees who stands in for whom, and ends it with the account', async () => {
  const { direct } = chats.wecom;
  const tongbao = async (...argv: string[]): Promise<string> =>
    (await runIn(demo.service.house, demo.dataDir, argv)).printed;
  await demo.ask(direct('shiliqu'), 'shiliqu', '委托至12月20日');
  const code = codeIn(await demo.ask(direct('shiliqu'), 'shiliqu', '确认'));
  expect(await tongbao('member', 'list', '--unit', '示例区')).toContain('还没有人接受，至2023年12月20日');
  await demo.ask(direct('xinren'), 'xinren', `绑定 ${code}`);
  expect(await tongbao('member', 'list')).toMatch(
    /示例区联络员（示例）（wecom:shiliqu）休假委托：示例区，由 \S+（wecom:xinren）代办，至2023年12月20日/u,
  );
  const listed: unknown = JSON.parse(await tongbao('member', 'list', '--unit', '示例区', '--json'));
  expect(listed).toContainEqual(
    expect.objectContaining({
      id: 'wecom:shiliqu',
      delegations: [expect.objectContaining({ unitIds: ['示例区'], role: 'staff' })],
    }),
  );
  expect(await tongbao('member', 'list', '--unit', '金水区')).not.toContain('休假委托');
  expect(await tongbao('member', 'remove', 'wecom:xinren')).toContain('结束了1项休假委托');
  expect(await tongbao('member', 'list')).not.toContain('休假委托');
  expect(await demo.ask(direct('xinren'), 'xinren', '示例区逾期留言')).not.toContain('SL-001');
  const add = ['member', 'add', 'wecom:a', '--unit', '示例区', '--until'];
  expect(await tongbao(...add, '2023-12-03')).toContain('已经过去');
  await tongbao(...add, '2023-12-04');
  expect(await tongbao('member', 'list')).toMatch(/wecom:a .*有效期至2023年12月4日\n/u);
});

test('a restart, and the roster imported again, change nothing of a delegation', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tongbao-leave-'));
  try {
    const { direct } = chats.wecom;
    let running = await runDemo({ dataDir });
    const say = (userId: string, text: string): Promise<string> => running.ask(direct(userId), userId, text);
    const restart = async (): Promise<void> => {
      const start = running.clock.now();
      await running.stop();
      running = await runDemo({ dataDir, start });
    };
    await say('shiliqu', '委托至12月20日');
    await restart();
    const code = codeIn(await say('shiliqu', '确认'));
    expect(code).not.toBe('');
    await restart();
    expect(await say('jinshui', `绑定 ${code}`)).toContain('您已接受委托');
    await restart();
    expect(await say('jinshui', '示例区逾期留言')).toContain('SL-001');
    expect(await say('jinshui', '我的单位')).toMatch(/您已绑定金水区[\s\S]*您正代/u);
    running.clock.moveTo(instantAt('2023-12-21', '00:00'));
    await restart();
    expect(await say('jinshui', '示例区逾期留言')).not.toContain('SL-001');
    expect(await say('jinshui', '我的单位')).toContain('您已绑定金水区');
    await running.stop();
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
