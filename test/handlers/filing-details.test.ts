import { describe, expect, test } from 'vitest';
import { readFilingDetails } from '../../handlers/filing-details.js';

const own = ['示例区发布', '示例区发布厅', '示例微博台'];
const read = (lines: string) => readFilingDetails(lines, own, '2023-12-04');

describe('what a filing says', () => {
  test.each([
    [
      '报备 微信“示例区发布”12月20日更名为“示例区在线”',
      { account: '示例区发布', platform: '微信', kind: 'rename', plannedOn: '2023-12-20' },
    ],
    ['示例区发布 更名为“示例区在线”', { account: '示例区发布', kind: 'rename' }],
    ['更名为“示例区在线”', { kind: 'rename' }],
    ['示例区发布厅 抖音号 停更', { account: '示例区发布厅', platform: '抖音', kind: 'suspend' }],
    ['“12333” 公众号注销', { account: '12333', platform: '微信', kind: 'cancel' }],
    ['示例微博台 主体变更', { account: '示例微博台', kind: 'change_host' }],
    [
      '新开视频号《示例区融媒》，明年1月5号',
      { account: '示例区融媒', platform: '视频号', kind: 'open', plannedOn: '2024-01-05' },
    ],
    ['十二月二十日关停', { kind: 'close', plannedOn: '2023-12-20' }],
    ['１２月２０日', { plannedOn: '2023-12-20' }],
    ['2024-01-08 认证变更', { kind: 'change_verification', plannedOn: '2024-01-08' }],
    ['后天', { plannedOn: '2023-12-06' }],
    ['11月30日已经改名', { plannedOn: '2023-11-30', kind: 'rename' }],
    ['2月30日注销', { kind: 'cancel', badDay: '2月30日' }],
    ['我单位排名', {}],
  ])('%s', (lines, details) => {
    expect(read(lines)).toEqual(details);
  });
});
