import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openLowdbStore } from '../../storage/lowdb/index.js';
import { demoData, realNotice } from '../support/example-data.js';
import { emptyDatabase, onServer } from '../support/postgres.js';
import { openShell, type Printed, type Shell } from './shell.js';

let shell: Shell;
beforeEach(async () => {
  shell = await openShell();
  expect((await shell.run(['import', realNotice, demoData])).code).toBe(0);
});
afterEach(() => rm(shell.cwd, { recursive: true, force: true }));

const Tally = z.strictObject({ collection: z.string(), count: z.int(), hash: z.string().length(64) });
const Content = z.object({ records: z.int(), collections: z.array(Tally) });

const json = async (...argv: readonly string[]): Promise<z.infer<typeof Content>> => {
  const { out, err, code } = await shell.run([...argv, '--json']);
  expect({ err, code }).toEqual({ err: '', code: 0 });
  return Content.parse(JSON.parse(out));
};

const refused = async (...argv: readonly string[]): Promise<Printed> => {
  const printed = await shell.run(argv);
  expect(printed.code).toBe(1);
  return printed;
};

const data = (): string => join(shell.cwd, 'data');
const rotten = async (path: string): Promise<void> => {
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(bytes.length >>> 1) ^ 1, bytes.length >>> 1);
  await writeFile(path, bytes);
};

describe('storage verify', () => {
  test('counts what is there, with hashes, and changes nothing', async () => {
    const before = await readdir(data());
    const content = await json('storage', 'verify');
    expect(content.collections.find(({ collection }) => collection === 'units')?.count).toBeGreaterThan(20);
    expect(content.records).toBe(content.collections.reduce((sum, { count }) => sum + count, 0));
    expect(await readdir(data())).toEqual(before);
    expect((await shell.run(['storage', 'verify'])).out).toContain('数据完好');
  });

  test('also while a service has the directory', async () => {
    const store = await openLowdbStore({ dataDir: data() });
    expect((await json('storage', 'verify')).records).toBeGreaterThan(100);
    await store.close();
  });

  test('says what is damaged and what to do', async () => {
    await rotten(join(data(), 'tongbao.json'));
    expect((await refused('storage', 'verify')).err).toMatch(/tongbao\.json 已损坏.*tongbao\.json\.bak/s);
  });

  test('of a directory without data says so', async () => {
    expect((await refused('storage', 'verify', '--data', 'nowhere')).err).toContain('没有数据');
  });
});

describe('storage backup and restore', () => {
  test('give back what was there, and keep what was there instead', async () => {
    const before = await json('storage', 'verify');
    const backup = await json('storage', 'backup', '--to', 'saved.json');
    expect(backup.collections).toEqual(before.collections);
    expect((await stat(join(shell.cwd, 'saved.json'))).mode & 0o777).toBe(0o600);

    await shell.run(['code', '登封']);
    expect((await json('storage', 'verify')).records).toBeGreaterThan(before.records);
    const { out } = await shell.run(['storage', 'restore', 'saved.json']);
    expect(out).toContain('原来的数据文件另存在其中的');
    expect((await json('storage', 'verify')).collections).toEqual(before.collections);
    expect((await readdir(data())).filter((name) => name.startsWith('replaced-'))).toHaveLength(1);
    expect((await shell.run(['ask', '中原区排名'])).out).toContain('第1名');
  });

  test('without a name the backup goes into the data directory', async () => {
    expect((await shell.run(['storage', 'backup'])).out).toContain(join('data', 'backups'));
    expect(await readdir(join(data(), 'backups'))).toHaveLength(1);
  });

  test('a damaged or missing backup is refused, and the data stay as they are', async () => {
    const before = await json('storage', 'verify');
    await json('storage', 'backup', '--to', 'saved.json');
    await rotten(join(shell.cwd, 'saved.json'));
    expect((await refused('storage', 'restore', 'saved.json')).err).toContain('已损坏');
    expect((await refused('storage', 'restore', 'nowhere.json')).err).toContain('没有备份文件');
    expect((await json('storage', 'verify')).collections).toEqual(before.collections);
  });

  test('nothing is restored under a running service', async () => {
    await json('storage', 'backup', '--to', 'saved.json');
    const store = await openLowdbStore({ dataDir: data() });
    await expect(shell.run(['storage', 'restore', 'saved.json'])).rejects.toMatchObject({
      code: 'store.in_use',
    });
    await store.close();
  });
});

describe('storage copy', () => {
  test('to PostgreSQL and back brings everything, by count and hash', async () => {
    const before = await json('storage', 'verify');
    const url = await emptyDatabase();
    const there = await json('storage', 'copy', '--from', 'lowdb:data', '--to', url);
    expect(there.collections).toEqual(before.collections);
    const back = await json('storage', 'copy', '--from', url, '--to', 'lowdb:back');
    expect(back.collections).toEqual(before.collections);
    const answer = await shell.run(['ask', '--data', 'back', '中原区排名']);
    expect(answer.out).toContain('第1名');
  });

  test('refuses a target that holds anything, and leaves it alone', async () => {
    const url = await emptyDatabase();
    await json('storage', 'copy', '--from', 'lowdb:data', '--to', url);
    expect((await refused('storage', 'copy', '--from', 'lowdb:data', '--to', url)).err).toContain('已有数据');
    expect((await refused('storage', 'copy', '--from', url, '--to', 'lowdb:data')).err).toContain('已有数据');
  });

  test('one that is cut off leaves the target empty, so that it can be done again', async () => {
    const url = await emptyDatabase();
    await json('storage', 'copy', '--from', 'lowdb:data', '--to', url);
    await onServer('TRUNCATE tongbao.units, tongbao.scores', url);
    // Halfway through, a record stands in the way: nothing of the copy stays.
    const { err } = await refused('storage', 'copy', '--from', 'lowdb:data', '--to', url);
    expect(err).toContain('已有数据');
    expect(await onServer('SELECT id FROM tongbao.units', url)).toEqual([]);
  });

  test('takes the address of a database from the environment, and says what is wrong with a place', async () => {
    const url = await emptyDatabase();
    const named = await openShell({ TARGET: url });
    const printed = await named.run(['storage', 'copy', '--from', `lowdb:${data()}`, '--to', 'env:TARGET']);
    expect(printed.code).toBe(0);
    expect(printed.out).not.toContain(new URL(url).password);
    expect(
      (await named.run(['storage', 'copy', '--from', 'env:NOWHERE', '--to', 'env:TARGET'])).err,
    ).toContain('NOWHERE 没有设置');
    await rm(named.cwd, { recursive: true });
    expect((await refused('storage', 'copy', '--from', 'data', '--to', url)).err).toContain('lowdb:目录');
  });
});

describe('on a configured database', () => {
  test('verify, backup and restore work as on files', async () => {
    const [full, empty] = [await emptyDatabase(), await emptyDatabase()];
    const on = async (url: string): Promise<Shell> => {
      const config = join(shell.cwd, `${new URL(url).pathname.slice(1)}.json`);
      const store = { kind: 'postgres', url: { env: 'DATABASE' } };
      await writeFile(config, JSON.stringify({ office: { name: '某办', contact: '某科' }, store }));
      return await openShell({ TONGBAO_CONFIG: config, DATABASE: url });
    };
    await json('storage', 'copy', '--from', 'lowdb:data', '--to', full);
    const from = await on(full);
    const verified = Content.parse(JSON.parse((await from.run(['storage', 'verify', '--json'])).out));
    const saved = join(shell.cwd, 'saved.json');
    expect((await from.run(['storage', 'backup', '--to', saved])).code).toBe(0);
    expect((await from.run(['storage', 'restore', saved])).err).toContain('已有数据');
    const to = await on(empty);
    expect((await to.run(['storage', 'restore', saved])).out).toContain('已恢复');
    expect(Content.parse(JSON.parse((await to.run(['storage', 'verify', '--json'])).out))).toEqual(verified);
    for (const { cwd } of [from, to]) await rm(cwd, { recursive: true });
  });
});
