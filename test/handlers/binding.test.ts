import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { createBindingCode } from '../../handlers/codes.js';
import { type Desk, demoNow, linesOf, openDesk } from './desk.js';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

const codeFor = (unitId: string, now = demoNow): Promise<string> =>
  desk.store.transaction((tx) =>
    createBindingCode(tx, {
      unitId,
      role: 'staff',
      createdBy: 'operator',
      now: new Date(now),
      validHours: 72,
      random: randomBytes,
    }),
  );

const says = async (as: string, text: string, more: { now?: string; in?: string } = {}): Promise<string> =>
  linesOf(await desk.say(text, { as, ...more })).join('\n');

describe('a one-time code', () => {
  test('binds whoever sends it first, once', async () => {
    const code = await codeFor('登封市');
    expect(await says('xinren', `绑定 ${code}`)).toContain('登封市');
    expect(await says('xinren', '我单位排名')).toContain('第5名');
    expect(await says('laoren', `绑定 ${code}`)).not.toContain('已绑定登封市');
    expect(await says('laoren', '我单位排名')).toContain('还没有绑定单位');
  });

  test('is read whatever its letters look like on the phone', async () => {
    const code = await codeFor('登封市');
    const fullWidth = [...code].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('');
    expect(await says('xinren', ` 绑定：${fullWidth.toLowerCase()} `)).toContain('登封市');
  });

  test('is worth nothing once it has expired', async () => {
    const code = await codeFor('登封市');
    const late = { now: '2023-12-07T01:00:00.001Z' };
    expect(await says('xinren', `绑定 ${code}`, late)).not.toContain('已绑定登封市');
    expect(await says('xinren', '我单位排名', late)).toContain('还没有绑定单位');
  });

  test('is stored as its hash only', async () => {
    const code = await codeFor('登封市');
    const stored = await desk.store.find('bindingCodes', { index: 'byUnit', equals: ['登封市'] });
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain(code);
  });

  test('cannot be guessed: after five wrong ones even the right one waits for an hour', async () => {
    const code = await codeFor('登封市');
    for (const wrong of ['AAAAAAA2', 'AAAAAAA3', 'AAAAAAA4', 'AAAAAAA5', 'AAAAAAA6']) {
      await says('xinren', `绑定 ${wrong}`);
    }
    expect(await says('xinren', `绑定 ${code}`)).not.toContain('已绑定登封市');
    expect(await says('xinren', `绑定 ${code}`, { now: '2023-12-04T02:00:00.001Z' })).toContain('登封市');
  });

  test('adds a unit to the ones somebody has, and keeps the role', async () => {
    const code = await codeFor('金水区');
    await says('shiliqu-admin', `绑定 ${code}`);
    const member = await desk.store.get('members', 'wecom:shiliqu-admin');
    expect(member).toMatchObject({ unitIds: ['示例区', '金水区'], role: 'unit_admin' });
  });

  test('is made for known units only', async () => {
    await expect(codeFor('没有的区')).rejects.toMatchObject({ code: 'unit.unknown' });
  });
});

describe('解绑', () => {
  test('happens after a confirmation, and only then', async () => {
    const asked = await desk.say('解绑', { as: 'zhongyuan' });
    expect(await desk.store.get('members', 'wecom:zhongyuan')).toBeDefined();
    await desk.confirm({ as: 'zhongyuan' }, asked.pending);
    expect(await says('zhongyuan', '我单位排名')).toContain('还没有绑定单位');
  });
});

test('saying a unit binds nobody', async () => {
  expect(await says('xinren', '我是金水区的')).toContain('绑定码');
  expect(await says('xinren', '我单位排名')).toContain('还没有绑定单位');
});
