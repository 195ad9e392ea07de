import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { errcodeFault } from '../../src/emulator/index.js';
import { chats, type RunningDemo, runDemo } from '../support/demo.js';

let demo: RunningDemo;
beforeEach(async () => {
  demo = await runDemo();
});
afterEach(() => demo.remove());

const { wecom, dingtalk } = chats;
const everyGroup = [
  wecom.zhongyuan,
  wecom.shiliqu,
  wecom.city,
  dingtalk.zhongyuan,
  dingtalk.shiliju,
  dingtalk.city,
];

const toNextReminder = async (): Promise<void> => {
  const next = demo.service.house.scheduler.nextRun(demo.clock.now());
  if (next === undefined) throw new Error('no reminder is planned');
  demo.clock.moveTo(next);
  await demo.runDue();
};

describe('the reminder run', () => {
  test('sends one digest to the group of each unit with something due, and nothing to others', async () => {
    await toNextReminder();
    const [digest, ...more] = demo.saidIn(wecom.shiliqu);
    expect(more).toEqual([]);
    expect(digest).toContain('SL-001');
    expect(digest).toContain('通知公告');
    expect(digest).toContain('示例区融媒');
    expect(digest).not.toContain('链接打不开');
    expect(demo.saidIn(dingtalk.shiliju)).toHaveLength(1);
    for (const chat of [wecom.zhongyuan, wecom.city, dingtalk.zhongyuan, dingtalk.city]) {
      expect(demo.saidIn(chat)).toEqual([]);
    }
  });

  test('does not send the same again, and not on a day off', async () => {
    await toNextReminder();
    await demo.runDue();
    expect(demo.saidIn(wecom.shiliqu)).toHaveLength(1);
    demo.clock.moveTo(new Date('2023-12-09T00:00:00+08:00'));
    await demo.runDue();
    const before = demo.saidIn(wecom.shiliqu).length;
    demo.clock.moveTo(new Date('2023-12-10T23:00:00+08:00'));
    await demo.runDue();
    expect(demo.saidIn(wecom.shiliqu)).toHaveLength(before);
  });
});

describe('the summary of a published notice', () => {
  const ask = (text: string) => demo.ask(dingtalk.direct('guanli'), 'guanli', text);

  test('is shown first, and goes to every group once the same administrator confirms', async () => {
    const preview = await ask('发布2023年第四季度通报摘要');
    expect(preview).toContain('确认');
    expect(preview).toContain('6');
    expect(demo.saidIn(wecom.city)).toEqual([]);
    await ask('确认');
    await demo.runDue();
    for (const chat of everyGroup) {
      const [summary, ...more] = demo.saidIn(chat);
      expect(summary).toContain('中原区');
      expect(more).toEqual([]);
    }
  });

  test('is not sent by a confirmation of somebody else, nor after five minutes, nor twice', async () => {
    await ask('发布2023年第四季度通报摘要');
    await demo.ask(dingtalk.direct('shenhe'), 'shenhe', '确认');
    demo.clock.moveTo(new Date(demo.clock.now().getTime() + 5 * 60_000 + 1000));
    expect(await ask('确认')).toContain('超时');
    await demo.runDue();
    expect(demo.saidIn(wecom.city)).toEqual([]);
    for (let round = 0; round < 2; round += 1) {
      await ask('发布2023年第四季度通报摘要');
      await ask('确认');
      await demo.runDue();
    }
    expect(demo.saidIn(wecom.city)).toHaveLength(1);
  });

  test('is refused to staff, and for a notice that is not published', async () => {
    await demo.ask(dingtalk.direct('zhongyuan'), 'zhongyuan', '发布2023年第四季度通报摘要');
    await demo.ask(dingtalk.direct('zhongyuan'), 'zhongyuan', '确认');
    await ask('发布2024年第一季度通报摘要');
    await ask('确认');
    await demo.runDue();
    for (const chat of everyGroup) expect(demo.saidIn(chat)).toEqual([]);
  });

  test('tells the truth when a platform refuses inside HTTP 200', async () => {
    demo.emulator.faults.next('/cgi-bin/webhook/send', errcodeFault(93000));
    await ask('发布2023年第四季度通报摘要');
    await ask('确认');
    await demo.runDue();
    const deliveries = await demo.service.house.store.find('deliveries', {
      index: 'byPurpose',
      equals: ['summary'],
    });
    expect(deliveries).toHaveLength(6);
    const states = deliveries.map(({ state }) => state).sort();
    expect(states).toEqual(['delivered', 'delivered', 'delivered', 'delivered', 'delivered', 'refused']);
  });
});
