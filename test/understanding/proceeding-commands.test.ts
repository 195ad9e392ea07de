import { describe, expect, test } from 'vitest';
import { readProceedingCommand } from '../../src/understanding/proceeding-commands.js';

describe('a command of filing or rectification', () => {
  test.each([
    ['报备', { name: 'file_change' }],
    ['我要报备', { name: 'file_change' }],
    ['申请账号变更报备', { name: 'file_change' }],
    ['报备 微信"示例发布"12月20日更名为"示例在线"', { name: 'file_change' }],
    ['我单位要报备:示例发布 注销', { name: 'file_change' }],
    ['待审报备', { name: 'pending_filings' }],
    ['查看待批复的报备', { name: 'pending_filings' }],
    ['同意报备 2', { name: 'decide_filing', approves: true, number: 2 }],
    ['同意报备第二项', { name: 'decide_filing', approves: true, number: 2 }],
    ['不同意报备2,名称重复', { name: 'decide_filing', approves: false, number: 2 }],
    ['驳回报备 12 材料不全', { name: 'decide_filing', approves: false, number: 12 }],
    ['同意报备', { name: 'decide_filing', approves: true }],
    ['整改', { name: 'rectify' }],
    ['提交整改情况', { name: 'rectify' }],
    ['整改 3 已更新', { name: 'rectify', number: 3 }],
    ['整改3:已更新', { name: 'rectify', number: 3 }],
    ['待复查', { name: 'pending_rechecks' }],
    ['待复核的整改', { name: 'pending_rechecks' }],
    ['复查通过 1', { name: 'recheck', passes: true, number: 1 }],
    ['复核不通过 2 链接打不开', { name: 'recheck', passes: false, number: 2 }],
    ['看图 1', { name: 'show_pictures', number: 1 }],
    ['查看图片2', { name: 'show_pictures', number: 2 }],
    ['看一下整改的照片第三项', { name: 'show_pictures', number: 3 }],
    ['看图', { name: 'show_pictures' }],
  ])('%s', (line, command) => {
    expect(readProceedingCommand(line)).toEqual(command);
  });

  test.each([
    '报备了吗',
    '报备情况',
    '报备需要什么材料',
    '更名要提前几天报备',
    '没报备的账号',
    '哪些账号变更未报备',
    '整改情况怎么样',
    '整改3个了吗',
    '没整改的单位',
    '复查通过了吗',
    '复查通过',
    '问题整改情况',
    '同意他的意见',
    '图片新闻多久更新一次',
    '看图片新闻',
    '怎么看图',
    '「示例局:同意报备 1」 这个怎么处理',
  ])('no command: %s', (line) => {
    expect(readProceedingCommand(line)).toBeUndefined();
  });
});
