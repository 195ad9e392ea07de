import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, inject, test, vi } from 'vitest';
import { TongbaoError } from '../../../src/domain/error.js';
import { hintOf } from '../../../storage/postgres/errors.js';
import {
  openPostgresStore,
  type PostgresOptions,
  type PostgresStore,
} from '../../../storage/postgres/index.js';
import { layouts, tableSql } from '../../../storage/postgres/layout.js';
import { createGate } from '../../support/gate.js';
import { emptyDatabase, onServer } from '../../support/postgres.js';

const opened: PostgresStore[] = [];
const open = async (options: PostgresOptions): Promise<PostgresStore> => {
  const store = await openPostgresStore(options);
  opened.push(store);
  return store;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
});

const failureOf = async (work: Promise<unknown>): Promise<TongbaoError> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TongbaoError)) throw new Error(`not a TongbaoError: ${String(error)}`);
  return error;
};

const withChanged = (url: string, change: (url: URL) => void): string => {
  const changed = new URL(url);
  change(changed);
  return changed.href;
};

const columns = `SELECT table_name, column_name, data_type, collation_name, is_nullable, generation_expression
  FROM information_schema.columns WHERE table_schema = 'tongbao' AND table_name <> 'migrations' ORDER BY 1, 2`;
const indexes = `SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'tongbao' AND tablename <> 'migrations' ORDER BY 1, 2`;

describe('the structure', () => {
  test('that the migrations make is the one that the declaration asks for', async () => {
    const migrated = await emptyDatabase();
    await open({ url: migrated });
    const declared = await emptyDatabase();
    await onServer(
      `CREATE SCHEMA tongbao;
       CREATE FUNCTION tongbao.texts(list jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
         RETURN (SELECT array_agg(element) FROM jsonb_array_elements_text(list) AS element);
       ${[...layouts.values()].map(tableSql).join('\n')}`,
      declared,
    );
    expect(await onServer(columns, migrated)).toEqual(await onServer(columns, declared));
    expect(await onServer(indexes, migrated)).toEqual(await onServer(indexes, declared));
  });

  test('is made once, by whichever of several processes comes first', async () => {
    const url = await emptyDatabase();
    await Promise.all(Array.from({ length: 4 }, () => open({ url })));
    const rows = await onServer('SELECT number FROM tongbao.migrations ORDER BY number', url);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows).toEqual(rows.map((_, at) => ({ number: at + 1 })));
  });

  test('of a newer version is refused', async () => {
    const url = await emptyDatabase();
    await open({ url });
    await onServer("INSERT INTO tongbao.migrations VALUES (9001, '9001-later.sql', 'x')", url);
    const error = await failureOf(open({ url }));
    expect(error.code).toBe('store.newer_version');
    expect(error.hint).toContain('第 9001 步');
  });

  test('made by a step that was changed since is refused', async () => {
    const url = await emptyDatabase();
    await open({ url });
    await onServer("UPDATE tongbao.migrations SET checksum = 'x' WHERE number = 1", url);
    const error = await failureOf(open({ url }));
    expect(error.code).toBe('store.changed_migration');
    expect(error.hint).toContain('0001-collections.sql');
  });
});

describe('a connection that cannot be made', () => {
  const server = (): string => inject('postgresUrl');

  test.each([
    ['a database that does not exist', (url: URL) => (url.pathname = '/nowhere'), '没有这个数据库'],
    ['a server without TLS', (url: URL) => url.searchParams.set('sslmode', 'verify-full'), '没有开启 TLS'],
    ['a port where nobody listens', (url: URL) => (url.port = '1'), '没有在这个地址和端口上监听'],
  ])('to %s is told in a sentence', async (_what, change, sentence) => {
    const url = withChanged(server(), change);
    const error = await failureOf(open({ url }));
    expect(error.code).toBe('store.cannot_connect');
    expect(error.hint).toContain(sentence);
    expect(error.hint).not.toContain(new URL(url).password || 'no password');
  });

  test('to a server that never answers is given up', async () => {
    const mute = createServer().listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const address = mute.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const error = await failureOf(open({ url: `postgres://a:b@127.0.0.1:${port}/c`, connectTimeoutMs: 200 }));
    mute.close();
    expect(error.hint).toContain('连接数据库超时');
  });

  test.each([
    ['28P01', '用户名或密码不对'],
    ['53300', '连接数已满'],
    ['25006', '只读'],
    ['ENOTFOUND', '找不到数据库的主机名'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'store.ca'],
    ['CERT_HAS_EXPIRED', '已过期'],
  ])('%s has a sentence of its own', (code, sentence) => {
    expect(hintOf(Object.assign(new Error('refused'), { code }))).toContain(sentence);
  });
});

describe('trouble at work', () => {
  test('a statement that waits too long is given up, and the store goes on', async () => {
    const url = await emptyDatabase();
    const store = await open({ url, statementTimeoutMs: 200 });
    const other = await open({ url });
    const unit = { id: '甲', kind: 'county' as const, officialName: '甲', aliases: [] };
    const gate = createGate();
    const holding = other.transaction(async (tx) => {
      await tx.put('units', unit);
      await gate.opened;
    });
    await vi.waitUntil(async () => {
      const rows = await onServer("SELECT 1 FROM pg_stat_activity WHERE state = 'idle in transaction'", url);
      return rows.length > 0;
    });
    const error = await failureOf(store.transaction((tx) => tx.put('units', unit)));
    gate.open();
    await holding;
    expect(error.code).toBe('store.write_failed');
    expect(error.hint).toContain('太久没有答复');
    expect((await store.get('units', '甲'))?.kind).toBe('county');
  });

  test('a connection that the server ends fails its transaction and no other', async () => {
    const url = await emptyDatabase();
    const lost: Error[] = [];
    const store = await open({ url, onLost: (error) => lost.push(error) });
    const end =
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()';
    const error = await failureOf(
      store.transaction(async (tx) => {
        await tx.put('persons', { id: '甲', name: '甲' });
        await onServer(end, url);
        await tx.put('persons', { id: '乙', name: '乙' });
      }),
    );
    expect(error.code).toBe('store.write_failed');
    expect(error.hint).toMatch(/断开|停止/);
    expect(await store.get('persons', '甲')).toBeUndefined();
    // One that lay idle when it was ended is made anew without anybody's notice.
    await onServer(end, url);
    await vi.waitUntil(() => lost.length > 0);
    await store.transaction((tx) => tx.put('persons', { id: '丙', name: '丙' }));
    expect(await store.get('persons', '丙')).toEqual({ id: '丙', name: '丙' });
  });
});

describe('hints', () => {
  const delivery = {
    purpose: 'notification' as const,
    recipient: '群',
    document: { title: '', blocks: [], actions: [] },
    routes: [{ channel: 'hook', destination: { kind: 'webhook' as const } }],
    routeIndex: 0,
    parts: [],
    nextPart: 0,
    state: 'pending' as const,
    createdAt: '2023-12-04T01:00:00.000Z',
    dueAt: '2023-12-04T01:00:00.000Z',
    attempts: [],
  };

  test('reach other processes when something new is to be sent, also after a lost connection', async () => {
    const url = await emptyDatabase();
    const writer = await open({ url });
    const lost: Error[] = [];
    const listener = await open({ url, onLost: (error) => lost.push(error) });
    const heard = vi.fn();
    await listener.watch(heard);
    const atStart = heard.mock.calls.length;
    await writer.transaction((tx) => tx.put('deliveries', { id: 'a', ...delivery }));
    await vi.waitUntil(() => heard.mock.calls.length > atStart);

    const before = heard.mock.calls.length;
    await onServer(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN tongbao' AND datname = current_database()",
      url,
    );
    await vi.waitUntil(() => lost.length > 0);
    // Whatever came while it was away is looked for on its return.
    await vi.waitUntil(() => heard.mock.calls.length > before, { timeout: 5000 });
    const after = heard.mock.calls.length;
    await writer.transaction((tx) => tx.put('deliveries', { id: 'b', ...delivery }));
    await vi.waitUntil(() => heard.mock.calls.length > after);
  });
});
