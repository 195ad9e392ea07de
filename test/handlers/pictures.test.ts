import { beforeEach, describe, expect, test } from 'vitest';
import type { HandlerServices } from '../../handlers/handler.js';
import { pictureBytes } from '../../src/proceedings/pictures.js';
import { png } from '../support/pictures.js';
import { type Desk, linesOf, openDesk } from './desk.js';

type Sent = Parameters<HandlerServices['sendFiles']>[1];

let desk: Desk;
let sent: Sent[];
let hasRoute: boolean;

const services = (): HandlerServices => ({
  previewSummary: async () => ({
    document: { title: '', blocks: [], actions: [] },
    groupNames: [],
    already: [],
  }),
  postSummary: async () => ({ stored: [], already: [] }),
  notify: async () => undefined,
  sendFiles: async (_tx, request) => {
    if (!hasRoute) return 'no_route';
    sent.push(request);
    return 'stored';
  },
  newId: () => crypto.randomUUID(),
  random: (size) => crypto.getRandomValues(new Uint8Array(size)),
});

beforeEach(async () => {
  sent = [];
  hasRoute = true;
  desk = await openDesk({ services: services() });
});

const said = async (text: string, as: string, group?: string): Promise<string> =>
  linesOf(await desk.say(text, group === undefined ? { as } : { as, in: group })).join('\n');

/** A unit hands in its report; with so many pictures. */
const report = async (pictures: number): Promise<void> => {
  const asked = await desk.say('整改 1 已更换图片', { as: 'shiliqu-admin' });
  const ids = Array.from({ length: pictures }, (_, at) => `app/m${at}#0`);
  await desk.store.transaction(async (tx) => {
    for (const id of ids) {
      const receivedAt = '2023-12-04T01:00:00.000Z';
      await tx.put('pictures', { id, receivedAt, by: 'wecom:a', type: 'jpeg', size: 1, sha256: 'h' });
      await tx.put('pictureContents', { id, base64: png.toString('base64') });
    }
  });
  const { pending } = asked;
  if (pending?.kind !== 'confirm') throw new Error('nothing to confirm');
  await desk.confirm(
    { as: 'shiliqu-admin' },
    { ...pending, args: { ...pending.args, pictures: ids.join(' ') } },
  );
};

describe('看图', () => {
  test('sends the pictures of a report to the administrator who asks, and the audit says so', async () => {
    await report(2);
    expect(await said('看图 1', 'guanli')).toMatch(/示例区提交的2张图片/u);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.to.id).toBe('wecom:guanli');
    expect(sent[0]?.files).toEqual([
      { picture: 'app/m0#0', name: '示例区_整改1_图1.jpg' },
      { picture: 'app/m1#0', name: '示例区_整改1_图2.jpg' },
    ]);
    const audits = await desk.store.find('audits', { index: 'byTime' });
    expect(audits.filter(({ action }) => action === 'pictures_shown')).toHaveLength(1);
  });

  test('shows nothing to a reviewer, to a unit, or in a group', async () => {
    await report(1);
    for (const as of ['shenhe', 'shiliqu-admin', 'xinren']) {
      expect(await said('看图 1', as)).toContain('只有管理员');
    }
    expect(await said('看图 1', 'guanli', 'shared')).toContain('单聊');
    expect(sent).toEqual([]);
  });

  test('without a number, with a wrong one, and of a report without pictures says what to do', async () => {
    await report(0);
    expect(await said('看图', 'guanli')).toContain('写明第几项');
    expect(await said('看图 7', 'guanli')).toContain('没有第7项');
    expect(await said('看图 1', 'guanli')).toContain('没有附图');
    expect(sent).toEqual([]);
  });

  test('where no channel takes files names the command', async () => {
    await report(1);
    hasRoute = false;
    expect(await said('看图 1', 'guanli')).toMatch(/tongbao problem pictures \S+ --out/u);
  });
});

test('a picture that was dropped meanwhile, or is with another report, is not handed in', async () => {
  const asked = await desk.say('整改 1 已更换图片', { as: 'shiliqu-admin' });
  const { pending } = asked;
  if (pending?.kind !== 'confirm') throw new Error('nothing to confirm');
  await desk.store.transaction((tx) =>
    tx.put('pictures', {
      id: 'taken',
      receivedAt: '2023-12-04T01:00:00.000Z',
      by: 'wecom:a',
      type: 'png',
      size: 1,
      sha256: 'h',
      problemId: 'another',
      submittedAt: '2023-12-04T01:00:00.000Z',
    }),
  );
  await desk.confirm(
    { as: 'shiliqu-admin' },
    { ...pending, args: { ...pending.args, pictures: 'gone taken' } },
  );
  expect(await said('待复查', 'guanli')).not.toContain('附图');
  expect((await desk.store.get('pictures', 'taken'))?.problemId).toBe('another');
});

test('the bytes of a picture that is gone are refused with a sentence', async () => {
  await expect(pictureBytes(desk.store, 'gone')).rejects.toMatchObject({ code: 'picture.gone' });
});

describe('a picture that comes after its report was confirmed', () => {
  const later = '2023-12-04T01:01:00.000Z';
  const late = async (receivedAt: string, count = 1, message = 'late'): Promise<string> => {
    const waiting = Array.from({ length: count }, (_, at) => `app/${message}#${at}`);
    await desk.store.transaction(async (tx) => {
      for (const id of waiting) {
        await tx.put('pictures', { id, receivedAt, by: 'wecom:a', type: 'png', size: 1, sha256: 'h' });
      }
    });
    const pictures = { sent: count, receivedAt, waiting };
    return linesOf(await desk.ask({ as: 'shiliqu-admin', now: later, pictures })).join('\n');
  };
  /** Another problem of the unit, which a picture might be for. */
  const oneMoreProblem = () =>
    desk.store.transaction(async (tx) => {
      const [problem] = await tx.find('problems', { index: 'byUnit', equals: ['示例区'] });
      if (problem === undefined) throw new Error('no problem');
      await tx.put('problems', { ...problem, id: `${problem.id}-2`, objectName: '另一个栏目' });
    });

  test('but was sent before goes with it, though other problems wait', async () => {
    await oneMoreProblem();
    await report(0);
    expect(await late('2023-12-04T00:59:59.000Z')).toMatch(/已附到刚提交的整改[\s\S]*共1张/u);
    expect(await said('待复查', 'guanli')).toContain('附图1张');
  });

  test('and was sent after waits for the next, where there is one', async () => {
    await oneMoreProblem();
    await report(0);
    expect(await late(later)).toMatch(/已收到图片，共1张[\s\S]*有1个问题等待整改/u);
    expect(await said('待复查', 'guanli')).not.toContain('附图');
  });

  test('goes with it up to six in all', async () => {
    await report(4);
    expect(await late(later, 3)).toMatch(/共6张[\s\S]*最多附6张/u);
    expect(await late(later, 1, 'later')).toContain('最多附6张');
    expect(await said('待复查', 'guanli')).toContain('附图6张');
  });
});

test('a picture in one message with 确认 is handed in with the report', async () => {
  const { pending } = await desk.say('整改 1 已更换图片', { as: 'shiliqu-admin' });
  const receivedAt = '2023-12-04T01:00:00.000Z';
  await desk.store.transaction((tx) =>
    tx.put('pictures', { id: 'with', receivedAt, by: 'wecom:a', type: 'png', size: 1, sha256: 'h' }),
  );
  await desk.confirm({ as: 'shiliqu-admin', pictures: { sent: 1, waiting: ['with'] } }, pending);
  expect(await said('待复查', 'guanli')).toContain('附图1张');
});
