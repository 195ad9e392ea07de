import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBindingCode } from '../../handlers/codes.js';
import { chats, type RunningDemo, runDemo } from '../support/demo.js';

let demo: RunningDemo;
beforeAll(async () => {
  demo = await runDemo();
});
afterAll(() => demo.remove());

const newCode = (unitId: string): Promise<string> => {
  const { store, clock, randomBytes } = demo.service.house;
  return store.transaction((tx) =>
    createBindingCode(tx, {
      unitId,
      role: 'staff',
      createdBy: 'operator',
      now: clock.now(),
      validHours: 72,
      random: randomBytes,
    }),
  );
};

describe.each(['wecom', 'dingtalk'] as const)('a newcomer on %s', (platform) => {
  const direct = chats[platform].direct('xinren');

  test('is told how to bind, binds with a code, and is known from then on', async () => {
    expect(await demo.ask(direct, 'xinren', '我单位排名')).toContain('绑定');
    const code = await newCode('登封市');
    expect(await demo.ask(direct, 'xinren', `绑定 ${code}`)).toContain('登封市');
    expect(await demo.ask(direct, 'xinren', '我单位排名')).toContain('第5名');
    expect(await demo.service.house.store.get('members', `${platform}:xinren`)).toMatchObject({
      unitIds: ['登封市'],
      boundBy: 'code',
    });
  });

  test('sees the rest of a list no more when the binding has ended, nor after half an hour', async () => {
    const { store, clock } = demo.service.house;
    await demo.ask(direct, 'xinren', `绑定 ${await newCode('新郑市')}`);
    const [conversation] = await store.find('conversations', { index: 'byUpdate', order: 'desc', limit: 1 });
    if (conversation === undefined) throw new Error('nothing was remembered');
    const more = {
      title: '留言',
      lines: ['机密一', '机密二'],
      note: '示例',
      reach: { kind: 'unit' as const, unitId: '新郑市' },
    };
    const remember = (minutesAgo: number): Promise<void> =>
      store.transaction((tx) =>
        tx.put('conversations', {
          ...conversation,
          more,
          updatedAt: new Date(clock.now().getTime() - minutesAgo * 60_000).toISOString(),
        }),
      );
    await remember(1);
    expect(await demo.ask(direct, 'xinren', '更多')).toContain('机密一');
    await remember(31);
    expect(await demo.ask(direct, 'xinren', '更多')).not.toContain('机密一');
    await remember(1);
    await store.transaction((tx) => tx.remove('members', `${platform}:xinren`));
    expect(await demo.ask(direct, 'xinren', '更多')).toContain('没有更多');
  });

  test('cannot use a code twice, nor guess one', async () => {
    const code = await newCode('新密市');
    await demo.ask(chats[platform].direct('jinshui'), 'jinshui', `绑定 ${code}`);
    expect(await demo.ask(direct, 'xinren', `绑定 ${code}`)).not.toContain('已绑定新密市');
    expect(await demo.ask(direct, 'xinren', '绑定 ABCDEFGH')).toContain('没有这个绑定码');
  });
});
