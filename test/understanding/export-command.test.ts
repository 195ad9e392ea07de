import { describe, expect, test } from 'vitest';
import { lists } from '../../config/phrases/lists.js';
import { readExportCommand } from '../../src/understanding/export-command.js';

describe('a list asked for as a file', () => {
  test.each([
    ['导出逾期留言', 'overdueMessages'],
    ['把逾期未回复的留言导出来', 'overdueMessages'],
    ['导出超期没答复的', 'overdueMessages'],
    ['帮我导一份超时信件', 'overdueMessages'],
    ['请导出留言逾期的清单', 'overdueMessages'],
    ['能导出逾期留言吗', 'overdueMessages'],
    ['可以把逾期留言导成excel吗？', 'overdueMessages'],
    ['导出临期留言', 'dueSoonMessages'],
    ['快到期的留言导一份', 'dueSoonMessages'],
    ['导出全部留言', 'messages'],
    ['导出各单位诉求办理情况', 'messages'],
    ['导出超期栏目', 'staleColumns'],
    ['导出没更新的栏目', 'staleColumns'],
    ['导出栏目更新情况', 'columns'],
    ['导出临期栏目', 'columns'],
    ['导出未报备的账号变更', 'changes'],
    ['导出报备批复情况', 'filings'],
    ['导出收到的报备', 'filings'],
    ['导出问题整改情况', 'problems'],
    ['导出快到期的整改', 'problems'],
    ['逾期整改导出一下', 'problems'],
    ['导出得分和排名', 'scores'],
    ['导出中原区的成绩', 'scores'],
    ['导出Excel', undefined],
    ['导出', undefined],
    ['导出通讯录', undefined],
  ])('%s', (line, list) => {
    expect(readExportCommand(line)).toEqual({
      name: 'export_list',
      ...(list === undefined ? {} : { list }),
    });
  });

  test.each(Object.entries(lists.names))('%s is understood by its own name 导出%s', (list, name) => {
    expect(readExportCommand(`导出${name}`)).toEqual({ name: 'export_list', list });
  });

  test.each([
    '怎么导出',
    '如何导出逾期留言',
    '逾期留言在哪里导出',
    '导出逾期留言要多久',
    '哪些清单可以导出',
    '导出了吗',
    '逾期留言导出来了吗',
    '为什么导出不了',
    '导出的文件打不开',
    '导出有问题',
    '导出逾期留言失败',
    '上次导出的留言不对',
    '不要导出',
    '先别导出逾期留言',
    '还没导出',
    '领导出差了',
    '领导出席通报会',
    '逾期留言',
    '下载附件',
    '得分表excel',
    '导入逾期留言',
  ])('no command: %s', (line) => {
    expect(readExportCommand(line)).toBeUndefined();
  });
});
