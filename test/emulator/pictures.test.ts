import { createDecipheriv } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { open } from '../../src/emulator/wecom/cipher.js';
import { png } from '../support/pictures.js';
import { callApi, startSmallEmulator } from './demo-world.js';
import { startFakeService } from './fake-service.js';
import { appXml, botKeys } from './wecom/service-side.js';

const pictures = [png.toString('base64')];

const started = async () => {
  const service = await startFakeService((callback) =>
    callback.path.startsWith('/dingtalk') ? '{"msgtype":"empty"}' : '',
  );
  return { service, ...(await startSmallEmulator({ serviceUrl: service.url })) };
};

const get = async (url: string) => {
  const answer = await fetch(url);
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
};

describe('the self-built app of WeCom', () => {
  test('tells of a picture by its media id, each in a message of its own before the words', async () => {
    const { service, emulator, credentials } = await started();
    const request = { chatId: 'wecom:direct:zhang', userId: 'zhang', mentionBot: false, pictures };
    await emulator.say({ ...request, text: '整改 1 已更换' });
    const [image, text] = service.received.map((callback) => appXml(credentials, callback));
    expect(image).toMatchObject({
      MsgType: 'image',
      MediaId: expect.any(String),
      PicUrl: expect.any(String),
    });
    expect(text).toMatchObject({ MsgType: 'text', Content: '整改 1 已更换' });
  });

  test('gives a media file to whoever has a token, for three days', async () => {
    const { service, emulator, credentials, real } = await started();
    const request = { chatId: 'wecom:direct:zhang', userId: 'zhang', mentionBot: false, pictures };
    await emulator.say({ ...request, text: '' });
    const { MediaId = '' } = appXml(credentials, service.received.at(0) ?? fail());
    const { corpId, corpSecret } = credentials.wecom;
    const token = async () =>
      z
        .object({ access_token: z.string() })
        .parse((await callApi(emulator, `/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${corpSecret}`)).json)
        .access_token;
    const path = (of: string, id: string) => `/cgi-bin/media/get?access_token=${of}&media_id=${id}`;
    const known = await token();
    expect((await get(`${emulator.apiBaseUrl}${path(known, MediaId)}`)).bytes).toEqual(png);
    expect((await callApi(emulator, path('', MediaId))).json).toMatchObject({ errcode: 41001 });
    expect((await callApi(emulator, path('wrong', MediaId))).json).toMatchObject({ errcode: 40014 });
    expect((await callApi(emulator, path(known, ''))).json).toMatchObject({ errcode: 41006 });
    expect((await callApi(emulator, path(known, 'other'))).json).toMatchObject({ errcode: 40007 });
    real.advance(3 * 24 * 3_600_000);
    expect((await callApi(emulator, path(known, MediaId))).json).toMatchObject({ errcode: 42001 });
    expect((await callApi(emulator, path(await token(), MediaId))).json).toMatchObject({ errcode: 40007 });
    expect(JSON.stringify(emulator.calls.all())).not.toContain(MediaId);
  });
});

const fail = (): never => {
  throw new Error('nothing was received');
};

const Image = z.object({ url: z.string() });
const BotMessage = z.object({
  msgtype: z.string(),
  chattype: z.string(),
  image: Image.optional(),
  mixed: z
    .object({ msg_item: z.array(z.object({ msgtype: z.string(), image: Image.optional() })) })
    .optional(),
});

describe('the 智能机器人 of WeCom', () => {
  const heard = async (chatId: string, text: string, count: number) => {
    const { service, emulator, credentials, real } = await started();
    await emulator.say({
      chatId,
      userId: 'zhang',
      text,
      mentionBot: true,
      pictures: Array.from({ length: count }, () => png.toString('base64')),
      to: 'bot',
    });
    const [callback = fail()] = service.received;
    const { encrypt } = z.object({ encrypt: z.string() }).parse(JSON.parse(callback.body));
    const plain = open(botKeys(credentials), {
      encrypt,
      signature: callback.query.get('msg_signature') ?? '',
      timestamp: callback.query.get('timestamp') ?? '',
      nonce: callback.query.get('nonce') ?? '',
    });
    return { message: BotMessage.parse(JSON.parse(plain)), credentials, real };
  };

  test('sends a picture alone in the single chat, words and pictures as one mixed message', async () => {
    expect((await heard('wecom:direct:zhang', '', 1)).message).toMatchObject({
      msgtype: 'image',
      chattype: 'single',
    });
    const { message } = await heard('wrGroup01', '看', 2);
    expect(message).toMatchObject({ msgtype: 'mixed', chattype: 'group' });
    expect(message.mixed?.msg_item.map(({ msgtype }) => msgtype)).toEqual(['text', 'image', 'image']);
  });

  test('gives it out encrypted, for five minutes and to nobody who guesses', async () => {
    const { message, credentials, real } = await heard('wecom:direct:zhang', '', 1);
    const url = message.image?.url ?? '';
    const { status, bytes } = await get(url);
    expect(status).toBe(200);
    expect(bytes.length % 32).toBe(0);
    expect(bytes.includes(png.subarray(0, 8))).toBe(false);
    const key = Buffer.from(`${credentials.wecom.bot.encodingAesKey}=`, 'base64');
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    const opened = Buffer.concat([decipher.update(bytes), decipher.final()]);
    expect(opened.subarray(0, png.length)).toEqual(png);
    expect((await get(url.replace(/sign=.*/, 'sign=guess'))).status).toBe(403);
    real.advance(5 * 60_000);
    expect((await get(url)).status).toBe(403);
  });
});

describe('the robot of DingTalk', () => {
  const Codes = z.object({ downloadCode: z.string(), pictureDownloadCode: z.string() });
  const said = async (text: string) => {
    const started_ = await started();
    const request = { chatId: 'dingtalk:direct:zhang', userId: 'zhang', mentionBot: false, pictures };
    await started_.emulator.say({ ...request, text });
    const [callback = fail()] = started_.service.received;
    return { ...started_, body: z.looseObject({ msgtype: z.string() }).parse(JSON.parse(callback.body)) };
  };

  test('tells of a picture by its code, and of words with it as rich text', async () => {
    expect((await said('')).body).toMatchObject({
      msgtype: 'picture',
      content: { downloadCode: expect.any(String) },
    });
    expect((await said('整改')).body).toMatchObject({
      msgtype: 'richText',
      content: { richText: [{ text: '整改' }, { type: 'picture', downloadCode: expect.any(String) }] },
    });
  });

  test('gives an address for the code to its own robot, and the file for a while', async () => {
    const { body, emulator, credentials, real } = await said('');
    const { downloadCode, pictureDownloadCode } = Codes.parse(
      z.object({ content: z.unknown() }).parse(body).content,
    );
    const { appKey, appSecret } = credentials.dingtalk;
    const granted = await callApi(emulator, '/v1.0/oauth2/accessToken', { appKey, appSecret });
    const { accessToken } = z.object({ accessToken: z.string() }).parse(granted.json);
    const ask = (request: object, token: string = accessToken) =>
      callApi(emulator, '/v1.0/robot/messageFiles/download', request, {
        'x-acs-dingtalk-access-token': token,
      });
    const given = await ask({ downloadCode, robotCode: appKey });
    const { downloadUrl } = z.object({ downloadUrl: z.string() }).parse(given.json);
    expect((await get(downloadUrl)).bytes).toEqual(png);
    expect((await ask({ downloadCode, robotCode: appKey }, 'wrong')).status).toBe(400);
    expect((await ask({ downloadCode, robotCode: 'other' })).json).toMatchObject({
      code: 'invalidParameter.robotCode.auth',
    });
    expect((await ask({ downloadCode: pictureDownloadCode, robotCode: appKey })).json).toMatchObject({
      code: 'invalidParameter.downloadCode',
    });
    real.advance(10 * 60_000);
    expect((await get(downloadUrl)).status).toBe(403);
  });
});

test('a picture is shown in the chat, and nothing is said where there is neither word nor picture', async () => {
  const { emulator } = await started();
  const [shown] = await emulator.say({
    chatId: 'wecom:direct:zhang',
    userId: 'zhang',
    text: '',
    mentionBot: false,
    pictures,
  });
  expect(shown).toMatchObject({ format: 'picture', content: '[图片]' });
  const id = new URL(shown?.picture ?? '', 'http://demo').searchParams.get('id') ?? '';
  expect(emulator.picture(id)).toEqual(png);
  expect(emulator.picture('other')).toBeUndefined();
});
