import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statusFault } from '../../src/emulator/index.js';
import { chats, type RunningDemo, runDemo } from '../support/demo.js';
import { jpeg, png } from '../support/pictures.js';

const { zhongyuan, direct } = chats.wecom;

let demo: RunningDemo;
beforeAll(async () => {
  demo = await runDemo({ bot: 'connection' });
});
afterAll(() => demo.remove());

/** Deliveries that are over, by where their answers went. */
const commands = (): string[] =>
  demo.emulator.calls
    .all()
    .map(({ path }) => path)
    .filter((path) => path.startsWith('aibot_') && path !== 'aibot_subscribe');

test('a question in the group is answered over the connection that it came by', async () => {
  const answer = await demo.ask(zhongyuan, 'zhongyuan', '我单位排名');
  expect(answer).toContain('第1名');
  expect(commands()).toEqual(['aibot_respond_msg']);
  expect(demo.emulator.transcript.of(zhongyuan).at(-1)?.via).toBe('response');
});

test('the direct chat works the same, without any address that could be reached from outside', async () => {
  expect(await demo.ask(direct('zhongyuan'), 'zhongyuan', '我单位排名')).toContain('第1名');
});

test('what is not for the group is told in the direct chat, and the group sees that', async () => {
  const answer = await demo.ask(chats.wecom.city, 'zhongyuan', '我单位逾期留言');
  expect(answer).not.toMatch(/留言\d/);
  const told = await demo.emulator.transcript.until(
    ({ chatId, via, from }) => chatId === direct('zhongyuan') && via === 'push' && from.kind === 'bot',
  );
  expect(told.content).toContain('留言');
});

test('who enters the direct chat is welcomed, as a text', async () => {
  const [welcome] = await demo.emulator.enter({ userId: 'jinshui', to: 'bot' });
  expect(welcome).toMatchObject({ format: 'text', via: 'response' });
});

test('a message that the platform delivers twice is answered once', async () => {
  const asked = await demo.ask(zhongyuan, 'zhongyuan', '前三名');
  expect(asked).toContain('1');
  const before = demo.saidIn(zhongyuan).length;
  expect((await demo.emulator.redeliver()).tries).toBe(1);
  // What comes after it has been worked on when it has.
  await demo.ask(zhongyuan, 'zhongyuan', '前五名');
  expect(demo.saidIn(zhongyuan)).toHaveLength(before + 1);
});

test('an answer that has missed its connection goes into the chat over the next one', async () => {
  const { emulator } = demo;
  emulator.faults.next('aibot_respond_msg', {
    kind: 'answer',
    answer: { status: 200, body: { errcode: 846605, errmsg: 'invalid req_id' } },
  });
  const answer = await demo.ask(zhongyuan, 'zhongyuan', '中原区排名');
  expect(answer).toContain('第1名');
  expect(emulator.transcript.of(zhongyuan).at(-1)?.via).toBe('push');
});

test('the summary of a notice goes into the groups that the bot has been spoken to in, else by the webhook', async () => {
  const { house } = demo.service;
  await house.store.transaction((tx) =>
    house.outbox.enqueue(
      tx,
      {
        key: 'push/1',
        purpose: 'notification',
        recipient: '群',
        document: {
          title: '通知',
          blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text: '推送一' }] }],
          actions: [],
        },
        routes: [
          { channel: 'helper', destination: { kind: 'chat', chatId: chats.wecom.shiliqu } },
          { channel: 'shili-hook', destination: { kind: 'webhook' } },
        ],
      },
      house.clock.now(),
    ),
  );
  await demo.runDue();
  // Nobody has spoken to the bot there: refused, and the next route took it.
  const shown = demo.emulator.transcript
    .of(chats.wecom.shiliqu)
    .filter(({ content }) => content.includes('推送一'));
  expect(shown).toHaveLength(1);
  const delivery = await house.store.get('deliveries', 'push/1');
  expect(delivery?.attempts.map(({ outcome, code }) => code ?? outcome)).toEqual([
    'started',
    '93006',
    'started',
    'delivered',
  ]);
});

describe('pictures of a rectification', () => {
  const chat = direct('shiliqu-admin');
  const admin = (text: string, ...pictures: readonly Buffer[]): Promise<string> =>
    demo.ask(chat, 'shiliqu-admin', text, {
      pictures: pictures.map((picture) => picture.toString('base64')),
    });
  const kept = () => demo.service.house.store.find('pictures', { index: 'byProblem' });
  const contents = async (): Promise<(string | undefined)[]> => {
    const { store } = demo.service.house;
    const contentOf = async ({ id }: { readonly id: string }) =>
      (await store.get('pictureContents', id))?.base64;
    return await Promise.all((await kept()).map(contentOf));
  };

  test('in a group are not fetched, and the answer says where to send them', async () => {
    const pictures = [png.toString('base64')];
    expect(await demo.ask(chats.wecom.shiliqu, 'shiliqu', '', { pictures })).toContain('群里不收图片');
    expect(demo.emulator.calls.to('/ww-aibot-img')).toEqual([]);
  });

  test('whose link has ended are asked for again', async () => {
    demo.emulator.faults.next('/ww-aibot-img', statusFault(403, '<Error><Code>AccessDenied</Code></Error>'));
    expect(await admin('', png)).toMatch(/已经失效[\s\S]*重新发一次/u);
    expect(await kept()).toEqual([]);
  });

  test('before and with the sentence are kept with the report, which the office sees', async () => {
    expect(await admin('', png)).toMatch(/已收到图片，共1张[\s\S]*整改 1/u);
    // The platform delivers it a second time.
    expect((await demo.emulator.redeliver()).tries).toBe(1);
    expect(await admin('整改 1 已更换图片', jpeg)).toMatch(/已更换图片[\s\S]*2张[\s\S]*确认/u);
    expect(await admin('确认')).toContain('等待复查');
    expect((await contents()).toSorted()).toEqual(
      [png, jpeg].map((one) => one.toString('base64')).toSorted(),
    );
    expect((await kept()).every(({ problemId }) => problemId !== undefined)).toBe(true);
    const told = await demo.emulator.transcript.until(
      ({ chatId, content }) => chatId === direct('guanli') && content.includes('附图2张'),
    );
    expect(told.from.kind).toBe('bot');
    expect(await kept()).toHaveLength(2);
  });
});
