import { describe, expect, test } from 'vitest';
import { shippedUnits } from '../../src/ingest/index.js';
import { cleanLine } from '../../src/understanding/clean.js';
import { withSpelling } from '../../src/understanding/spelling.js';
import { coreWords } from '../../src/understanding/vocabulary/core.js';

describe('a line as it is meant', () => {
  test.each([
    ['我單位這季度排第幾', '我单位这季度排第几'],
    ['留言回覆超時了沒', '留言回复超时了没'],
    ['检查覆盖多少网站', '检查覆盖多少网站'],
    ['我但位牌名', '我单位排名'],
    ['朝期的流言', '超期的留言'],
    ['paiming', '排名'],
    ['wodanweidefen', '我单位得分'],
    ['前武名', '前五名'],
    ['qian五名单位', '前五名单位'],
    ['钱三名都有谁', '前三名都有谁'],
    ['惠济区排第己', '惠济区排第几'],
    ['附件伞发我', '附件三发我'],
    ['蓝木超期的', '栏目超期的'],
    ['玉器的留言', '逾期的留言'],
    ['@所有人 明天开会', '@所有人 明天开会'],
  ])('%s is %s', (typed, meant) => {
    expect(cleanLine(typed)).toBe(meant);
  });

  test.each([
    ['two words whose ends sound like a third', '变更信息没更新'],
    ['another word that sounds like one of ours', '跟新密说一声'],
    ['a word that ends where ours would begin', '合同报备流程'],
    ['letters that are not all words', 'fgwpaimingx'],
    ['the letters of a binding code', '绑定 shidewoyou'],
    ['a word by its sound beside none of ours', '玉器怎么卖'],
    ['another word beside one of ours', '通知公告多久没更新'],
    ['two words whose ends sound like one of ours', '查到数据'],
    ['a number of its own', '一千五的预算'],
  ])('%s stays: %s', (_, line) => {
    expect(cleanLine(line)).toBe(line);
  });

  test('no name of a unit is taken for a word of the field', async () => {
    const names = (await shippedUnits()).flatMap(({ id, officialName = '', aliases }) => [
      id,
      officialName,
      ...aliases,
    ]);
    expect(names.filter((name) => withSpelling(name.toLowerCase()) !== name.toLowerCase())).toEqual([]);
  });

  test('a core word that is spelt right stays', () => {
    expect(coreWords.filter((word) => withSpelling(word) !== word)).toEqual([]);
  });
});
