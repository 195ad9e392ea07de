import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageRoot } from '../../config/root.js';

/** A PostgreSQL whose user may create databases. */
export interface PostgresServer {
  readonly url: string;
  stop(): Promise<void>;
}

const script = join(packageRoot, 'test/setup/postgres-server.ts');

/**
 * The server of `DATABASE_URL`, else one of its own that an npm package brings.
 * @param fsync whether commits of its own are to survive a power cut: for measuring, not for tests
 */
export const startPostgres = async (options: { readonly fsync?: boolean } = {}): Promise<PostgresServer> => {
  const given = process.env.DATABASE_URL;
  if (given !== undefined && given !== '') return { url: given, stop: async () => undefined };
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, POSTGRES_FSYNC: options.fsync === true ? 'on' : 'off' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (piece: Buffer) => {
    complaint += piece.toString();
  });
  const ended = once(child, 'exit');
  const [line] = await Promise.race([
    once(child.stdout, 'data'),
    ended.then(() => {
      throw new Error(
        `no PostgreSQL: ${complaint}\nGive one: DATABASE_URL=postgres://user:password@host:5432/postgres npm test`,
      );
    }),
  ]);
  return {
    url: String(line).trim(),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
};
