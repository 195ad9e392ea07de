import { beforeEach, describe, expect, test } from 'vitest';
import { createOutbox } from '../../src/delivery/outbox.js';
import type { Member } from '../../src/domain/records/index.js';
import { createFileSender, forAdministrators } from '../../src/inbox/send-files.js';
import type { Store } from '../../storage/port.js';
import { importedExamples } from '../support/example-data.js';
import { type FakeChannel, fakeChannel } from '../support/fake-channel.js';

const now = new Date('2023-12-04T01:00:00.000Z');
const files = [{ list: '逾期留言', name: '逾期留言.xlsx' }];
const takesFiles = { files: { maxBytes: 1000 } };

let store: Store;
let guanli: Member;
beforeEach(async () => {
  store = await importedExamples();
  const member = await store.get('members', 'wecom:guanli');
  if (member === undefined) throw new Error('no such member');
  guanli = member;
});

const send = (key: string, ...list: FakeChannel[]): Promise<'stored' | 'no_route'> => {
  const channels = new Map(list.map((channel) => [channel.name, channel]));
  const { sendFiles } = createFileSender({ outbox: createOutbox(channels), channels });
  return store.transaction((tx) => sendFiles(tx, { key, to: guanli, files }, now));
};

describe('a file for an account', () => {
  test('goes to this account alone, by the channels of its platform that take files to people', async () => {
    const outcome = await send(
      'list/1',
      fakeChannel('bot', 'wecom'),
      fakeChannel('hook', 'wecom', { ...takesFiles, destinations: ['webhook'] }),
      fakeChannel('robot', 'dingtalk', takesFiles),
      fakeChannel('app', 'wecom', takesFiles),
    );
    expect(outcome).toBe('stored');
    expect(await store.get('deliveries', 'list/1')).toMatchObject({
      memberId: 'wecom:guanli',
      purpose: 'direct_reply',
      routes: [{ channel: 'app', destination: { kind: 'person', userId: guanli.userId } }],
      parts: [{ body: {}, file: files[0] }],
      expiresAt: '2023-12-04T03:00:00.000Z',
    });
  });

  test('asked for twice under one key is stored once', async () => {
    const app = fakeChannel('app', 'wecom', takesFiles);
    await send('list/1', app);
    await send('list/1', app);
    expect(await store.find('deliveries', { index: 'byPurpose', equals: ['direct_reply'] })).toHaveLength(1);
  });

  test('where no channel takes files is stored nowhere', async () => {
    const robot = fakeChannel('robot', 'dingtalk', takesFiles);
    expect(await send('list/1', fakeChannel('app', 'wecom'), robot)).toBe('no_route');
    expect(await store.get('deliveries', 'list/1')).toBeUndefined();
  });
});

describe('a file that is made when it is sent', () => {
  const file = { list: '逾期留言', name: '逾期留言.xlsx' };
  const make = async () => new Uint8Array([1]);
  const makeFile = (memberId: string | undefined) =>
    forAdministrators({ store, clock: { now: () => now } }, make)(file, memberId);

  test('is made for an administrator', async () => {
    expect(await makeFile(guanli.id)).toEqual(new Uint8Array([1]));
  });

  test.each([
    ['has left', async () => store.transaction((tx) => tx.remove('members', guanli.id))],
    ['is staff now', () => change({ role: 'staff' })],
    ['whose time is over', () => change({ expiresAt: now.toISOString() })],
  ])('is not made for one who %s', async (_what, happens) => {
    await happens();
    await expect(makeFile(guanli.id)).rejects.toMatchObject({ code: 'files.no_longer_allowed' });
  });

  test('is made for nobody without an account', async () => {
    await expect(makeFile(undefined)).rejects.toMatchObject({ code: 'files.no_longer_allowed' });
  });

  const change = (by: Partial<Member>): Promise<void> =>
    store.transaction((tx) => tx.put('members', { ...guanli, ...by }));
});
