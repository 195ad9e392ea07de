/** The service and what it is measured beside, each a process of its own. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { packageRoot } from '../config/root.js';
import { serviceSettings } from '../src/emulator/service-settings.js';
import { freePort } from '../test/support/free-port.js';
import { argvOfNpmStart } from '../test/support/npm-start.js';
import { contactsSheet } from './contacts.js';
import { apiBaseUrl, credentials } from './platforms.js';

const run = promisify(execFile);

/** A server that listens on loopback. */
export interface Server {
  readonly name: string;
  readonly port: number;
  readonly child: ChildProcess;
}

const untilListening = async (port: number): Promise<void> => {
  for (;;) {
    const heard = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      () => true,
      () => false,
    );
    if (heard) return;
    await pause(20);
  }
};

const startServer = async (
  name: string,
  argv: readonly string[],
  env: object,
  port: number,
): Promise<Server> => {
  const child = spawn(process.execPath, argv, {
    env: { ...process.env, ...env },
    stdio: 'inherit',
    cwd: packageRoot,
  });
  await untilListening(port);
  return { name, port, child };
};

/** The service with the examples and the contacts imported. */
export const startService = async (folder: string): Promise<Server> => {
  const [port, adminPort] = [await freePort(), await freePort()];
  const where = { apiBaseUrl, dataDir: join(folder, 'data'), port, adminPort };
  const { file, env } = serviceSettings(credentials, where);
  const config = join(folder, 'tongbao.json');
  await writeFile(config, JSON.stringify({ ...file, log: { level: 'silent' } }));
  const all = { ...env, TONGBAO_CONFIG: config };
  const main = join(packageRoot, 'dist/src/main.js');
  const sheets = join(folder, 'sheets');
  await mkdir(sheets);
  await writeFile(join(sheets, '人员.csv'), contactsSheet());
  await run(process.execPath, [main, 'import', 'examples/zhengzhou-2023q4', 'examples/demo', sheets], {
    cwd: packageRoot,
    env: { ...process.env, ...all },
  });
  const child = spawn(process.execPath, argvOfNpmStart(), {
    env: { ...process.env, ...all },
    stdio: ['ignore', 'ignore', 'inherit'],
    cwd: packageRoot,
  });
  await untilListening(port);
  return { name: 'tongbao', port, child };
};

export const stopped = async ({ child }: Server): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
};

/** A script beside this one. */
export const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export const startPipeline = async (kind: 'koa' | 'durable' | 'raw', folder: string): Promise<Server> => {
  const port = await freePort();
  const env = { BENCH_CREDENTIALS: JSON.stringify(credentials) };
  const argv = [pathOf('./pipeline-process.js'), kind, String(port), join(folder, 'appended')];
  const name = kind === 'durable' ? 'koa + append' : kind;
  return await startServer(name, argv, env, port);
};

/** A tick of the kernel's accounting, on every Linux of today. */
const tickUs = 10_000;

/** Processor time that a server has used, user and system, in microseconds. */
export const cpuOf = async ({ child }: Server): Promise<number> => {
  const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '');
  const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')')).split(' ');
  return (Number(user) + Number(system)) * tickUs;
};

/** The most memory that it had. */
export const peakMiB = async ({ child }: Server): Promise<number> => {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
};
