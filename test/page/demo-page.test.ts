import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readWorkbook } from '../../src/spreadsheet/index.js';
import { launchBrowser } from '../support/browser.js';
import { chats, type RunningDemo, runDemo } from '../support/demo.js';
import { png } from '../support/pictures.js';

let browser: Browser;
let demo: RunningDemo;
let page: Page;
let faults: string[];

// As root on Debian a missing browser is installed here.
beforeAll(async () => {
  browser = await launchBrowser();
}, 300_000);
afterAll(() => browser.close());

beforeEach(async () => {
  demo = await runDemo();
  page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') faults.push(line.text());
  });
  await page.goto(demo.pageUrl);
});
afterEach(async () => {
  expect(faults).toEqual([]);
  await page.close();
  await demo.remove();
});

const open = (chat: string) => page.locator(`[data-chat="${chat}"]`).click();
const typed = async (text: string): Promise<void> => {
  await page.getByLabel('输入消息').fill(text);
  await page.getByLabel('输入消息').press('Enter');
};
const lastBot = () => page.locator('.message.bot .bubble').last();

describe('the chat page', () => {
  test.each([
    ['WeCom', chats.wecom.zhongyuan],
    ['DingTalk', chats.dingtalk.zhongyuan],
  ])('on %s answers 我单位排名 of a member of 中原区, in its response', async (_platform, chat) => {
    await open(chat);
    await typed('我单位排名');
    await lastBot().waitFor();
    expect(await lastBot().innerText()).toContain('第1名');
    expect(await lastBot().innerText()).toContain('郑州市人民政府办公厅');
    // No mark-up shows through: the page draws what the platform would draw.
    expect(await lastBot().innerText()).not.toMatch(/\*\*|<font|^#/m);
    // In the response, for which the service gives itself one second.
    const [answer] = demo.emulator.transcript.of(chat).filter(({ from }) => from.kind === 'bot');
    expect(answer?.via).toBe('response');
  });

  test('opens the own group of a unit, ready to be asked', async () => {
    await typed('我单位排名');
    await lastBot().waitFor();
    expect(demo.emulator.transcript.of(chats.wecom.zhongyuan)).toHaveLength(2);
  });

  test('shows how the last line was read: readings, scores, words, time', async () => {
    await open(chats.wecom.zhongyuan);
    await page.getByText('怎么读懂的').click();
    const panel = page.locator('.readings');
    await typed('我单位排名');
    await lastBot().waitFor();
    await panel.getByText('本单位排名').waitFor();
    expect(await panel.innerText()).toMatch(
      /“我单位排名”[\s\S]*0\.\d\d[\s\S]*依据：“[^”]*排名”[\s\S]*用时\d+\.\d\d毫秒/u,
    );
    await typed('金水区呢');
    await panel.getByText('接着上一句').waitFor();
    expect(await panel.innerText()).toContain('读作“金水区排名”');
  });

  test('shows a pushed reminder when the clock is moved to the next run', async () => {
    await page.getByLabel('我是').selectOption('shiliqu');
    await page.getByRole('button', { name: /到下一次提醒/ }).click();
    const entry = page.locator(`[data-chat="${chats.wecom.shiliqu}"]`);
    await entry.getByRole('img', { name: '1条未读' }).waitFor();
    await entry.click();
    await lastBot().waitFor();
    expect(await lastBot().innerText()).toContain('SL-001');
    expect(await page.locator('.message.bot .how').innerText()).toBe('主动推送');
  });

  test('sends pictures with a report: they are shown, counted, and can be taken off before', async () => {
    await page.getByLabel('我是').selectOption('shiliqu-admin');
    await open(chats.dingtalk.direct('shiliqu-admin'));
    const file = (name: string) => ({ name, mimeType: 'image/png', buffer: png });
    await page.getByLabel('选择图片').setInputFiles([file('首页截图.png'), file('发错的.png')]);
    await page.getByRole('button', { name: '去掉发错的.png' }).click();
    expect(await page.getByLabel('待发送的图片').innerText()).not.toContain('发错的');
    await typed('整改 1 已更换图片');
    await lastBot().waitFor();
    expect(await lastBot().innerText()).toMatch(/图片[\s\S]*1张[\s\S]*确认/u);
    const shown = page.locator('.message.mine img.picture');
    expect(await shown.evaluate((image) => 'naturalWidth' in image && image.naturalWidth)).toBe(1);
    expect(await page.getByLabel('待发送的图片').count()).toBe(0);
    await typed('确认');
    await page.getByText('等待复查').waitFor();
  });

  test.each([
    ['WeCom', chats.wecom.direct('guanli')],
    ['DingTalk', chats.dingtalk.direct('guanli')],
  ])('on %s shows a file with its name and size, to be downloaded', async (_platform, chat) => {
    await page.getByLabel('我是').selectOption('guanli');
    await open(chat);
    await typed('导出逾期留言');
    const file = page.locator('.message.bot .bubble a.file');
    await file.waitFor();
    expect(await file.innerText()).toMatch(/逾期留言_2023-12-04\.xlsx\s+\d+\.\d KB，点击下载/u);
    const coming = page.waitForEvent('download');
    await file.click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe('逾期留言_2023-12-04.xlsx');
    const [table] = await readWorkbook(await readFile(await download.path()), '逾期留言.xlsx');
    expect(table?.rows[0]?.cells[0]).toBe('逾期留言');
    expect(page.url()).toBe(demo.pageUrl);
  });

  test('says what the bot hears: without the mention a group line gets no answer', async () => {
    await open(chats.wecom.zhongyuan);
    await page.getByLabel('@通报助手').uncheck();
    await typed('我单位排名');
    await page.locator('.message.mine').waitFor();
    expect(await page.locator('.message.bot').count()).toBe(0);
  });

  test('is used by keyboard alone', async () => {
    await page.locator('#person').focus();
    for (let step = 0; step < 20; step += 1) {
      await page.keyboard.press('Tab');
      if ((await page.locator(':focus').getAttribute('data-chat')) === chats.wecom.zhongyuan) break;
    }
    await page.keyboard.press('Enter');
    await page.getByLabel('输入消息').focus();
    await page.keyboard.type('前五名有哪些');
    await page.keyboard.press('Enter');
    await lastBot().waitFor();
    expect(await lastBot().innerText()).toContain('中原区');
  });

  test('fits a phone: the chat or the list, one at a time', async () => {
    // What is open when the page comes up depends on its width at that moment.
    await page.getByLabel('输入消息').waitFor();
    await page.setViewportSize({ width: 375, height: 667 });
    await page.getByRole('button', { name: '返回聊天列表' }).click();
    await open(chats.dingtalk.city);
    expect(await page.locator('nav.chats').isVisible()).toBe(false);
    await typed('通报主要内容');
    await lastBot().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: '返回聊天列表' }).click();
    expect(await page.locator('nav.chats').isVisible()).toBe(true);
  });
});
