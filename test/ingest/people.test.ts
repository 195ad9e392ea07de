import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Member } from '../../src/domain/records/index.js';
import { exported } from '../support/exported.js';
import { type Desk, openDesk } from './desk.js';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.write('单位.csv', '单位名称,类别\n中原区,区县\n');
  await desk.import('单位.csv');
});
afterEach(() => desk.clear());

const header = '平台,用户ID,姓名,自然人编号,单位,角色,有效期至';
const roster = async (row: string): Promise<readonly string[]> => {
  await desk.write('人员.csv', `${header}\n${row}\n`);
  return (await desk.import('人员.csv')).faults.map(({ column }) => column);
};
const member = (id = 'wecom:u'): Promise<Member | undefined> => desk.store.get('members', id);
const change = async (what: Partial<Member>): Promise<void> => {
  const before = await member();
  if (before === undefined) throw new Error('nobody is in the roster');
  await desk.store.transaction((tx) => tx.put('members', { ...before, ...what }));
};

test('a row without the number of a person keeps the one that the account has', async () => {
  await roster('wecom,u,张三,p1,中原区,工作人员,');
  await roster('wecom,u,,,中原区,单位管理员,');
  expect(await member()).toMatchObject({ personId: 'p1', role: 'unit_admin' });
  expect(await desk.store.get('persons', 'p1')).toEqual({ id: 'p1', name: '张三' });
  expect(await desk.store.get('persons', 'wecom:u')).toBeUndefined();
  await roster('wecom,u,李四,p2,中原区,工作人员,');
  expect(await member()).toMatchObject({ personId: 'p2' });
});

test('two accounts of one person may not have two names, where one row has his number and the other has none', async () => {
  await roster('wecom,u,张三,p1,中原区,工作人员,');
  expect(await roster('wecom,u,张三,,中原区,工作人员,\ndingtalk,u,李四,p1,中原区,工作人员,')).toEqual([
    '姓名',
  ]);
});

test('one who so far only stood in for somebody stays that person', async () => {
  await desk.store.transaction((tx) =>
    tx.put('delegations', {
      id: 'd',
      personId: 'p9',
      memberId: 'wecom:leaver',
      unitIds: ['中原区'],
      role: 'staff',
      createdAt: '2023-11-01T00:00:00.000Z',
      expiresAt: '2023-11-30T16:00:00.000Z',
      delegate: {
        memberId: 'wecom:u',
        platform: 'wecom',
        userId: 'u',
        personId: 'p1',
        since: '2023-11-01T01:00:00.000Z',
      },
    }),
  );
  await roster('wecom,u,张三,,中原区,工作人员,');
  expect(await member()).toMatchObject({ personId: 'p1' });
});

test('a binding that was ended in the course of a day is ended still, exported and imported again', async () => {
  await roster('wecom,u,张三,p1,中原区,工作人员,');
  await change({ expiresAt: '2023-12-04T00:30:00.000Z' });
  const { bytes } = await exported(desk.store, ['人员']);
  await desk.write('人员.xlsx', bytes);
  expect((await desk.import('人员.xlsx')).faults).toEqual([]);
  expect(await member()).toMatchObject({ expiresAt: '2023-12-04T00:30:00.000Z' });
  await roster('wecom,u,张三,p1,中原区,工作人员,2023-12-05');
  expect(await member()).toMatchObject({ expiresAt: '2023-12-05T16:00:00.000Z' });
});

test('a list that binds somebody again who was let go says so; one whose binding ran out comes back without a word', async () => {
  const warnings = async (row: string): Promise<readonly string[]> => {
    await desk.write('人员.csv', `${header}\n${row}\n`);
    return (await desk.import('人员.csv')).warnings;
  };
  await roster('wecom,u,张三,p1,中原区,工作人员,2023-11-20');
  expect(await warnings('wecom,u,张三,p1,中原区,工作人员,2024-12-31')).toEqual([]);
  await change({ expiresAt: '2023-11-28T02:30:00.000Z' });
  expect(await warnings('wecom,u,张三,p1,中原区,工作人员,2023-11-28')).toEqual([]);
  expect(await warnings('wecom,u,张三,p1,中原区,工作人员,')).toEqual([
    expect.stringMatching(/人员.*第 2 行.*已在2023-11-28解除.*删去这一行/u),
  ]);
});

test('ids of DingTalk that differ in case are two accounts, those of WeCom are one', async () => {
  await roster('dingtalk,Abc,张三,,中原区,工作人员,\nwecom,Abc,王五,,中原区,工作人员,');
  expect(await member('dingtalk:Abc')).toMatchObject({ userId: 'Abc', personId: 'dingtalk:Abc' });
  expect(await member('dingtalk:abc')).toBeUndefined();
  expect(await member('wecom:abc')).toMatchObject({ userId: 'Abc' });
});
