import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { callApi, type EmulatorUnderTest, formOf, startSmallEmulator, upload } from '../demo-world.js';

let world: EmulatorUnderTest;
beforeEach(async () => {
  world = await startSmallEmulator();
});

const said = () => world.emulator.transcript.all();
const later = (ms: number): void => world.clock.moveTo(new Date(world.clock.now().getTime() + ms));
const token = async (): Promise<string> => {
  const { corpId, corpSecret } = world.credentials.wecom;
  const path = `/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${corpSecret}`;
  return z.object({ access_token: z.string() }).parse((await callApi(world.emulator, path)).json)
    .access_token;
};
const pathOf = async (type = 'file', withToken?: string): Promise<string> =>
  `/cgi-bin/media/upload?${new URLSearchParams({ access_token: withToken ?? (await token()), type })}`;
const put = async (form: FormData, type?: string) => await upload(world.emulator, await pathOf(type), form);
const Uploaded = z.object({ errcode: z.literal(0), type: z.literal('file'), media_id: z.string() });
const mediaId = async (form = formOf('名单.xlsx', 'content')): Promise<string> =>
  Uploaded.parse((await put(form)).json).media_id;
const send = async (media: object, more: object = {}) =>
  callApi(world.emulator, `/cgi-bin/message/send?access_token=${await token()}`, {
    touser: 'zhang',
    agentid: 1000002,
    msgtype: 'file',
    file: media,
    ...more,
  });

describe('media/upload', () => {
  test('gives an id, with which the app sends the file under the name it was uploaded with', async () => {
    const id = await mediaId();
    expect((await send({ media_id: id })).json).toMatchObject({ errcode: 0 });
    expect(said()).toMatchObject([
      {
        chatId: 'wecom:direct:zhang',
        format: 'file',
        content: '名单.xlsx',
        file: { id, name: '名单.xlsx', sizeBytes: 7 },
        via: 'push',
      },
    ]);
    expect(Buffer.from(world.emulator.file(id)?.bytes ?? []).toString()).toBe('content');
  });

  test.each([
    ['a field of another name', formOf('a.xlsx', 'content', 'file'), 'file', 41005],
    ['a field without a file name', formOf(undefined, 'content'), 'file', 41005],
    ['five bytes', formOf('a.xlsx', '12345'), 'file', 40006],
    ['more than 20 MB', formOf('a.xlsx', 'x'.repeat(20 * 1024 * 1024 + 1)), 'file', 45001],
    ['an unknown type', formOf('a.xlsx', 'content'), 'poem', 40005],
    ['no type', formOf('a.xlsx', 'content'), '', 40005],
    ['a workbook called an image', formOf('a.xlsx', 'content'), 'image', 40004],
  ])('refuses %s inside HTTP 200', async (_what, form, type, errcode) => {
    const { status, json } = await put(form, type);
    expect([status, json]).toMatchObject([200, { errcode }]);
  });

  test('takes six bytes, and 20 MB to the byte', async () => {
    expect((await put(formOf('a.xlsx', '123456'))).json).toMatchObject({ errcode: 0 });
    expect((await put(formOf('a.xlsx', 'x'.repeat(20 * 1024 * 1024)))).json).toMatchObject({ errcode: 0 });
  });

  test('refuses a body that is no form', async () => {
    expect((await callApi(world.emulator, await pathOf(), { media: 'x' })).json).toMatchObject({
      errcode: 41005,
    });
    const broken = { 'content-type': 'multipart/form-data; boundary=a' };
    expect((await callApi(world.emulator, await pathOf(), '--a\r\nhello', broken)).json).toMatchObject({
      errcode: 41005,
    });
  });

  test('wants a token that is still good', async () => {
    const form = formOf('a.xlsx', 'content');
    const with_ = async (one: string) => (await upload(world.emulator, await pathOf('file', one), form)).json;
    expect(await with_('')).toMatchObject({ errcode: 41001 });
    expect(await with_('abc')).toMatchObject({ errcode: 40014 });
    const old = await token();
    later(7200_001);
    expect(await with_(old)).toMatchObject({ errcode: 42001 });
  });

  test('is in the call log, and what was uploaded is not', async () => {
    await mediaId(formOf('a.xlsx', 'secret rows'));
    expect(world.emulator.calls.to('/cgi-bin/media/upload')).toMatchObject([{ body: '' }]);
  });
});

describe('a file message', () => {
  test.each([
    ['an id that nobody gave', { media_id: 'none' }, 40007],
    ['no id', {}, 41006],
  ])('with %s is refused, and shown to nobody', async (_what, media, errcode) => {
    expect((await send(media)).json).toMatchObject({ errcode });
    expect(said()).toEqual([]);
  });

  test('can be sent for three days after the upload', async () => {
    const id = await mediaId();
    later(3 * 86_400_000 - 1);
    expect((await send({ media_id: id })).json).toMatchObject({ errcode: 0 });
    later(1);
    expect((await send({ media_id: id })).json).toMatchObject({ errcode: 40007 });
    expect(said()).toHaveLength(1);
    expect(world.emulator.file(id)).toBeDefined();
  });

  test('sent again with the duplicate check is shown once; another upload of the same is another', async () => {
    const checked = { enable_duplicate_check: 1, duplicate_check_interval: 3600 };
    const id = await mediaId();
    await send({ media_id: id }, checked);
    await send({ media_id: id }, checked);
    expect(said()).toHaveLength(1);
    await send({ media_id: await mediaId() }, checked);
    expect(said()).toHaveLength(2);
  });
});
