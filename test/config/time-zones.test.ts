import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';

const run = promisify(execFile);
const script = fileURLToPath(new URL('print-workdays.ts', import.meta.url));
const Printed = z.object({ zone: z.number(), days: z.array(z.unknown()) });

const printedIn = async (zone: string): Promise<z.infer<typeof Printed>> => {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, TZ: zone },
    maxBuffer: 64 * 1024 * 1024,
  });
  return Printed.parse(JSON.parse(stdout));
};

test('processes in New York and in Shanghai agree on every day of all known years', async () => {
  const [newYork, shanghai] = await Promise.all([printedIn('America/New_York'), printedIn('Asia/Shanghai')]);
  // 4 hours behind and 8 ahead: the zones did take effect.
  expect([newYork.zone, shanghai.zone]).toEqual([240, -480]);
  expect(newYork.days.length).toBeGreaterThan(20 * 365);
  expect(newYork.days).toEqual(shanghai.days);
}, 60_000);
