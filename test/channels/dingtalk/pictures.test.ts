import { describe, expect, test } from 'vitest';
import { createDingtalkChannel, createDingtalkDoor } from '../../../src/channels/dingtalk/index.js';
import type { HttpAnswer } from '../../../src/channels/http.js';
import { largestPicture } from '../../../src/domain/pictures.js';
import { jpeg, page, png } from '../../support/pictures.js';
import { createFakePlatform } from './fake-platform.js';
import { directText, groupText, now, robotConfig, taken } from './platform-side.js';

const door = createDingtalkDoor('robot', robotConfig);
const heard = async (fields: object) =>
  (await taken(door, { ...directText, text: undefined, ...fields })).event;

const codes = { downloadCode: 'code-1==', pictureDownloadCode: 'other-1==' };

describe('a picture that comes in', () => {
  test('alone is known by its download code, and not by the other one', async () => {
    expect(await heard({ msgtype: 'picture', content: codes })).toMatchObject({
      text: '',
      format: 'picture',
      pictures: [{ kind: 'download_code', code: 'code-1==' }],
    });
  });

  test('with only the other code is known by that', async () => {
    const content = { pictureDownloadCode: 'other-1==' };
    expect((await heard({ msgtype: 'picture', content })).pictures).toEqual([
      { kind: 'download_code', code: 'other-1==' },
    ]);
  });

  test('among words is one message with them, in order', async () => {
    const richText = [
      { text: '整改 1 ' },
      { type: 'picture', ...codes },
      { text: '已更换图片' },
      { type: 'picture', downloadCode: 'code-2==' },
    ];
    expect(await heard({ msgtype: 'richText', content: { richText } })).toMatchObject({
      text: '整改 1 已更换图片',
      pictures: [{ code: 'code-1==' }, { code: 'code-2==' }],
    });
    const inGroup = await taken(door, {
      ...groupText,
      text: undefined,
      msgtype: 'richText',
      content: { richText },
    });
    expect(inGroup.event.pictures).toHaveLength(2);
  });

  test.each([
    { msgtype: 'picture', content: {} },
    { msgtype: 'picture' },
    { msgtype: 'picture', content: { downloadCode: 7 } },
    { msgtype: 'picture', content: { downloadCode: 'with blank' } },
    { msgtype: 'picture', content: { downloadCode: 'c'.repeat(5000) } },
    { msgtype: 'file', content: { downloadCode: 'c', fileName: 'a.pdf' } },
    { msgtype: 'richText', content: { richText: [{ text: '好', downloadCode: 'c' }] } },
  ])('what is no picture, or has no code, has none: %j', async (fields) => {
    const event = await heard(fields);
    expect(event.kind).toBe('message');
    expect(event.pictures).toBeUndefined();
  });
});

const address = 'http://robot-media.oss-cn-shanghai.aliyuncs.com/a.file?Signature=secret%2B';
const given = (downloadUrl: unknown): HttpAnswer => ({ status: 200, body: JSON.stringify({ downloadUrl }) });
const denied = (code: string): HttpAnswer => ({
  status: 400,
  body: JSON.stringify({ code, message: '…', requestid: 'R' }),
});
const file = (bytes: Uint8Array): HttpAnswer => ({ status: 200, body: '', bytes });

const codePath = '/v1.0/robot/messageFiles/download';

const fetched = async (codeAnswers: HttpAnswer[], fileAnswer: HttpAnswer = file(png), more: object = {}) => {
  const platform = createFakePlatform();
  platform.next(codePath, ...codeAnswers);
  platform.next('/a.file', fileAnswer);
  const parts = { http: platform.http, clock: { now: () => now } };
  const channel = createDingtalkChannel('robot', { ...robotConfig, ...more }, parts);
  const picture = await channel.fetchPicture?.({ kind: 'download_code', code: 'code-1==' });
  return { platform, picture };
};

describe('a picture of the robot', () => {
  test('is fetched by its code, then at the address for it, by HTTPS and without the token', async () => {
    const { platform, picture } = await fetched([given(address)]);
    expect(picture).toEqual({ bytes: png, type: 'png' });
    const [, asked, got] = platform.requests;
    expect(JSON.parse(String(asked?.body))).toEqual({
      downloadCode: 'code-1==',
      robotCode: robotConfig.appKey,
    });
    expect(got?.url).toBe(address.replace('http:', 'https:'));
    expect(got?.headers).toBeUndefined();
    expect(got?.fileUpTo).toBe(largestPicture);
  });

  test.each([
    ['a code that is over', 'expired', [denied('invalidParameter.downloadCode')]],
    ['another robot’s code', 'unavailable', [denied('invalidParameter.robotCode.auth')]],
    ['no address', 'unavailable', [given(7)]],
    ['an address in the inner network', 'foreign_address', [given('http://10.0.0.5/a.file')]],
    ['a metadata service', 'foreign_address', [given('http://169.254.169.254/a.file')]],
    [
      'an address that only looks like DingTalk’s',
      'foreign_address',
      [given('https://evil-dingtalk.com/a.file')],
    ],
  ])('%s is not taken: %s', async (_, fault, answers) => {
    const { platform, picture } = await fetched(answers);
    expect(picture).toMatchObject({ fault });
    expect(platform.requests.filter(({ fileUpTo }) => fileUpTo !== undefined)).toEqual([]);
  });

  test.each([
    ['past its time', 'expired', { status: 403, body: '', bytes: page }],
    ['too large', 'too_large', { status: 200, body: '' }],
    ['a page', 'not_a_picture', file(page)],
    ['elsewhere', 'unavailable', { status: 302, body: '' }],
  ])('an address that is %s gives none: %s', async (_, fault, answer) => {
    expect((await fetched([given(address)], answer)).picture).toMatchObject({ fault });
  });

  test('no secret is in what is said of a failure', async () => {
    const { picture } = await fetched([given('https://evil.example/a?Signature=secret')]);
    expect(JSON.stringify(picture)).not.toMatch(/secret|code-1|access-token/);
  });

  test('is asked for once more with a new token where the old one was withdrawn', async () => {
    const { platform, picture } = await fetched([denied('InvalidAuthentication'), given(address)]);
    expect(picture).toMatchObject({ type: 'png' });
    expect(platform.calls('/v1.0/oauth2/accessToken')).toBe(2);
  });
});

describe('a picture that goes to an administrator', () => {
  const upload = async (picture: 'jpeg' | 'webp') => {
    const platform = createFakePlatform();
    platform.next('/media/upload', { status: 200, body: JSON.stringify({ errcode: 0, media_id: '@up-1' }) });
    const parts = { http: platform.http, clock: { now: () => now } };
    const channel = createDingtalkChannel('robot', robotConfig, parts);
    const ready = await channel.upload?.({ name: '图1.jpg', bytes: new Uint8Array(jpeg), picture });
    return { ready, platform };
  };

  test('is uploaded and sent as a picture, which is no kind of file there', async () => {
    const { ready, platform } = await upload('jpeg');
    expect(ready).toEqual({
      part: {
        body: { msgKey: 'sampleImageMsg', msgParam: JSON.stringify({ photoURL: '@up-1' }) },
        text: '图1.jpg',
      },
    });
    expect(Buffer.from(platform.requests.at(-1)?.body ?? '').toString('latin1')).toMatch(
      /name="type"\r\n\r\nimage\r\n/,
    );
  });

  test('as webp is refused here, with what to do', async () => {
    const { ready, platform } = await upload('webp');
    expect(ready).toMatchObject({
      failure: { status: 'refused', advice: expect.stringContaining('problem pictures') },
    });
    expect(platform.requests).toEqual([]);
  });
});
