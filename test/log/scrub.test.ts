import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../../src/log/logger.js';
import { scrub } from '../../src/log/scrub.js';

const logged = (write: (log: ReturnType<typeof createLogger>) => void): string => {
  let text = '';
  const sink = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  write(createLogger('debug', sink));
  return text;
};

describe('the scrubber', () => {
  test.each([
    ['https://qyapi.example/cgi-bin/webhook/send?key=SECRET-1', 'SECRET-1'],
    ['POST https://oapi.example/robot/send?access_token=SECRET-2&timestamp=1&sign=SECRET-3', 'SECRET-2'],
    ['POST https://oapi.example/robot/send?access_token=SECRET-2&timestamp=1&sign=SECRET-3', 'SECRET-3'],
    ['/robot/sendBySession?session=SECRET-4', 'SECRET-4'],
    ['/cgi-bin/aibot/response?response_code=SECRET-5', 'SECRET-5'],
    ['{"accessToken":"SECRET-6"}', 'SECRET-6'],
    ['/cgi-bin/media/get?access_token=t&media_id=SECRET-7', 'SECRET-7'],
    ['https://x.myqcloud.com/a?q-sign-time=1&q-signature=SECRET-8', 'SECRET-8'],
    ['https://x.aliyuncs.com/a.file?Expires=1&Signature=SECRET-9%3D', 'SECRET-9'],
    ['{"downloadCode":"SECRET-10","robotCode":"r"}', 'SECRET-10'],
    ['联系电话13812345678', '13812345678'],
    ['身份证410102199001011234', '410102199001011234'],
  ])('takes the secret out of %s', (text, secret) => {
    expect(scrub(text)).not.toContain(secret);
  });

  test('leaves dates, periods and counts alone', () => {
    const text = '2023Q4 通报 2023-11-30 08:42 收到 3771 封 1701392400000';
    expect(scrub(text)).toBe(text);
  });
});

describe('a log line', () => {
  test('holds no secret, wherever it stands', () => {
    const text = logged((log) => {
      log.info(
        { token: 'T-SECRET', nested: { corpSecret: 'C-SECRET' } },
        'sent to https://x.example/?key=K-SECRET',
      );
      log.error({
        err: new Error('failed https://x.example/?access_token=A-SECRET', {
          cause: new Error('?session=S-SECRET'),
        }),
      });
      log.warn({ deep: { deeper: { deepest: '?sign=G-SECRET' } } });
    });
    expect(text).not.toMatch(/[A-Z]-SECRET/);
    expect(text).toContain('[hidden]');
  });
});
