import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { z } from 'zod';
import { packageRoot } from '../../config/root.js';
import { TongbaoError } from '../../src/domain/error.js';

/** A numbered step of the database's schema. Once released it never changes: the next one gets a number of its own. */
interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 in hex. */
  readonly checksum: string;
}

/** Any number that no other program takes for its advisory lock: the first letters of "tongbao". */
const lockKey = 0x746f6e67;

const readMigrations = async (folder: string): Promise<Migration[]> => {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).toSorted();
  return await Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8');
      return {
        number: Number(name.slice(0, 4)),
        name,
        sql,
        checksum: createHash('sha256').update(sql).digest('hex'),
      };
    }),
  );
};

const Applied = z.array(z.object({ number: z.int(), checksum: z.string() }));

const refuse = (code: string, sentence: string): TongbaoError => new TongbaoError(code, sentence);

/** What of the migrations is still to be done. @throws TongbaoError `store.newer_version`, `store.changed_migration` */
const stillToDo = (all: readonly Migration[], applied: z.infer<typeof Applied>): Migration[] => {
  for (const { number, checksum } of applied) {
    const known = all.find((one) => one.number === number);
    if (known === undefined) {
      throw refuse(
        'store.newer_version',
        `数据库已由更新的版本升级过（第 ${number} 步），这个版本不能使用。请换用新版本的程序。`,
      );
    }
    if (known.checksum !== checksum) {
      throw refuse(
        'store.changed_migration',
        `数据库的第 ${number} 步升级与程序自带的 ${known.name} 不一致。请用原来的程序版本，或从备份恢复。`,
      );
    }
  }
  const done = new Set(applied.map(({ number }) => number));
  return all.filter(({ number }) => !done.has(number));
};

/**
 * Brings the database to this version: each step in a transaction of its own, one process at a time.
 * @returns the names of the steps that were done
 * @throws TongbaoError `store.newer_version`, `store.changed_migration`
 */
export const migrate = async (
  client: ClientBase,
  folder: string = join(packageRoot, 'storage', 'postgres', 'migrations'),
): Promise<string[]> => {
  const all = await readMigrations(folder);
  await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
  try {
    await client.query('CREATE SCHEMA IF NOT EXISTS tongbao');
    await client.query(
      'CREATE TABLE IF NOT EXISTS tongbao.migrations (number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await client.query('SELECT number, checksum FROM tongbao.migrations ORDER BY number');
    const steps = stillToDo(all, Applied.parse(rows));
    for (const { number, name, sql, checksum } of steps) {
      await client.query('BEGIN');
      try {
        await client.query(sql);
        await client.query('INSERT INTO tongbao.migrations (number, name, checksum) VALUES ($1, $2, $3)', [
          number,
          name,
          checksum,
        ]);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      }
    }
    return steps.map(({ name }) => name);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [lockKey]);
  }
};
