import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DeliveryState } from '../../src/delivery/records.js';
import { systemClock } from '../../src/domain/clock.js';
import { statusFault } from '../../src/emulator/index.js';
import { silentLogger } from '../../src/log/logger.js';
import { openLowdbStore } from '../../storage/lowdb/index.js';
import type { Store } from '../../storage/port.js';
import { directChats, saidByBot, shown } from '../support/chats.js';
import { png } from '../support/pictures.js';
import { createServiceProcess, type ServiceProcess } from '../support/service-process.js';

let service: ServiceProcess;
beforeEach(async () => {
  service = await createServiceProcess();
});
afterEach(() => service.remove());

/** Looks into the stopped service's data. */
const inStore = async <T>(look: (store: Store) => Promise<T>): Promise<T> => {
  const store = await openLowdbStore({
    dataDir: service.dataDir,
    clock: systemClock,
    log: silentLogger(),
  });
  try {
    return await look(store);
  } finally {
    await store.close();
  }
};

const everyEntry = async (store: Store) =>
  (
    await Promise.all(
      (['received', 'answered', 'failed'] as const).map((state) =>
        store.find('inbox', { index: 'byState', equals: [state] }),
      ),
    )
  ).flat();
const everyDelivery = async (store: Store) =>
  (
    await Promise.all(
      DeliveryState.options.map((state) => store.find('deliveries', { index: 'byState', equals: [state] })),
    )
  ).flat();

test.each([1, 4, 9])(
  'killed after %i answers, it answers each stored question once and none twice',
  async (answers) => {
    await service.start();
    const killed = shown(service.emulator, answers).then(() => service.kill());
    await Promise.all(
      directChats.map(({ userId, chatId }) =>
        service.emulator.say({ chatId, userId, text: '前五名', mentionBot: false }),
      ),
    );
    await killed;
    const before = new Map(
      directChats.map(({ chatId }) => [chatId, saidByBot(service.emulator, chatId).length]),
    );
    const stored = await inStore(everyEntry);
    // What was answered had been stored before.
    expect(stored.length).toBeGreaterThanOrEqual([...before.values()].filter((count) => count > 0).length);

    await service.start();
    // The platform sends the last message once more: the same response again, and nothing besides.
    const { messages: again } = await service.emulator.redeliver();
    await service.stop();
    for (const { chatId } of directChats) {
      const repeated = again.filter((one) => one.chatId === chatId && one.from.kind === 'bot').length;
      expect(saidByBot(service.emulator, chatId).length - repeated).toBeLessThanOrEqual(1);
    }
    const left = (await inStore(everyEntry)).filter(({ state }) => state === 'received');
    expect(left).toEqual([]);
    const replies = await inStore(everyDelivery);
    expect(replies.filter(({ state }) => state === 'pending' || state === 'sending')).toEqual([]);
  },
);

test.each([1, 3, 5])(
  'killed after %i pushes, each group has the summary once, or it is known as unknown',
  async (pushes) => {
    await service.start();
    const killed = shown(service.emulator, pushes).then(() => service.kill());
    // The command is cut off together with the service, once it has stored what is to be sent.
    await service.command('notice', 'summary', '2023Q4');
    await killed;

    await service.start();
    const again = await service.command('notice', 'summary', '2023Q4', '--json');
    await service.stop();
    expect(JSON.parse(again.stdout)).toMatchObject({ groups: [] });
    const deliveries = await inStore(everyDelivery);
    expect(deliveries).toHaveLength(6);
    for (const { groupId, state, parts } of deliveries) {
      const times =
        saidByBot(service.emulator, (groupId ?? '').replace(/^(?:wecom|dingtalk):/, '')).length /
        parts.length;
      if (state === 'delivered') expect(times).toBe(1);
      else {
        expect(state).toBe('unknown');
        expect(times).toBeLessThanOrEqual(1);
      }
    }
  },
);

describe('killed between the acknowledgement of a picture and its fetch', () => {
  const chatId = 'dingtalk:direct:shiliqu-admin';
  const kept = (store: Store) => store.find('pictures', { index: 'byProblem' });

  /** Sends a picture that the platform does not give out in time; resolves once that was acknowledged. */
  const sendAndKill = async (): Promise<void> => {
    await service.start();
    service.emulator.faults.next('/robot-message.file', { kind: 'hang', effect: false });
    const said = await service.emulator.say({
      chatId,
      userId: 'shiliqu-admin',
      text: '整改 1 已更换图片',
      pictures: [png.toString('base64')],
      mentionBot: false,
    });
    await service.kill();
    // An empty acknowledgement: nothing was said yet, and the platform will not send it again.
    expect(said.filter(({ from }) => from.kind === 'bot')).toEqual([]);
    expect(await inStore(kept)).toEqual([]);
    expect((await inStore(everyEntry)).map(({ state }) => state)).toEqual(['received']);
  };

  test('it is fetched after the restart, and the report goes on', async () => {
    await sendAndKill();
    const answered = shown(service.emulator, 1);
    await service.start();
    await answered;
    expect(saidByBot(service.emulator, chatId).map(({ content }) => content)).toEqual([
      expect.stringMatching(/已更换图片[\s\S]*1张/u),
    ]);
    await service.stop();
    expect(await inStore(kept)).toHaveLength(1);
  }, 120_000);

  test('and it is asked for again where the platform has dropped it meanwhile', async () => {
    await sendAndKill();
    service.emulator.faults.next('/robot-message.file', statusFault(403, 'AccessDenied'));
    const answered = shown(service.emulator, 1);
    await service.start();
    await answered;
    expect(saidByBot(service.emulator, chatId)[0]?.content).toMatch(/失效[\s\S]*重新发一次/u);
    await service.stop();
    expect(await inStore(kept)).toEqual([]);
  }, 120_000);
});
