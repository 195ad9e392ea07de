import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { largestPicture } from '../../src/domain/pictures.js';
import { statusFault } from '../../src/emulator/index.js';
import { chats, type RunningDemo, runDemo } from '../support/demo.js';
import { jpeg, page, png, pngOf } from '../support/pictures.js';
import { runIn } from '../support/tongbao.js';

/** The fields that docs/cli.md promises of `problem pictures`. */
const Saved = z.strictObject({
  id: z.string(),
  path: z.string(),
  pictures: z.array(
    z.strictObject({
      file: z.string(),
      by: z.string(),
      receivedAt: z.iso.datetime(),
      submittedAt: z.iso.datetime(),
      size: z.int().positive(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

let demo: RunningDemo;
beforeEach(async () => {
  demo = await runDemo();
});
afterEach(() => demo.remove());

const store = () => demo.service.house.store;
const kept = () => store().find('pictures', { index: 'byProblem' });
const contents = async (): Promise<(string | undefined)[]> =>
  Promise.all((await kept()).map(async ({ id }) => (await store().get('pictureContents', id))?.base64));

/** Where a unit's administrator speaks to the bot alone, and how pictures are given out there. */
const places = [
  {
    name: 'the self-built app of WeCom',
    platform: 'wecom',
    to: undefined,
    download: '/cgi-bin/media/get',
  },
  {
    name: 'the 智能机器人 of WeCom',
    platform: 'wecom',
    to: 'bot',
    download: '/ww-aibot-img',
  },
  {
    name: 'the robot of DingTalk',
    platform: 'dingtalk',
    to: undefined,
    download: '/robot-message.file',
  },
] as const;

describe.each(places)('by $name', ({ platform, to, download }) => {
  const { direct } = chats[platform];
  const say = async (userId: string, text: string, ...pictures: readonly Buffer[]): Promise<string> =>
    demo.ask(direct(userId), userId, text, {
      pictures: pictures.map((picture) => picture.toString('base64')),
      ...(to === undefined ? {} : { to }),
    });
  const admin = (text: string, ...pictures: readonly Buffer[]): Promise<string> =>
    say('shiliqu-admin', text, ...pictures);

  test('a picture, then the sentence: the confirmation says how many, and the office sees it', async () => {
    expect(await admin('', png)).toMatch(/已收到图片，共1张[\s\S]*整改 1/u);
    const asked = await admin('整改 1 已更换图片');
    expect(asked).toMatch(/已更换图片[\s\S]*图片[\s\S]*1张[\s\S]*确认/u);
    expect(await admin('确认')).toContain('等待复查');

    expect(await contents()).toEqual([png.toString('base64')]);
    const [picture] = await kept();
    expect(picture).toMatchObject({ by: `${platform}:shiliqu-admin`, type: 'png', size: png.length });
    expect(picture?.problemId).toBeDefined();
    await expect
      .poll(() => demo.saidIn(chats.wecom.direct('guanli')).join('\n'), { timeout: 5000 })
      .toContain('附图1张');
    expect(await say('guanli', '待复查')).toContain('附图1张，发“看图 1”查看');
    expect(await say('guanli', '复查通过 1')).toMatch(/图片[\s\S]*1张/u);
  });

  test('the office gets the picture in the direct chat, byte by byte, when it asks', async () => {
    await admin('整改 1 已更换图片', png);
    await admin('确认');
    expect(await say('guanli', '看图 1')).toContain('1张图片');
    const { file } = await demo.emulator.transcript.until(
      ({ chatId, file: sent }) => chatId === direct('guanli') && sent !== undefined,
    );
    expect(Buffer.from(demo.emulator.file(file?.id ?? '')?.bytes ?? [])).toEqual(png);
  });

  test('the sentence, then pictures: the confirmation is repeated with their number', async () => {
    await admin('整改 1 已更换图片');
    expect(await admin('', png)).toMatch(/已更换图片[\s\S]*1张[\s\S]*确认/u);
    expect(await admin('', jpeg)).toMatch(/已更换图片[\s\S]*2张[\s\S]*确认/u);
    await admin('确认');
    expect((await kept()).map(({ type, problemId }) => [type, problemId !== undefined])).toEqual([
      ['png', true],
      ['jpeg', true],
    ]);
  });

  test('a number, then a picture: the sentence is asked for, and any words with it are the report', async () => {
    await admin('整改 1');
    expect(await admin('', png)).toMatch(/共1张[\s\S]*用一句话/u);
    expect(await admin('已换上新图')).toMatch(/已换上新图[\s\S]*1张/u);
  });

  test('a question with a picture is answered, and the picture is kept for a while', async () => {
    expect(await admin('我单位排名', png)).toContain('图片');
    const [picture] = await kept();
    expect(await store().get('pictureContents', picture?.id ?? '')).toBeDefined();
    expect(await admin('取消')).toContain('已取消');
    expect(await kept()).toEqual([]);
    expect(await store().get('pictureContents', picture?.id ?? '')).toBeUndefined();
  });

  test('what was not handed in within ten minutes belongs to nothing later', async () => {
    await admin('', png);
    demo.clock.moveTo(new Date(demo.clock.now().getTime() + 11 * 60_000));
    expect(await admin('整改 1 已更换图片')).not.toMatch(/图片[：:\s]*1张/u);
    await admin('', jpeg);
    expect((await kept()).map(({ type }) => type)).toEqual(['jpeg']);
  });

  test('a picture whose link has ended is asked for again, and the report goes on', async () => {
    await admin('整改 1 已更换图片');
    demo.emulator.faults.next(download, statusFault(403, '<Error><Code>AccessDenied</Code></Error>'));
    expect(await admin('', png)).toMatch(/已经失效[\s\S]*重新发一次/u);
    expect(await kept()).toEqual([]);
    expect(await admin('', png)).toMatch(/1张[\s\S]*确认/u);
  });

  test('a platform that fails once is asked once more; one that fails is said so', async () => {
    demo.emulator.faults.next(download, statusFault(502, 'bad gateway'));
    expect(await admin('', png)).toContain('共1张');
    demo.emulator.faults.next(download, statusFault(502, 'bad gateway'), 2);
    expect(await admin('', png)).toContain('过一会儿重新发一次');
  });

  test('one that is too large, one that is none, and the seventh are refused with a sentence', async () => {
    expect(await admin('', pngOf(largestPicture + 1))).toMatch(/超过700KB[\s\S]*网址/u);
    expect(await admin('', page)).toContain('只收 PNG、JPG、GIF、WEBP');
    expect(await kept()).toEqual([]);
    expect(await admin('', pngOf(largestPicture))).toContain('共1张');
    for (const count of [2, 3, 4, 5, 6]) expect(await admin('', png)).toContain(`共${count}张`);
    expect(await admin('', png)).toContain('最多附6张');
    expect(await kept()).toHaveLength(6);
  });

  test('a repeated delivery stores nothing twice', async () => {
    await admin('', png);
    const repeated = await demo.emulator.redeliver();
    expect(repeated.tries).toBe(1);
    expect(await kept()).toHaveLength(1);
    const [conversation] = await store().find('conversations', { index: 'byUpdate' });
    expect(conversation?.pictures).toHaveLength(1);
  });

  test('nobody else’s pictures are fetched, and each is told why in one line', async () => {
    expect(await say('guanli', '', png)).toContain('只在单位提交整改时使用');
    expect(await say('shiliqu', '', png)).toMatch(/单位管理员/u);
    expect(await kept()).toEqual([]);
    expect(demo.emulator.calls.to(download)).toEqual([]);
  });

  test('a picture after the report, with nothing else to rectify, goes with it', async () => {
    await admin('整改 1 已更换图片');
    await admin('确认');
    expect(await admin('', png)).toMatch(/已附到刚提交的整改[\s\S]*共1张/u);
    expect(await say('guanli', '待复查')).toContain('附图1张');
    expect(await admin('取消')).toContain('没有等待确认');
    expect(await kept()).toHaveLength(1);
  });
});

test.each([
  ['wecom', chats.wecom.shiliqu, 'shiliqu', '/ww-aibot-img'],
  ['dingtalk', chats.dingtalk.shiliju, 'shiliju', '/v1.0/robot/messageFiles/download'],
] as const)(
  'in a group of %s no picture is fetched, and the answer says where to send it',
  async (_, chat, userId, path) => {
    const pictures = [png.toString('base64')];
    expect(await demo.ask(chat, userId, '', { pictures })).toContain('群里不收图片');
    expect(await demo.ask(chat, userId, '通报主要内容', { pictures })).toMatch(/通报[\s\S]*图片没有收/u);
    expect(demo.emulator.calls.to(path)).toEqual([]);
    expect(await kept()).toEqual([]);
  },
);

test.each([
  ['the 智能机器人', 'wecom', 'bot'],
  ['DingTalk', 'dingtalk', undefined],
] as const)('by %s words and pictures in one message are one report', async (_, platform, to) => {
  const chat = chats[platform].direct('shiliqu-admin');
  const pictures = [png.toString('base64'), jpeg.toString('base64')];
  const options = to === undefined ? {} : { to };
  const asked = await demo.ask(chat, 'shiliqu-admin', '整改 1 已更换图片', { pictures, ...options });
  expect(asked).toMatch(/已更换图片[\s\S]*2张[\s\S]*确认/u);
  expect(await demo.ask(chat, 'shiliqu-admin', '确认', options)).toContain('等待复查');
  expect(await demo.ask(chats.wecom.direct('guanli'), 'guanli', '待复查')).toContain('附图2张');
});

test('the operator saves the pictures of a problem into a folder, never over another file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tongbao-pictures-'));
  try {
    const pictures = [png.toString('base64'), jpeg.toString('base64')];
    const direct = chats.dingtalk.direct('shiliqu-admin');
    await demo.ask(direct, 'shiliqu-admin', '整改 1 已更换图片', { pictures });
    await demo.ask(direct, 'shiliqu-admin', '确认');
    const [picture, second] = await kept();
    let printed = '';
    const save = async (...more: readonly string[]): Promise<number> => {
      const argv = ['problem', 'pictures', picture?.problemId ?? '', '--out', '.', ...more];
      const done = await runIn(demo.service.house, folder, argv);
      printed = done.printed;
      return done.exitCode;
    };
    expect(await save('--json')).toBe(0);
    expect(Saved.parse(JSON.parse(printed)).pictures.map(({ by, size }) => [by, size])).toEqual([
      ['dingtalk:shiliqu-admin', png.length],
      ['dingtalk:shiliqu-admin', jpeg.length],
    ]);
    expect((await readdir(folder)).toSorted()).toEqual(['2023-12-04_01.png', '2023-12-04_02.jpg']);
    expect(await readFile(join(folder, '2023-12-04_01.png'))).toEqual(png);
    expect(await save()).toBe(1);
    expect(printed).toContain('换一个空目录');
    const savedTimes = async (): Promise<number> =>
      (await store().find('audits', { index: 'byTime' })).filter(({ action }) => action === 'pictures_saved')
        .length;
    expect(await savedTimes()).toBe(1);
    // One name that is taken: nothing leaves the store, the others neither.
    await rm(join(folder, '2023-12-04_01.png'));
    expect(await save()).toBe(1);
    expect(await readdir(folder)).toEqual(['2023-12-04_02.jpg']);
    expect(await savedTimes()).toBe(1);
    // Cut short in the middle: what may have left it is known.
    await rm(join(folder, '2023-12-04_02.jpg'));
    await store().transaction((tx) => tx.remove('pictureContents', second?.id ?? ''));
    expect(await save()).toBe(1);
    expect(await readdir(folder)).toEqual(['2023-12-04_01.png']);
    expect(await savedTimes()).toBe(2);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
