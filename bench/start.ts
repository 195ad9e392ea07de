/**
 * Cold start of `tongbao serve` with the example data, to /readyz, and its resident memory, beside the
 * smallest Koa service started the same way. `npm run -s bench:start [-- --short] [-- --json]`
 */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median, report } from './report.js';

const run = promisify(execFile);
const short = process.argv.includes('--short');
const rounds = short ? 2 : 9;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });

const answers = async (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/** Resident and peak memory in MiB of a process, where the system tells. */
const memoryOf = async (pid: number): Promise<{ resident: number; peak: number }> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kib = (name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN);
  return { resident: kib('VmRSS') / 1024, peak: kib('VmHWM') / 1024 };
};

interface Started {
  readonly milliseconds: number;
  readonly resident: number;
  readonly peak: number;
}

const start = async (argv: readonly string[], env: Record<string, string>, url: string): Promise<Started> => {
  const from = performance.now();
  const child = spawn(process.execPath, [...argv], { env: { ...process.env, ...env }, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    while (!(await answers(url))) {
      if (child.exitCode !== null) throw new Error(`${argv.join(' ')} ended with ${child.exitCode}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const milliseconds = performance.now() - from;
    return { milliseconds, ...(await memoryOf(child.pid ?? 0)) };
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
};

const koaService = (port: number): string[] => [
  '--input-type=module',
  '-e',
  `import Koa from 'koa'; import Router from 'koa-router';
   const router = new Router(); router.get('/readyz', (c) => { c.body = 'ok'; });
   new Koa().use(router.routes()).listen(${port}, '127.0.0.1');
   process.on('SIGTERM', () => process.exit(0));`,
];

const main = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'tongbao-bench-'));
  try {
    const [port, adminPort, koaPort] = [await freePort(), await freePort(), await freePort()];
    const config = join(folder, 'tongbao.json');
    await writeFile(
      config,
      JSON.stringify({
        office: { name: '示例', contact: '示例' },
        dataDir: join(folder, 'data'),
        server: { host: '127.0.0.1', port, adminPort },
        log: { level: 'silent' },
      }),
    );
    const env = { TONGBAO_CONFIG: config };
    await run(
      process.execPath,
      ['dist/src/main.js', 'import', 'examples/zhengzhou-2023q4', 'examples/demo'],
      {
        env: { ...process.env, ...env },
      },
    );
    const service: Started[] = [];
    const koa: Started[] = [];
    for (let round = 0; round < rounds; round += 1) {
      service.push(await start(['dist/src/main.js', 'serve'], env, `http://127.0.0.1:${adminPort}/readyz`));
      koa.push(await start(koaService(koaPort), {}, `http://127.0.0.1:${koaPort}/readyz`));
    }
    const ratio = median(service.map((one, at) => one.milliseconds / (koa[at]?.milliseconds ?? Number.NaN)));
    const figuresOf = (name: string, started: readonly Started[]) => ({
      service: name,
      'ms to /readyz': Math.round(median(started.map((one) => one.milliseconds))),
      'MiB resident': Math.round(median(started.map((one) => one.resident))),
      'MiB peak': Math.round(Math.max(...started.map((one) => one.peak))),
      rounds,
    });
    report([
      { ...figuresOf('tongbao with both examples', service), 'times bare Koa': ratio.toFixed(2) },
      { ...figuresOf('bare Koa', koa), 'times bare Koa': '1' },
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

await main();
