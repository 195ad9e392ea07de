import { describe, expect, test } from 'vitest';
import { shippedUnits } from '../../src/ingest/index.js';
import { cleanLine } from '../../src/understanding/clean.js';
import { compileLexicon } from '../../src/understanding/lexicon.js';
import { readNumber } from '../../src/understanding/numbers.js';
import { findPeriods } from '../../src/understanding/periods.js';

const units = await shippedUnits();
const lexicon = compileLexicon(units);
const named = (text: string) => lexicon.findUnits(text).map(({ unitIds }) => unitIds.join('|'));

describe('names of units', () => {
  test('every name and alias of the shipped list finds its unit', () => {
    for (const { id, officialName = id, aliases } of units) {
      for (const name of [id, officialName, ...aliases]) {
        expect(
          lexicon.findUnits(name).flatMap(({ unitIds }) => unitIds),
          name,
        ).toContain(id);
      }
    }
  });

  test.each([
    ['郑州市教育局', ['市教育局']],
    ['教育局', ['市教育局']],
    ['市市场监管局', ['市市场监管局']],
    ['市场监管局', ['市市场监管局']],
    ['郑州市发展改革委员会', ['市发展和改革委']],
    ['卫计委', ['市卫健委']],
    ['新郑和郑东新区', ['新郑市', '郑东新区']],
    ['金水区政府办的', ['金水区']],
    ['惠济区教育局', ['']],
    ['惠济公安', ['']],
    ['教育排第几', ['市教育局']],
    ['教育怎么样', []],
    ['上街买菜', []],
    ['新郑机场', []],
    ['二七塔几点关门', []],
    ['公积金怎么提取', []],
    ['省教育厅', []],
    ['重新密码', []],
    ['jinshuiqu', ['金水区']],
    ['gongyi', ['巩义市']],
    ['fgw', ['市发展和改革委']],
    ['管城回族曲', ['管城回族区']],
    ['市自然资园和规划局', ['市资源规划局']],
  ])('%s names %j', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  test('an alias of two units finds both', () => {
    const shared = compileLexicon([
      { id: '甲市农业局', kind: 'department', aliases: ['农业局'] },
      { id: '乙市农业局', kind: 'department', aliases: ['农业局'] },
    ]);
    expect(shared.findUnits('农业局')[0]?.unitIds).toEqual(['甲市农业局', '乙市农业局']);
  });
});

describe('times', () => {
  const now = new Date('2023-12-04T01:00:00Z');
  test.each([
    ['2023年四季度', ['2023Q4']],
    ['23年第4季度', ['2023Q4']],
    ['2023q4', ['2023Q4']],
    ['二〇二三年第四季度', ['2023Q4']],
    ['第四个季度', ['Q4']],
    ['四个季度', []],
    ['前三季度', []],
    ['近几个季度', []],
    ['去年四季度', ['2022Q4']],
    ['2023年下半年', ['2023H2']],
    ['这次通报', ['current']],
    ['这一季', ['current']],
    ['上个季度', ['previous']],
    ['10月份', ['2023-10']],
    ['2023年10月', ['2023-10']],
    ['9月28号收到', []],
    ['2023年通报', ['2023']],
    ['今年', ['2023']],
    ['2023q3和2023q4', ['2023Q3', '2023Q4']],
  ])('%s', (text, expected) => {
    expect(findPeriods(text, now).periods.map(({ mention }) => mention)).toEqual(expected);
  });

  test('a month without a year is the latest that has begun', () => {
    const january = new Date('2024-01-10T01:00:00Z');
    expect(findPeriods('12月', january).periods[0]?.mention).toBe('2023-12');
  });
});

test.each([
  ['五', 5],
  ['十二', 12],
  ['二十', 20],
  ['两', 2],
  ['12', 12],
  ['甲', undefined],
  ['', undefined],
])('%s is the number %s', (text, value) => {
  expect(readNumber(text)).toBe(value);
});

test.each([
  ['@通报助手 我单位排名', '我单位排名'],
  ['@通报助手我单位排名', '我单位排名'],
  ['我单位排名 @小助手', '我单位排名'],
  ['我单位排名@机器人', '我单位排名'],
  ['是不是要加@才行', '是不是要加@才行'],
  ['　我单位　排名！', '我单位 排名!'],
  ['前５名[微笑]👍', '前5名'],
])('%s is cleaned to %s', (text, cleaned) => {
  expect(cleanLine(text, ['通报助手'])).toBe(cleaned);
});
