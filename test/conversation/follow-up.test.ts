import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chats, type RunningDemo, runDemo } from '../support/demo.js';

let demo: RunningDemo;
beforeAll(async () => {
  demo = await runDemo();
});
afterAll(() => demo.remove());

const { wecom, dingtalk } = chats;

describe.each([
  ['WeCom', wecom.city],
  ['DingTalk', dingtalk.city],
])('on %s', (_platform, chat) => {
  test('a line goes on from the last question of the same person', async () => {
    expect(await demo.ask(chat, 'jinshui', '市教育局排名')).toContain('市教育局');
    const next = await demo.ask(chat, 'jinshui', '中原区呢');
    expect(next).toContain('中原区');
    expect(next).toContain('第1名');
    expect(await demo.ask(chat, 'jinshui', '那上季度呢')).toContain('2023年第三季度');
  });

  test('nobody goes on from what somebody else asked', async () => {
    await demo.ask(chat, 'jinshui', '市教育局排名');
    expect(await demo.ask(chat, 'shiliju', '中原区呢')).not.toContain('第1名');
  });
});

test('it goes on after a restart, and no longer than ten minutes', async () => {
  const first = await runDemo();
  await first.ask(wecom.city, 'zhongyuan', '市教育局排名');
  await first.stop();
  const again = await runDemo({ dataDir: first.dataDir });
  try {
    expect(await again.ask(wecom.city, 'zhongyuan', '中原区呢')).toContain('第1名');
    again.clock.moveTo(new Date(again.clock.now().getTime() + 11 * 60_000));
    expect(await again.ask(wecom.city, 'zhongyuan', '中原区呢')).not.toContain('第1名');
  } finally {
    await again.remove();
  }
});
