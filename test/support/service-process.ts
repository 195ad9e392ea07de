import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../config/root.js';
import { loadWorld } from '../../src/demo.js';
import { systemClock } from '../../src/domain/clock.js';
import { createEmulator, type Emulator, randomCredentials } from '../../src/emulator/index.js';
import { serviceSettings } from '../../src/emulator/service-settings.js';

const main = ['--import', 'tsx', join(packageRoot, 'src/main.ts')];

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

/** The service as a process of its own, working for emulated platforms in this one. */
export interface ServiceProcess {
  readonly emulator: Emulator;
  readonly dataDir: string;
  readonly url: string;
  start(): Promise<void>;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves when the process is gone. */
  stop(): Promise<void>;
  /** Runs a command in another process; it is handed to the service where that runs. */
  command(...argv: readonly string[]): Promise<{ readonly stdout: string; readonly exitCode: number }>;
  remove(): Promise<void>;
}

/** Both examples imported, nothing started yet. */
export const createServiceProcess = async (): Promise<ServiceProcess> => {
  const folder = await mkdtemp(join(tmpdir(), 'tongbao-process-'));
  const dataDir = join(folder, 'data');
  const credentials = randomCredentials(randomBytes);
  const emulator = await createEmulator({ world: await loadWorld(), credentials, clock: systemClock });
  const [port, adminPort] = [await freePort(), await freePort()];
  const { file, env: secrets } = serviceSettings(credentials, {
    apiBaseUrl: emulator.apiBaseUrl,
    dataDir,
    port,
    adminPort,
  });
  const config = join(folder, 'tongbao.json');
  await writeFile(config, JSON.stringify({ ...file, log: { level: 'error' } }));
  const env = { ...process.env, ...secrets, TONGBAO_CONFIG: config };
  const url = `http://127.0.0.1:${port}`;
  emulator.connect(url);

  const command: ServiceProcess['command'] = (...argv) =>
    new Promise((resolve) => {
      // Standard input stays open on purpose, as under ssh or cron: no command may wait for it unasked.
      const ran = execFile(process.execPath, [...main, ...argv], { env, cwd: packageRoot }, (_, stdout) =>
        resolve({ stdout, exitCode: ran.exitCode ?? -1 }),
      );
    });
  await command('import', join(packageRoot, 'examples/zhengzhou-2023q4'), join(packageRoot, 'examples/demo'));

  let child: ChildProcess | undefined;
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return {
    emulator,
    dataDir,
    url,
    start: async () => {
      const started = spawn(process.execPath, [...main, 'serve'], {
        env,
        cwd: packageRoot,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child = started;
      // It prints its address once it listens.
      await Promise.race([
        once(started.stdout, 'data'),
        once(started, 'exit').then(([code]) => {
          throw new Error(`the service ended with ${String(code)}`);
        }),
      ]);
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    command,
    remove: async () => {
      await end('SIGKILL');
      await emulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
