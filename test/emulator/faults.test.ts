import { expect, test } from 'vitest';
import { statusFault } from '../../src/emulator/index.js';
import { callApi, type EmulatorUnderTest, startSmallEmulator } from './demo-world.js';

const path = '/cgi-bin/webhook/send';
const text = { msgtype: 'text', text: { content: 'a' } };
const post = ({ emulator, credentials }: EmulatorUnderTest) =>
  callApi(emulator, `${path}?key=${credentials.wecom.webhooks['area-hook'] ?? ''}`, text);

test('a fault meets the next calls of its path, and then no more', async () => {
  const world = await startSmallEmulator();
  world.emulator.faults.next(path, statusFault(502, { page: 'proxy' }), 2);
  expect((await post(world)).status).toBe(502);
  expect((await post(world)).status).toBe(502);
  expect((await post(world)).status).toBe(200);
  expect(world.emulator.transcript.all()).toHaveLength(1);
});

test.each([
  [true, 1],
  [false, 0],
])('a connection cut after the work was done (%s) loses only the answer', async (effect, shown) => {
  const world = await startSmallEmulator();
  world.emulator.faults.next(path, { kind: 'reset', effect });
  await expect(post(world)).rejects.toThrow();
  expect(world.emulator.transcript.all()).toHaveLength(shown);
});

test('a path that no platform has is a mistake of the test', async () => {
  const { emulator } = await startSmallEmulator();
  expect(() => emulator.faults.next('/none', statusFault(500))).toThrow('模拟平台没有接口');
});
