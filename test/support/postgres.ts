import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** Runs SQL on the tests' server; without values it may be several statements. */
export const onServer = async (
  sql: string,
  url: string = inject('postgresUrl'),
  values?: readonly unknown[],
): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values && [...values])).rows;
  } finally {
    await client.end();
  }
};

/** An empty database of its own on the tests' server. */
export const emptyDatabase = async (): Promise<string> => {
  const name = `tongbao_${randomBytes(8).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return url.href;
};
