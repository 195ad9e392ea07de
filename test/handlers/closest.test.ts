import { describe, expect, test } from 'vitest';
import { closest, surelyClosest } from '../../handlers/closest.js';

const items = ['各类政务信息', '市政府及办公厅文件', '市政府公报', '通知公告', '意见征集', '在线访谈'];
const same = (item: string): string => item;

describe('closest', () => {
  test.each([
    ['公报发布了几期', ['市政府公报']],
    ['市政府公报', ['市政府公报']],
    ['意见征集和在线访谈几期', ['意见征集', '在线访谈']],
    ['办公厅文件多少份', ['市政府及办公厅文件']],
    ['门户网站怎么样', []],
    ['', []],
  ])('%s speaks of %j', (line, expected) => {
    expect(closest(line, items, same)).toEqual(expected);
  });

  test('words that all of them hold tell nothing', () => {
    expect(closest('政策解读', ['政策解读：音频', '政策解读：视频'], same)).toEqual([]);
    expect(closest('政策解读 视频', ['政策解读：音频', '政策解读：视频'], same)).toEqual(['政策解读：视频']);
  });

  test('一个工作日 is 1个工作日', () => {
    expect(closest('一个工作日', ['1个工作日办结', '3个工作日办结'], same)).toEqual(['1个工作日办结']);
  });
});

describe('surelyClosest', () => {
  const facts = [...items, '围绕中小学心理健康教育解读', '“十四五”相关规划'];

  test.each([
    ['心理健康', ['围绕中小学心理健康教育解读']],
    ['十四五', ['“十四五”相关规划']],
    ['相关', []],
    ['今天天气怎么样', []],
  ])('%s speaks of %j', (line, expected) => {
    expect(surelyClosest(line, facts, same)).toEqual(expected);
  });
});
