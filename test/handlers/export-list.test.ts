import { beforeEach, describe, expect, test } from 'vitest';
import { lists } from '../../config/phrases/lists.js';
import type { HandlerServices } from '../../handlers/handler.js';
import type { FileReference } from '../../src/message/document.js';
import { type Desk, linesOf, openDesk } from './desk.js';

const order = '导出逾期留言';

interface Requested {
  readonly to: string;
  readonly key: string;
  readonly files: readonly FileReference[];
}

let requested: Requested[];
let outcome: 'stored' | 'no_route';
let desk: Desk;
let nextId: number;
beforeEach(async () => {
  requested = [];
  outcome = 'stored';
  nextId = 0;
  const services: HandlerServices = {
    previewSummary: async () => ({
      document: { title: '', blocks: [], actions: [] },
      groupNames: [],
      already: [],
    }),
    postSummary: async () => ({ stored: [], already: [] }),
    notify: async () => undefined,
    sendFiles: async (_tx, { key, to, files }) => {
      if (outcome === 'stored') requested.push({ to: to.id, key, files });
      return outcome;
    },
    newId: () => {
      nextId += 1;
      return `id${nextId}`;
    },
    random: () => new Uint8Array(8),
  };
  desk = await openDesk({ services });
});

const audited = async () =>
  (await desk.store.find('audits', { index: 'byTime' })).filter(({ action }) => action === 'list_exported');

describe('导出 in the direct chat of an administrator', () => {
  test('has the list sent to the account that asked, and is audited', async () => {
    const answer = await desk.say(order, { as: 'guanli', platform: 'dingtalk' });
    const file = { list: '逾期留言', name: '逾期留言_2023-12-04.xlsx' };
    expect(requested).toEqual([{ to: 'dingtalk:guanli', key: 'list/id1', files: [file] }]);
    expect(answer.reach).toEqual({ kind: 'asker' });
    expect(linesOf(answer).join()).toMatch(
      /《逾期留言》[\s\S]*不要转发到大群[\s\S]*tongbao export 逾期留言/u,
    );
    expect(await audited()).toMatchObject([
      {
        actor: 'dingtalk:guanli',
        subject: '逾期留言',
        detail: { file: file.name },
        at: '2023-12-04T01:00:00.000Z',
      },
    ]);
  });

  test('asked twice is two files, each with its audit entry', async () => {
    await desk.say(order, { as: 'guanli' });
    await desk.say(order, { as: 'guanli' });
    expect(new Set(requested.map(({ key }) => key)).size).toBe(2);
    expect(await audited()).toHaveLength(2);
  });

  test('without a list it offers all of them, and sends none', async () => {
    const answer = await desk.say('导出', { as: 'guanli' });
    expect(answer.pending).toMatchObject({
      kind: 'choice',
      options: Object.values(lists.names).map((label) => ({ label, text: `导出${label}` })),
    });
    expect(linesOf(answer).join()).toContain('1. 留言办理情况');
    expect(requested).toEqual([]);
  });

  test('twenty an hour are sent and no more; an hour later it goes on', async () => {
    for (let count = 0; count < 20; count += 1) await desk.say(order, { as: 'guanli' });
    const answer = await desk.say(order, { as: 'guanli' });
    expect(linesOf(answer).join()).toContain('一小时内最多导出20次');
    expect([requested.length, (await audited()).length]).toEqual([20, 20]);
    await desk.say(order, { as: 'guanli', now: '2023-12-04T02:00:01.000Z' });
    expect(requested).toHaveLength(21);
  });

  test('where no channel takes files it says how to get the list, and no audit claims it was sent', async () => {
    outcome = 'no_route';
    const answer = await desk.say(order, { as: 'guanli' });
    expect(linesOf(answer).join()).toMatch(/没有能发文件的通道[\s\S]*tongbao export 逾期留言/u);
    expect(await audited()).toEqual([]);
  });
});

describe('导出 is refused', () => {
  test.each([
    ['a contact', { as: 'zhongyuan' }],
    ['an administrator of a unit', { as: 'shiliqu-admin' }],
    ['a reviewer', { as: 'shenhe' }],
    ['somebody who is not bound yet', { as: 'xinren' }],
    ['an administrator in a shared group', { as: 'guanli', in: 'shared' }],
    ['an administrator in a unit’s group', { as: 'guanli', in: '中原区' }],
  ])('to %s, and what there is to export is not listed', async (_who, question) => {
    for (const line of [order, '导出']) {
      const answer = await desk.say(line, question);
      expect(answer.pending).toBeUndefined();
      expect(linesOf(answer).join()).toMatch(/管理员|单聊/u);
    }
    expect(requested).toEqual([]);
    expect(await audited()).toEqual([]);
  });

  test('to an administrator whose binding has ended', async () => {
    await desk.store.transaction(async (tx) => {
      const member = await tx.get('members', 'wecom:guanli');
      if (member === undefined) throw new Error('no such member');
      await tx.put('members', { ...member, expiresAt: '2023-12-04T01:00:00.000Z' });
    });
    await desk.say(order, { as: 'guanli' });
    expect(requested).toEqual([]);
  });
});
