import { expect, test } from 'vitest';
import type { Delivery } from '../../src/delivery/records.js';
import type { InboxEntry } from '../../src/inbox/records.js';
import type { Store } from '../../storage/port.js';
import { dropOld } from '../../storage/retention.js';
import { createMemoryStore } from '../support/memory-store.js';

const now = new Date('2024-12-04T01:00:00.000Z');
const daysAgo = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString();
const retention = { inbox: 180, conversations: 30, deliveries: 730, scheduleRuns: 365, bindingCodes: 90 };

const entry = (id: string, state: InboxEntry['state'], days: number): InboxEntry => ({
  id,
  event: {
    channel: 'app',
    platform: 'wecom',
    key: id,
    kind: 'message',
    chat: { kind: 'direct', id: 'a' },
    sender: { userId: 'a' },
    text: '',
    format: 'text',
    replyDestinations: [],
  },
  receivedAt: daysAgo(days),
  state,
});

const delivery = (
  id: string,
  purpose: Delivery['purpose'],
  state: Delivery['state'],
  days: number,
): Delivery => ({
  id,
  purpose,
  recipient: '群',
  document: { title: '', blocks: [], actions: [] },
  routes: [{ channel: 'hook', destination: { kind: 'webhook' } }],
  routeIndex: 0,
  parts: [],
  nextPart: 0,
  state,
  createdAt: daysAgo(days),
  dueAt: daysAgo(days),
  attempts: [],
});

const drop = (store: Store) => dropOld(store, retention, now, () => 'audit');

test('finished work past its days goes, all else stays, and the audit says how much went', async () => {
  const store = createMemoryStore();
  await store.transaction(async (tx) => {
    await tx.put('rateWindows', { id: 'spent', sentAt: [daysAgo(3), daysAgo(2)] });
    await tx.put('rateWindows', { id: 'in use', sentAt: [daysAgo(3), daysAgo(0.5)] });
    await tx.put('rateWindows', { id: 'blocked', sentAt: [], blockedUntil: daysAgo(-0.01) });
    await tx.put('inbox', entry('old', 'answered', 181));
    await tx.put('inbox', entry('old failed', 'failed', 181));
    await tx.put('inbox', entry('unanswered', 'received', 999));
    await tx.put('inbox', entry('young', 'answered', 179));
    await tx.put('deliveries', delivery('reminder', 'reminder', 'delivered', 731));
    await tx.put('deliveries', delivery('waiting', 'reminder', 'pending', 731));
    await tx.put('deliveries', delivery('notice', 'summary', 'delivered', 3000));
    await tx.put('conversations', { id: 'c', updatedAt: daysAgo(31) });
  });
  expect(await drop(store)).toEqual({ inbox: 2, deliveries: 1, conversations: 1, rateWindows: 1 });
  for (const id of ['old', 'old failed']) expect(await store.get('inbox', id)).toBeUndefined();
  for (const id of ['unanswered', 'young']) expect(await store.get('inbox', id)).toBeDefined();
  for (const id of ['waiting', 'notice']) expect(await store.get('deliveries', id)).toBeDefined();
  expect(await store.get('deliveries', 'reminder')).toBeUndefined();
  expect(await store.get('rateWindows', 'spent')).toBeUndefined();
  for (const id of ['in use', 'blocked']) expect(await store.get('rateWindows', id)).toBeDefined();
  expect((await store.get('audits', 'audit'))?.detail).toEqual({
    inbox: 2,
    deliveries: 1,
    conversations: 1,
    rateWindows: 1,
  });
});

test('a picture that nobody handed in goes after a day with its bytes, one that was handed in stays', async () => {
  const store = createMemoryStore();
  const picture = { by: 'wecom:a', type: 'png', size: 1, sha256: 'hash' } as const;
  await store.transaction(async (tx) => {
    const reported = { problemId: 'p', submittedAt: daysAgo(3000) };
    await tx.put('pictures', { ...picture, id: 'left', receivedAt: daysAgo(1.1) });
    await tx.put('pictures', { ...picture, id: 'waiting', receivedAt: daysAgo(0.9) });
    await tx.put('pictures', { ...picture, id: 'reported', receivedAt: daysAgo(3000), ...reported });
    for (const id of ['left', 'waiting', 'reported']) await tx.put('pictureContents', { id, base64: 'AA==' });
  });
  expect(await drop(store)).toEqual({ pictures: 1 });
  for (const [id, stays] of [
    ['left', false],
    ['waiting', true],
    ['reported', true],
  ] as const) {
    expect((await store.get('pictures', id)) !== undefined).toBe(stays);
    expect((await store.get('pictureContents', id)) !== undefined).toBe(stays);
  }
});

test('more than one batch goes all the same, and nothing due leaves no trace', async () => {
  const store = createMemoryStore();
  await store.transaction(async (tx) => {
    for (let at = 0; at < 1100; at += 1) await tx.put('inbox', entry(`m${at}`, 'answered', 200));
  });
  expect(await drop(store)).toEqual({ inbox: 1100 });
  expect(await drop(createMemoryStore())).toEqual({});
  expect(await drop(store)).toEqual({});
});
