import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadSettings, parseSettings } from '../../config/load.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tongbao-config-'));
});
afterEach(() => rm(dir, { recursive: true }));

const office = { name: '示例办公厅', contact: '示例科 0371-00000000' };
const settle = (raw: unknown, env: Record<string, string> = {}) => parseSettings(raw, { base: dir, env });

describe('settings', () => {
  test('need only the office; everything else has a default', async () => {
    const settings = await settle({ office });
    expect(settings.server.port).toBe(8080);
    expect(settings.dataDir).toBe(join(dir, 'data'));
    expect(settings.reminders.schedule).toBe('10 9 * * *');
  });

  test('read secrets from the environment and from files', async () => {
    await writeFile(join(dir, 'key'), 'from-file\n');
    const settings = await settle(
      {
        office,
        channels: {
          a: { kind: 'wecom_webhook', key: { env: 'A_KEY' } },
          b: { kind: 'wecom_webhook', key: { file: 'key' } },
        },
      },
      { A_KEY: 'from-env' },
    );
    expect(Object.values(settings.channels).map((one) => 'key' in one && one.key)).toEqual([
      'from-env',
      'from-file',
    ]);
  });

  test('keep the data in files unless they name a database, whose address is a secret', async () => {
    expect((await settle({ office })).store).toEqual({ kind: 'lowdb' });
    const url = 'postgres://tongbao:x@db:5432/tongbao';
    const store = { kind: 'postgres', url: { env: 'DB' }, ca: 'ca.pem' };
    expect((await settle({ office, store }, { DB: url })).store).toEqual({
      kind: 'postgres',
      url,
      ca: join(dir, 'ca.pem'),
      poolSize: 10,
      statementTimeoutMs: 15_000,
    });
  });

  test.each([
    [
      'two enterprises in one service',
      {
        office,
        channels: Object.fromEntries(
          ['wwa', 'wwb'].map((corpId) => [
            corpId,
            {
              kind: 'wecom_app',
              corpId,
              agentId: 1,
              token: { env: 'T' },
              encodingAesKey: { env: 'T' },
              corpSecret: { env: 'T' },
            },
          ]),
        ),
      },
      'channels.wwb.corpId 不正确：和通道 wwa 的 corpId 不同',
    ],
    [
      'two long connections of one bot',
      {
        office,
        channels: Object.fromEntries(
          ['one', 'two'].map((name) => [
            name,
            { kind: 'wecom_bot_connection', botId: 'aib1', secret: { env: 'T' } },
          ]),
        ),
      },
      'channels.two.botId 不正确：和通道 one 的 botId 相同',
    ],
    [
      'a long connection that would carry its secret in the clear',
      {
        office,
        channels: {
          a: { kind: 'wecom_bot_connection', botId: 'aib1', secret: { env: 'T' }, url: 'ws://proxy.example' },
        },
      },
      'channels.a.url',
    ],
    ['a missing setting', {}, '缺少配置项 office'],
    ['a misspelled setting', { office, sever: {} }, 'sever'],
    ['a misspelled setting further down', { office, server: { prot: 1 } }, 'prot'],
    ['a wrong port', { office, server: { port: 'x' } }, 'server.port'],
    [
      'a secret written into the file',
      { office, channels: { a: { kind: 'wecom_webhook', key: 'plain' } } },
      '密钥不能直接写在配置里',
    ],
    [
      'the address of a database written into the file',
      { office, store: { kind: 'postgres', url: 'postgres://a:b@c/d' } },
      '密钥不能直接写在配置里',
    ],
    ['a store of no known kind', { office, store: { kind: 'mysql' } }, 'store.kind'],
    [
      'an environment variable that is not set',
      { office, channels: { a: { kind: 'wecom_webhook', key: { env: 'NOT_SET' } } } },
      'NOT_SET',
    ],
    [
      'a secret file that is not there',
      { office, channels: { a: { kind: 'wecom_webhook', key: { file: 'nowhere' } } } },
      'channels.a.key',
    ],
  ])('name %s in one sentence', async (_what, raw, words) => {
    await expect(settle(raw)).rejects.toMatchObject({ hint: expect.stringContaining(words) });
  });

  test('never repeat a secret in what they say', async () => {
    const raw = { office, channels: { a: { kind: 'wecom_webhook', key: 'S3CRET' } } };
    await expect(settle(raw)).rejects.not.toMatchObject({ hint: expect.stringContaining('S3CRET') });
  });
});

describe('the settings file', () => {
  test('that is not there is said with what to do', async () => {
    await expect(loadSettings({}, dir)).rejects.toMatchObject({
      code: 'config.unreadable',
      hint: expect.stringContaining('tongbao.example.yaml'),
    });
  });

  test('that is not YAML is said so', async () => {
    await writeFile(join(dir, 'bad.yaml'), 'office: [');
    await expect(loadSettings({ TONGBAO_CONFIG: 'bad.yaml' }, dir)).rejects.toMatchObject({
      code: 'config.not_yaml',
    });
  });

  test('of the example is right as soon as its variables are set', async () => {
    const { readFile } = await import('node:fs/promises');
    const text = await readFile(new URL('../../config/tongbao.example.yaml', import.meta.url), 'utf8');
    const env = Object.fromEntries([...text.matchAll(/env: (\w+)/g)].map((match) => [match[1] ?? '', 'x']));
    const settings = await parseSettings(parse(text), { base: dir, env });
    expect(Object.keys(settings.channels)).toHaveLength(5);
  });
});
