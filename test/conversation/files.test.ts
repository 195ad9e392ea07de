import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lists } from '../../config/phrases/lists.js';
import { errcodeFault } from '../../src/emulator/index.js';
import { readWorkbook } from '../../src/spreadsheet/index.js';
import { chats, type RunningDemo, runDemo } from '../support/demo.js';
import { exported } from '../support/exported.js';

let demo: RunningDemo;
beforeEach(async () => {
  demo = await runDemo();
});
afterEach(() => demo.remove());

const uploadPaths = { wecom: '/cgi-bin/media/upload', dingtalk: '/media/upload' } as const;

const rowsIn = async (bytes: Uint8Array, name: string): Promise<string[][]> => {
  const [table] = await readWorkbook(Buffer.from(bytes), name);
  if (table === undefined) throw new Error('no sheet');
  // Title, moment and headers stand above.
  return table.rows.slice(3).map(({ cells }) => [...cells]);
};

describe.each(['wecom', 'dingtalk'] as const)('an administrator on %s', (platform) => {
  const chat = chats[platform].direct('guanli');
  const say = (text: string): Promise<string> => demo.ask(chat, 'guanli', text);
  const filesIn = (chatId: string) =>
    demo.emulator.transcript.of(chatId).flatMap(({ file }) => (file === undefined ? [] : [file]));
  /** The file that comes next, as the person downloads it. */
  const received = async (name: RegExp): Promise<Buffer> => {
    const { file } = await demo.emulator.transcript.until((one) => name.test(one.file?.name ?? ''));
    const url = new URL(`/demo/api/file?id=${encodeURIComponent(file?.id ?? '')}`, demo.pageUrl);
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };

  test.each(Object.values(lists.names))(
    'gets 导出%s as a workbook with the rows of the store',
    async (name) => {
      expect(await say(`导出${name}`)).toContain(`正在把《${name}》发给您`);
      const bytes = await received(new RegExp(`^${name}_2023-12-04\\.xlsx$`, 'u'));
      const fromStore = await exported(demo.service.house.store, [name], demo.clock.now());
      const rows = await rowsIn(bytes, name);
      expect(rows).toEqual(await rowsIn(fromStore.bytes, name));
      expect(rows.length).toBeGreaterThan(0);
      expect(filesIn(chat)).toMatchObject([{ sizeBytes: bytes.length }]);
    },
  );

  test('chooses one by its number', async () => {
    expect(await say('导出')).toMatch(/1\. 留言办理情况[\s\S]*2\. 逾期留言/u);
    expect(await say('2')).toContain('《逾期留言》');
    expect((await received(/逾期留言/u)).length).toBeGreaterThan(1000);
  });

  test('gets no row of what was answered, and no text of a message', async () => {
    await say('导出逾期留言');
    const rows = await rowsIn(await received(/逾期留言/u), '逾期留言');
    const messages = await demo.service.house.store.find('messages', { index: 'byUnit' });
    const overdue = new Set(rows.map((cells) => cells[1]));
    for (const { id, repliedAt, maskedContent = '' } of messages) {
      if (repliedAt !== undefined) expect(overdue).not.toContain(id);
      if (maskedContent !== '') expect(JSON.stringify(rows)).not.toContain(maskedContent);
    }
  });

  test('gets it once, after the platform was busy', async () => {
    demo.emulator.faults.next(uploadPaths[platform], errcodeFault(-1));
    await say('导出逾期留言');
    const [pending] = await expect
      .poll(() => deliveries(), { timeout: 5000 })
      .toMatchObject([{ state: 'pending', attempts: [{ outcome: 'started' }, { code: '-1' }] }])
      .then(deliveries);
    demo.clock.moveTo(new Date(pending?.dueAt ?? ''));
    await demo.runDue();
    await received(/逾期留言/u);
    expect(await deliveries()).toMatchObject([{ state: 'delivered' }]);
    expect(filesIn(chat)).toHaveLength(1);
  });

  test('is audited', async () => {
    await say('导出逾期留言');
    const audits = await demo.service.house.store.find('audits', { index: 'byTime' });
    expect(audits.filter(({ action }) => action === 'list_exported')).toMatchObject([
      { actor: `${platform}:guanli`, subject: '逾期留言' },
    ]);
  });

  test('gets nothing for a question about it, nor in a group, nor does anybody else', async () => {
    expect(await say('怎么导出')).toContain('发“导出”拿清单文件');
    await demo.ask(chats[platform].city, 'guanli', '导出逾期留言');
    await demo.ask(chats[platform].direct('shenhe'), 'shenhe', '导出逾期留言');
    await demo.ask(chats[platform].direct('zhongyuan'), 'zhongyuan', '导出逾期留言');
    await demo.runDue();
    expect(await deliveries()).toEqual([]);
    expect(demo.emulator.calls.to(uploadPaths[platform])).toEqual([]);
  });

  const deliveries = async () =>
    (
      await demo.service.house.store.find('deliveries', { index: 'byPurpose', equals: ['direct_reply'] })
    ).filter(({ id }) => id.startsWith('list/'));
});
