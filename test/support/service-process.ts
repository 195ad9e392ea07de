import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { packageRoot } from '../../config/root.js';
import { loadWorld } from '../../src/demo.js';
import { systemClock } from '../../src/domain/clock.js';
import { createEmulator, type Emulator, randomCredentials } from '../../src/emulator/index.js';
import { serviceSettings } from '../../src/emulator/service-settings.js';
import { freePort } from './free-port.js';
import { roundRobin } from './round-robin.js';

/** The service in processes of its own, working for emulated platforms in this one. */
export interface ServiceProcess {
  readonly emulator: Emulator;
  readonly dataDir: string;
  readonly url: string;
  /** Starts all instances, or one. */
  start(instance?: number): Promise<void>;
  /** kill -9; resolves when the process is gone. */
  kill(instance?: number): Promise<void>;
  /** SIGTERM to all instances, or one; resolves when the processes are gone. */
  stop(instance?: number): Promise<void>;
  /** Runs a command in another process; it is handed to the service where that runs. */
  command(...argv: readonly string[]): Promise<{ readonly stdout: string; readonly exitCode: number }>;
  remove(): Promise<void>;
}

/** One instance, started and ended again and again. */
const createInstance = (program: string, env: NodeJS.ProcessEnv) => {
  let child: ChildProcess | undefined;
  return {
    start: async (): Promise<void> => {
      const started = spawn(process.execPath, [program, 'serve'], {
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
    end: async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    },
  };
};

/** Both examples imported, nothing started yet. Several instances work on one database, behind one address. */
export const createServiceProcess = async (
  options: {
    readonly databaseUrl?: string;
    readonly instances?: number;
    readonly bot?: 'callback' | 'connection';
  } = {},
): Promise<ServiceProcess> => {
  const { databaseUrl, instances: count = 1, bot = 'callback' } = options;
  const program = inject('serviceProgram');
  const folder = await mkdtemp(join(tmpdir(), 'tongbao-process-'));
  const dataDir = join(folder, 'data');
  const credentials = randomCredentials(randomBytes);
  const emulator = await createEmulator({ world: await loadWorld(), credentials, clock: systemClock, bot });

  const configured = async (name: number) => {
    const [port, adminPort] = [await freePort(), await freePort()];
    const socketUrl = bot === 'connection' ? emulator.socketUrl : undefined;
    const ports = { apiBaseUrl: emulator.apiBaseUrl, socketUrl, dataDir, port, adminPort };
    const { file, env: secrets } = serviceSettings(credentials, ports);
    const config = join(folder, `tongbao-${name}.json`);
    const store = databaseUrl === undefined ? {} : { store: { kind: 'postgres', url: { env: 'DATABASE' } } };
    await writeFile(config, JSON.stringify({ ...file, ...store, log: { level: 'error' } }));
    const env = { ...process.env, ...secrets, DATABASE: databaseUrl, TONGBAO_CONFIG: config };
    return { port, env };
  };
  const configurations = await Promise.all(Array.from({ length: count }, (_, name) => configured(name)));
  const proxy = count === 1 ? undefined : await roundRobin(configurations.map(({ port }) => port));
  const [first] = configurations;
  if (first === undefined) throw new Error('no instance');
  const url = proxy?.url ?? `http://127.0.0.1:${first.port}`;
  emulator.connect(url);

  const command: ServiceProcess['command'] = (...argv) =>
    new Promise((resolve) => {
      // Standard input stays open on purpose, as under ssh or cron: no command may wait for it unasked.
      const { env } = first;
      const ran = execFile(process.execPath, [program, ...argv], { env, cwd: packageRoot }, (_, stdout) =>
        resolve({ stdout, exitCode: ran.exitCode ?? -1 }),
      );
    });
  await command('import', join(packageRoot, 'examples/zhengzhou-2023q4'), join(packageRoot, 'examples/demo'));

  const instances = configurations.map(({ env }) => createInstance(program, env));
  const meant = (instance: number | undefined) =>
    instance === undefined ? instances : instances.slice(instance, instance + 1);
  const end = async (signal: 'SIGKILL' | 'SIGTERM', instance?: number): Promise<void> => {
    await Promise.all(meant(instance).map((one) => one.end(signal)));
  };
  return {
    emulator,
    dataDir,
    url,
    start: async (instance) => {
      await Promise.all(meant(instance).map((one) => one.start()));
    },
    kill: (instance) => end('SIGKILL', instance),
    stop: (instance) => end('SIGTERM', instance),
    command,
    remove: async () => {
      await end('SIGKILL');
      await emulator.close();
      await proxy?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
