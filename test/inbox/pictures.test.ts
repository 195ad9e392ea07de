import { beforeEach, describe, expect, test } from 'vitest';
import type { Channel, FetchedPicture } from '../../src/delivery/channel.js';
import type { ReceivedEvent } from '../../src/inbox/event.js';
import { createPictureCollector, keepPictures } from '../../src/inbox/pictures.js';
import type { Conversation, InboxEntry } from '../../src/inbox/records.js';
import { createLogger } from '../../src/log/logger.js';
import type { Store } from '../../storage/port.js';
import { stoppedClock } from '../support/clock.js';
import { importedExamples } from '../support/example-data.js';
import { fakeChannel } from '../support/fake-channel.js';
import { jpeg, png } from '../support/pictures.js';

const start = '2023-12-04T01:00:00.000Z';

let store: Store;
let asked: string[];
/** What the platform gives for each media id, first to last. */
let gives: Record<string, FetchedPicture[]>;
let logged: string;
beforeEach(async () => {
  store = await importedExamples();
  asked = [];
  gives = {};
  logged = '';
});

const channelWithPictures: Channel = {
  ...fakeChannel('app', 'wecom'),
  fetchPicture: async (source) => {
    if (source.kind !== 'media_id') throw new Error('another source');
    asked.push(source.mediaId);
    return gives[source.mediaId]?.shift() ?? { bytes: png, type: 'png' };
  },
};

const entryOf = (fields: Partial<ReceivedEvent> = {}): InboxEntry => ({
  id: 'app/m1',
  receivedAt: start,
  state: 'received',
  event: {
    channel: 'app',
    platform: 'wecom',
    key: 'm1',
    kind: 'message',
    chat: { kind: 'direct', id: 'shiliqu-admin' },
    sender: { userId: 'shiliqu-admin' },
    text: '',
    format: 'image',
    replyDestinations: [],
    pictures: [{ kind: 'media_id', mediaId: 'secret-media-1' }],
    ...fields,
  },
});

const collect = (entry: InboxEntry) => {
  const log = createLogger('debug', {
    write: (line: string) => {
      logged += line;
    },
  });
  const channels = new Map([['app', channelWithPictures]]);
  return createPictureCollector({ store, channels, clock: stoppedClock(start), log })(entry);
};

describe('pictures of a message', () => {
  test('of those who may hand in a report are fetched', async () => {
    expect((await collect(entryOf())).fetched).toEqual([{ bytes: png, type: 'png' }]);
  });

  test.each<[string, Partial<ReceivedEvent>]>([
    ['a stranger', { sender: { userId: 'nobody' } }],
    ['somebody outside the organisation', { sender: { opaqueId: 'x' } }],
    ['a unit’s staff', { sender: { userId: 'shiliqu' } }],
    ['the office', { sender: { userId: 'guanli' } }],
    ['a group', { chat: { kind: 'group', id: 'wrShiliquGroup0001' } }],
  ])('of %s are not', async (_, fields) => {
    expect((await collect(entryOf(fields))).fetched).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('of a message that was answered already are not fetched again', async () => {
    const entry = entryOf();
    await store.transaction((tx) => tx.put('inbox', { ...entry, state: 'answered' }));
    expect((await collect(entry)).fetched).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('are asked for once more where the platform did not answer, and no more than once', async () => {
    gives = { a: [{ fault: 'unavailable' }], b: [{ fault: 'unavailable' }, { fault: 'unavailable' }] };
    const pictures = ['a', 'b'].map((mediaId) => ({ kind: 'media_id' as const, mediaId }));
    expect((await collect(entryOf({ pictures }))).fetched).toEqual([
      { bytes: png, type: 'png' },
      { fault: 'unavailable' },
    ]);
    expect(asked.toSorted()).toEqual(['a', 'a', 'b', 'b']);
  });

  test('beyond six are not asked for', async () => {
    const pictures = Array.from({ length: 9 }, (_, at) => ({ kind: 'media_id' as const, mediaId: `m${at}` }));
    const { fetched } = await collect(entryOf({ pictures }));
    expect(fetched.filter((one) => 'fault' in one && one.fault === 'too_many')).toHaveLength(3);
    expect(asked).toHaveLength(6);
  });

  test('that are not taken are logged with the reason, and nothing that opens them', async () => {
    gives = { 'secret-media-1': [{ fault: 'expired', detail: '40007' }] };
    await collect(entryOf());
    expect(logged).toContain('expired');
    expect(logged).not.toContain('secret-media-1');
  });

  test('by a channel that the settings have lost are unavailable, not an error', async () => {
    expect((await collect(entryOf({ channel: 'gone' }))).fetched).toMatchObject([{ fault: 'unavailable' }]);
  });
});

describe('keeping them', () => {
  const at = (minutes: number): Date => new Date(new Date(start).getTime() + minutes * 60_000);
  const keep = (before: Conversation, fetched: readonly FetchedPicture[], now: Date, id = 'app/m1') =>
    store.transaction((tx) =>
      keepPictures(tx, before, { id, by: 'wecom:a', sent: 1 }, { receivedAt: start, fetched }, now),
    );
  const nothing: Conversation = { id: 'c', updatedAt: start };
  const all = () => store.find('pictures', { index: 'byProblem' });

  test('twice keeps each once', async () => {
    for (let run = 0; run < 2; run += 1) await keep(nothing, [{ bytes: png, type: 'png' }], at(0));
    expect(await all()).toHaveLength(1);
  });

  test('what has waited ten minutes is removed when more comes, unless a report is being prepared', async () => {
    const first = await keep(nothing, [{ bytes: png, type: 'png' }], at(0));
    const pending = {
      kind: 'confirm' as const,
      command: 'rectify',
      args: {},
      expiresAt: at(14).toISOString(),
    };
    const preparing = { ...first.conversation, pending };
    const second = await keep(preparing, [{ bytes: jpeg, type: 'jpeg' }], at(11), 'app/m2');
    expect(second.pictures.waiting).toEqual(['app/m1#0', 'app/m2#0']);
    const third = await keep(first.conversation, [{ bytes: jpeg, type: 'jpeg' }], at(11), 'app/m3');
    expect(third.pictures.waiting).toEqual(['app/m3#0']);
    expect(await store.get('pictureContents', 'app/m1#0')).toBeUndefined();
  });
});
