import { expect, test } from 'vitest';
import { dingtalkErrors } from '../../src/channels/dingtalk/index.js';
import { wecomErrors } from '../../src/channels/wecom/errors.js';
import type { ErrorClass } from '../../src/delivery/records.js';

/** What each class means to the person who reads the log. */
const classes: Readonly<Record<ErrorClass, string>> = {
  retry: '自动重试',
  throttle: '限流，自动推迟',
  refresh_token: '令牌失效，自动重取',
  route_dead: '通路已失效',
  recipient: '收件人有误',
  content: '内容不被接受',
  size: '内容过长',
  configuration: '配置有误',
  unknown: '结果不明',
};

const table = (
  entries: readonly {
    readonly codes: readonly (string | number)[];
    readonly errorClass: ErrorClass;
    readonly advice: string;
  }[],
): string =>
  [
    '| 错误码 | 处理 | 说明与办法 |',
    '|---|---|---|',
    ...entries.map(
      ({ codes, errorClass, advice }) =>
        `| ${codes.map((code) => `\`${code}\``).join(' ')} | ${classes[errorClass]} | ${advice} |`,
    ),
  ].join('\n');

test('docs/平台错误码.md is made from the tables by which the senders act (update it with `npx vitest run test/docs -u`)', async () => {
  const page = [
    '# 平台错误码',
    '',
    '发送失败时，日志和投递记录里有平台返回的错误码。本页与程序使用同一张表；表中没有的错误码按“结果不明”处理：照实显示，不自动重发。',
    '',
    '## 企业微信',
    '',
    table(wecomErrors),
    '',
    '## 钉钉',
    '',
    table(dingtalkErrors),
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../docs/平台错误码.md');
});
