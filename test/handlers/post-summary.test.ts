import { beforeEach, expect, test } from 'vitest';
import type { HandlerServices } from '../../handlers/handler.js';
import { message, paragraph } from '../../src/message/build.js';
import { type Desk, linesOf, openDesk } from './desk.js';

const order = '发布2023年第四季度通报摘要';

let posted: string[];
let groups: string[];
let desk: Desk;
beforeEach(async () => {
  posted = [];
  groups = ['甲群', '乙群'];
  const services: HandlerServices = {
    previewSummary: async () => ({
      document: message('摘要', [paragraph('摘要正文')]),
      groupNames: groups,
      already: [],
    }),
    postSummary: async (_tx, periodId, by) => {
      posted.push(`${periodId} by ${by}`);
      return { stored: groups, already: [] };
    },
    notify: async () => undefined,
    sendFiles: async () => 'stored',
    newId: () => crypto.randomUUID(),
    random: () => new Uint8Array(8),
  };
  desk = await openDesk({ services });
});

test('an administrator sees text and groups first, and posts by confirming', async () => {
  const preview = await desk.say(order, { as: 'guanli' });
  expect(linesOf(preview).join()).toMatch(/甲群、乙群.*摘要正文.*确认/s);
  expect(preview.reach).toEqual({ kind: 'asker' });
  expect(posted).toEqual([]);
  await desk.confirm({ as: 'guanli' }, preview.pending);
  expect(posted).toEqual(['2023Q4 by wecom:guanli']);
});

test.each(['zhongyuan', 'shiliqu-admin', 'shenhe', 'xinren'])('%s may not', async (as) => {
  const answer = await desk.say(order, { as });
  expect(answer.pending).toBeUndefined();
  expect(linesOf(answer).join()).not.toContain('摘要正文');
});

test('whoever is no administrator any more cannot confirm', async () => {
  const preview = await desk.say(order, { as: 'guanli' });
  await desk.confirm({ as: 'zhongyuan' }, preview.pending);
  expect(posted).toEqual([]);
});

test('in a group it is refused, with the way to do it', async () => {
  const answer = await desk.say(order, { as: 'guanli', in: 'shared' });
  expect(answer.pending).toBeUndefined();
  expect(linesOf(answer).join()).toContain('单聊');
});

test('what changed since the preview is shown again instead of posted', async () => {
  const preview = await desk.say(order, { as: 'guanli' });
  groups = ['甲群', '乙群', '丙群'];
  const again = await desk.confirm({ as: 'guanli' }, preview.pending);
  expect(posted).toEqual([]);
  expect(linesOf(again).join()).toContain('丙群');
  expect(again.pending).toBeDefined();
});

test('a period without a notice has no summary to post', async () => {
  const answer = await desk.say('发布2022年第一季度通报摘要', { as: 'guanli' });
  expect(answer.pending).toBeUndefined();
  expect(linesOf(answer).join()).toContain('没有2022年第一季度的数据');
});
