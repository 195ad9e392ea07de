import { describe, expect, test } from 'vitest';
import { hostOf, pictureAddress } from '../../src/channels/picture-address.js';

const hosts = {
  baseUrls: ['https://qyapi.weixin.qq.com', 'http://127.0.0.1:9000'],
  hosts: ['*.myqcloud.com', 'files.city.gov.cn'],
};

describe('an address of a picture', () => {
  test.each([
    'https://ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com/a/b?q-signature=s%2B',
    'https://qyapi.weixin.qq.com/file',
    // The platform as it is configured, be it on this machine: the emulator, a private deployment.
    'http://127.0.0.1:9000/ww-aibot-img?sign=s',
    'https://files.city.gov.cn/1.png',
  ])('is fetched: %s', (url) => {
    expect(pictureAddress(url, hosts)).toBe(url);
  });

  test('in the clear at a known host is fetched by HTTPS', () => {
    expect(pictureAddress('http://x.myqcloud.com/a?Signature=b%2B', hosts)).toBe(
      'https://x.myqcloud.com/a?Signature=b%2B',
    );
  });

  test.each([
    'http://127.0.0.1/latest/meta-data',
    'http://127.0.0.1:9001/',
    'https://127.0.0.1:9000/',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]:9000/',
    'http://0x7f000001/',
    'http://localhost:9000/',
    'https://10.0.0.5/1.png',
    'https://myqcloud.com.evil.example/1.png',
    'https://evilmyqcloud.com/1.png',
    'https://myqcloud.com/1.png',
    'https://x.myqcloud.com:8443/1.png',
    'https://x.myqcloud.com@evil.example/1.png',
    'https://user:word@x.myqcloud.com/1.png',
    'https://qyapi.weixin.qq.com:8443/1.png',
    'http://qyapi.weixin.qq.com/1.png',
    'https://sub.files.city.gov.cn/1.png',
    'file:///etc/passwd',
    'ftp://x.myqcloud.com/1.png',
    'blob:https://qyapi.weixin.qq.com/1.png',
    'blob:http://127.0.0.1:9000/1.png',
    'javascript:alert(1)',
    'data:image/png;base64,AAAA',
    '//x.myqcloud.com/1.png',
    'nothing',
    '',
  ])('leads nowhere: %s', (url) => {
    expect(pictureAddress(url, hosts)).toBeUndefined();
  });

  test('is named in the log by its host alone', () => {
    expect(hostOf('https://evil.example/path?secret=1')).toBe('evil.example');
    expect(hostOf('nothing')).toBe('no address');
  });
});
