import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { chats, type RunningDemo, runDemo } from '../support/demo.js';
import { page, png } from '../support/pictures.js';

const Said = z.object({ messages: z.array(z.looseObject({ picture: z.string().optional() })) });

let demo: RunningDemo;
let origin: string;
beforeAll(async () => {
  demo = await runDemo();
  origin = new URL(demo.pageUrl).origin;
});
afterAll(() => demo.remove());

const post = (
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const line = { chatId: chats.wecom.zhongyuan, userId: 'zhongyuan', text: '我单位排名', mentionBot: true };

describe('the page', () => {
  test('comes with a policy that lets nothing in from elsewhere', async () => {
    const answer = await fetch(demo.pageUrl);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.text()).not.toMatch(/https?:\/\//);
  });

  test.each([
    '/demo/../package.json',
    '/demo/%2e%2e/package.json',
    '/demo/.env',
    '/demo/none.js',
    '/demo/a%00.html',
  ])('has no %s', async (path) => {
    expect((await fetch(`${origin}${path}`)).status).toBe(404);
  });
});

describe('its API', () => {
  test('says a line and returns the answer', async () => {
    const answer = await post('/demo/api/messages', line);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('第1名');
  });

  test.each([
    ['no JSON', '{', 400],
    ['an unknown chat', { ...line, chatId: 'none' }, 400],
    ['somebody who is not in the chat', { ...line, userId: 'shiliqu' }, 400],
    ['an empty line', { ...line, text: '' }, 400],
    ['a line of 2001 signs', { ...line, text: '字'.repeat(2001) }, 400],
    ['a picture that is no Base64', { ...line, pictures: ['<svg>'] }, 400],
    ['ten pictures', { ...line, pictures: Array(10).fill('AAAA') }, 400],
    ['a picture of more than ten megabytes', { ...line, pictures: ['A'.repeat(14_000_004)] }, 400],
  ])('answers %s with a hint', async (_what, body, status) => {
    const answer = await post('/demo/api/messages', body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ hint: expect.stringMatching(/。$/) });
  });

  test('moves no clock by a request of more than 64 KB', async () => {
    expect((await post('/demo/api/clock', { byMinutes: 1, more: 'x'.repeat(70_000) })).status).toBe(413);
  });

  test('shows a picture that was sent, as a picture and nothing else', async () => {
    const send = async (bytes: Buffer): Promise<Response> => {
      const pictures = [bytes.toString('base64')];
      const said = await post('/demo/api/messages', { ...line, text: '', pictures });
      const { messages } = Said.parse(await said.json());
      return await fetch(`${origin}${messages[0]?.picture}`);
    };
    const shown = await send(png);
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(png);
    expect((await send(page)).headers.get('content-type')).toBe('application/octet-stream');
    expect((await fetch(`${origin}/demo/api/picture?id=other`)).status).toBe(404);
  });

  test('is for this page only: not for other sites, nor for other names of this machine', async () => {
    for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      expect((await post('/demo/api/messages', line, headers)).status).toBe(403);
    }
    expect(
      (await post('/demo/api/messages', JSON.stringify(line), { 'content-type': 'text/plain' })).status,
    ).toBe(415);
  });

  describe('a file that was sent', () => {
    const pathOf = async (): Promise<string> => {
      const chatId = chats.wecom.direct('guanli');
      await demo.ask(chatId, 'guanli', '导出逾期留言');
      const { file } = await demo.emulator.transcript.until((one) => one.file !== undefined);
      return `/demo/api/file?id=${encodeURIComponent(file?.id ?? '')}`;
    };

    test('is downloaded, and never opened in the page', async () => {
      const answer = await fetch(`${origin}${await pathOf()}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-disposition')).toBe('attachment');
      expect(answer.headers.get('content-type')).toBe('application/octet-stream');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(
        Buffer.from(await answer.arrayBuffer())
          .subarray(0, 2)
          .toString(),
      ).toBe('PK');
    });

    test('is for this page only, like the rest', async () => {
      const url = `${origin}${await pathOf()}`;
      for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }]) {
        expect((await fetch(url, { headers })).status).toBe(403);
      }
    });

    test.each(['', '?id=', '?id=none', '?id=../package.json'])('is not /demo/api/file%s', async (query) => {
      const answer = await fetch(`${origin}/demo/api/file${query}`);
      expect([answer.status, await answer.json()]).toMatchObject([404, { hint: '没有这个文件。' }]);
    });
  });

  test('moves the clock forward only', async () => {
    expect((await post('/demo/api/clock', { to: '2023-12-01T00:00:00+08:00' })).status).toBe(400);
    expect((await post('/demo/api/clock', { byMinutes: -1 })).status).toBe(400);
  });

  test('moves it to the next reminder run, which then has been sent, and tells the open pages', async () => {
    const closed = new AbortController();
    const events = await fetch(`${origin}/demo/api/events`, { signal: closed.signal });
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    const moved = await post('/demo/api/clock', { toNextReminder: true });
    expect(await moved.json()).toMatchObject({ now: expect.stringMatching(/^2023-12-04T01:10:/) });
    expect(demo.saidIn(chats.wecom.shiliqu)).toHaveLength(1);
    let seen = '';
    while (reader !== undefined && !seen.includes('SL-001')) seen += (await reader.read()).value ?? '';
    expect(seen).toContain('"type":"clock"');
    closed.abort();
  });
});
