import { describe, expect, test, vi } from 'vitest';
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

  test.each([
    ['卫健局得分', ['市卫健委']],
    ['卫健逾期几条', ['市卫健委']],
    ['发改那边整改完没', ['市发展和改革委']],
    ['市市教育局排名', ['市教育局']],
    ['机关事务管理局得分', ['市机关事务局']],
    ['文旅和体育发提醒', ['市文广旅局', '市体育局']],
    ['fgw和wjw谁高', ['市发展和改革委', '市卫健委']],
    ['zhongmou排第几', ['中牟县']],
    ['名政局排名', ['市民政局']],
    ['住建局排第几', []],
    ['水利的问题改完没', ['市水利局']],
    ['教育问题', []],
    ['应急管理栏目多久没更新', []],
    ['平安建设排名', []],
    ['群众问公积金的件还剩几天', []],
    ['国家发改委排第几', []],
    ['洛阳市教育局排第几', []],
    ['安阳市教育局第几', []],
    ['安阳市市教育局第几', []],
    ['查下昆山市教育局排第几', []],
    ['然后洛阳市水利局排第几', []],
    ['洛阳市场监管局得分', []],
    ['巩义得分高于公安局吗', ['巩义市', '市公安局']],
    ['新密扣分同水利局', ['新密市', '市水利局']],
    ['金水区对教育局', ['金水区', '市教育局']],
    ['金水区告知水利局', ['金水区', '市水利局']],
    ['中牟县高于水利局吗', ['中牟县', '市水利局']],
    ['金水区负责中心', ['金水区']],
    ['金水区通知水利局', ['金水区', '市水利局']],
    ['金水区离教育局差几名', ['金水区', '市教育局']],
    ['金水区表扬水利局', ['金水区', '市水利局']],
    ['金水区领先财政局吗', ['金水区', '市财政局']],
    ['金水区公安分局排名', ['']],
    ['金水区教育体育局排名', ['']],
    ['金水区排水中心排名', ['']],
    ['金水区高新技术局排名', ['']],
    ['金水区应急管理局排名', ['']],
    ['请问市教育局排第几', ['市教育局']],
    ['金水区税务局排名', ['']],
    ['登封文旅排第几', ['']],
    ['荣阳排多少名', ['荥阳市']],
    ['俺是荣阳的', ['荥阳市']],
    ['教肓局得分', ['市教育局']],
    ['民致局第几', ['市民政局']],
    ['荣阳教育局排第几', ['']],
    ['信阳排第几', []],
    ['信阳市网站排名', []],
    ['洛阳教育局排第几', []],
    ['公义的栏目', ['巩义市']],
    ['新政留言几条', []],
    ['公益网站', []],
    ['新开公众号怎么备案', []],
  ])('%s names %j', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  test.each(['我们', '咱们', '上期', '这期', '上回', '这回', '年底', '最新', '然后', '我要', '通报里'])(
    'behind %s 市教育局 is the home city’s',
    (before) => {
      expect(named(`${before}市教育局第几`)).toEqual(['市教育局']);
    },
  );

  test('of a province are told apart into words once at most, and few of them for one line', () => {
    const segment = vi.spyOn(Intl.Segmenter.prototype, 'segment');
    const counties = Array.from('安平宁阳江河海城兴昌', (sign, at) => `${sign}${'昌兴城海河江阳宁平安'[at]}`);
    const bureaus = ['国有资产管理局', '自然资源和规划局', '卫生健康局', '医疗保障局'];
    const many = counties.flatMap((first) =>
      counties.flatMap((second) =>
        bureaus.map((name) => ({ id: `${first}${second}县${name}`, kind: 'department', aliases: [] })),
      ),
    );
    const province = compileLexicon(many);
    const line = '查国产那边逾期几条,看国理的问题,问有管的留言';
    province.findUnits(line);
    expect(segment.mock.calls.length).toBeLessThan(counties.length ** 2);
    segment.mockClear();
    province.findUnits(line);
    expect(segment).not.toHaveBeenCalled();
    const few = compileLexicon(many.slice(0, 2));
    segment.mockClear();
    few.findUnits('国产那边有几条留言');
    expect(segment).toHaveBeenCalledOnce();
    segment.mockClear();
    few.findUnits('国产那边有几条留言');
    expect(segment).not.toHaveBeenCalled();
    segment.mockRestore();
  });

  describe('of an office that lists official names only', () => {
    const official = (id: string, officialName: string, kind = 'department') => ({
      id,
      officialName,
      kind,
      aliases: [],
    });
    const elsewhere = compileLexicon([
      official('江油市', '江油市人民政府', 'county'),
      official('仙海区', '绵阳仙海旅游度假区管理委员会', 'development_zone'),
      official('市教育体育局', '绵阳市教育体育局'),
      official('市自然资源局', '绵阳市自然资源和规划局'),
      official('市住房城乡建设委', '绵阳市住房和城乡建设委员会'),
      official('市人力资源社会保障局', '绵阳市人力资源和社会保障局'),
      official('市医疗保障局', '绵阳市医疗保障局'),
      official('市政务服务中心', '绵阳市政务服务中心'),
      official('市税务局', '国家税务总局绵阳市税务局'),
    ]);
    test.each([
      ['教体局排第几', ['市教育体育局']],
      ['教育局排第几', ['市教育体育局']],
      ['教育排第几', ['市教育体育局']],
      ['自规局得分', ['市自然资源局']],
      ['规划局得分', ['市自然资源局']],
      ['住建局排名', ['市住房城乡建设委']],
      ['人社局逾期几条', ['市人力资源社会保障局']],
      ['人社排第几', ['市人力资源社会保障局']],
      ['保障局排第几', ['市人力资源社会保障局|市医疗保障局']],
      ['政务中心得分', ['市政务服务中心']],
      ['便民服务中心得分', []],
      ['税务局排名', ['市税务局']],
      ['江油排第几', ['江油市']],
      ['仙海管委会得分', ['仙海区']],
      ['江油市教体局排第几', ['']],
      ['水利局排名', []],
      ['城市排名', []],
    ])('%s names %j', (text, expected) => {
      expect(elsewhere.findUnits(text).map(({ unitIds }) => unitIds.join('|'))).toEqual(expected);
    });
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
  ['@教育局 赶紧回留言', '@教育局 赶紧回留言'],
  ['@张三 我单位排名', '我单位排名'],
  ['cha下巩义', '查下巩义'],
  ['前５名[微笑]👍', '前5名'],
])('%s is cleaned to %s', (text, cleaned) => {
  expect(cleanLine(text, ['通报助手'])).toBe(cleaned);
});
