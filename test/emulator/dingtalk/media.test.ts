import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { callApi, type EmulatorUnderTest, formOf, startSmallEmulator, upload } from '../demo-world.js';

let world: EmulatorUnderTest;
beforeEach(async () => {
  world = await startSmallEmulator();
});

const said = () => world.emulator.transcript.all();
const token = async (): Promise<string> => {
  const { appKey, appSecret } = world.credentials.dingtalk;
  const { json } = await callApi(world.emulator, '/v1.0/oauth2/accessToken', { appKey, appSecret });
  return z.object({ accessToken: z.string() }).parse(json).accessToken;
};
const pathOf = async (withToken?: string): Promise<string> =>
  `/media/upload?${new URLSearchParams({ access_token: withToken ?? (await token()) })}`;
const typed = (form: FormData, type: string): FormData => {
  form.append('type', type);
  return form;
};
const put = async (form: FormData) => await upload(world.emulator, await pathOf(), form);
const workbook = (): FormData => typed(formOf('名单.xlsx', 'content'), 'file');
const Uploaded = z.object({ errcode: z.literal(0), type: z.literal('file'), media_id: z.string() });
const mediaId = async (): Promise<string> => Uploaded.parse((await put(workbook())).json).media_id;
const send = async (param: object) =>
  callApi(
    world.emulator,
    '/v1.0/robot/oToMessages/batchSend',
    {
      robotCode: world.credentials.dingtalk.appKey,
      userIds: ['zhang'],
      msgKey: 'sampleFile',
      msgParam: JSON.stringify(param),
    },
    { 'x-acs-dingtalk-access-token': await token() },
  );

describe('media/upload of the old API', () => {
  test('gives an id, with which the robot sends the file under the name of the message', async () => {
    const mediaIdGiven = await mediaId();
    const { status } = await send({ mediaId: mediaIdGiven, fileName: '逾期留言.xlsx', fileType: 'xlsx' });
    expect(status).toBe(200);
    expect(said()).toMatchObject([
      {
        chatId: 'dingtalk:direct:zhang',
        format: 'file',
        file: { id: mediaIdGiven, name: '逾期留言.xlsx', sizeBytes: 7 },
      },
    ]);
    expect(Buffer.from(world.emulator.file(mediaIdGiven)?.bytes ?? []).toString()).toBe('content');
  });

  test.each([
    ['a field of another name', typed(formOf('a.xlsx', 'content', 'file'), 'file'), 41005],
    ['a field without a file name', typed(formOf(undefined, 'content'), 'file'), 41005],
    ['an empty file', typed(formOf('a.xlsx', ''), 'file'), 44001],
    ['more than 20 MB', typed(formOf('a.xlsx', 'x'.repeat(20 * 1024 * 1024 + 1)), 'file'), 45001],
    ['an unknown type', typed(formOf('a.xlsx', 'content'), 'poem'), 40005],
    ['no type', formOf('a.xlsx', 'content'), 40005],
    ['a kind of file that it does not take', typed(formOf('a.csv', 'content'), 'file'), 40004],
  ])('refuses %s inside HTTP 200', async (_what, form, errcode) => {
    const { status, json } = await put(form);
    expect([status, json]).toMatchObject([200, { errcode }]);
  });

  test('refuses a body that is no form', async () => {
    const { json } = await callApi(world.emulator, await pathOf(), { type: 'file', media: 'x' });
    expect(json).toMatchObject({ errcode: 43008 });
  });

  test('wants a token that is still good', async () => {
    const with_ = async (one: string) => (await upload(world.emulator, await pathOf(one), workbook())).json;
    expect(await with_('')).toMatchObject({ errcode: 40014 });
    expect(await with_('abc')).toMatchObject({ errcode: 40014 });
    const old = await token();
    world.clock.moveTo(new Date(world.clock.now().getTime() + 7200_001));
    expect(await with_(old)).toMatchObject({ errcode: 40014 });
  });
});

describe('sampleFile', () => {
  test.each([
    ['an id that nobody gave', async () => ({ mediaId: '@none', fileName: 'a.xlsx', fileType: 'xlsx' })],
    ['no name', async () => ({ mediaId: await mediaId(), fileType: 'xlsx' })],
    [
      'a type that it does not show',
      async () => ({ mediaId: await mediaId(), fileName: 'a.csv', fileType: 'csv' }),
    ],
  ])('with %s is refused, and shown to nobody', async (_what, param) => {
    const { status, json } = await send(await param());
    expect([status, json]).toMatchObject([400, { code: 'invalidParameter.msgParam.invalid' }]);
    expect(said()).toEqual([]);
  });
});
