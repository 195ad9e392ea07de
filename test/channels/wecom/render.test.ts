import { describe, expect, test } from 'vitest';
import { byteLength } from '../../../src/channels/split.js';
import {
  appDialect,
  botDialect,
  renderMarkdown,
  renderOnePart,
  renderParts,
  renderPlain,
  webhookDialect,
} from '../../../src/channels/wecom/render.js';
import {
  action,
  bullets,
  facts,
  heading,
  link,
  mention,
  message,
  note,
  numbered,
  paragraph,
  strong,
  table,
} from '../../../src/message/build.js';

const everyBlock = message(
  '各单位情况',
  [
    heading('各单位得分'),
    paragraph('中原区排第', strong('3'), '名，见', link('通报原文', 'https://example.gov.cn/a_b?c=1&d=(2)')),
    bullets(['网站更新不及时', [strong('金水区'), '：2个栏目']]),
    numbered(['先核对', '再报备']),
    facts([['截止日期', '12月8日']]),
    table(
      ['单位', '排名', '总分'],
      [
        ['中原区', '1', '96.5'],
        ['金水区', '2', '95.0'],
      ],
    ),
    note('来源：2023年第四季度通报\n未公布得分'),
  ],
  [action('mine', '看本单位问题', '@机器人 我单位问题')],
);

/** The table's own words come from src/message/plain.ts: these tests look at what stands around them. */
const rowsOf = (text: string): string[] => text.split('\n').filter((line) => line.includes('总分'));

describe('WeCom markdown', () => {
  test('for apps and webhooks holds no lists and no tables, which they do not know', () => {
    const text = renderMarkdown(everyBlock, appDialect);
    expect(text).toContain(
      '### 各单位得分\n\n中原区排第**3**名，见[通报原文](https://example.gov.cn/a_b?c=1&d=%282%29)',
    );
    expect(text).toContain(
      '· 网站更新不及时\n· **金水区**：2个栏目\n\n1. 先核对\n2. 再报备\n\n· 截止日期：12月8日',
    );
    expect(text).toContain(
      '> 来源：2023年第四季度通报\n> 未公布得分\n\n· 看本单位问题：`@机器人 我单位问题`',
    );
    expect(text).not.toMatch(/^[-|]/m);
    expect(rowsOf(text)).toHaveLength(2);
    for (const row of rowsOf(text)) expect(row).toMatch(/^· /);
  });

  test('for the 智能机器人 has lists, and rows of tables as list items', () => {
    const text = renderMarkdown(everyBlock, botDialect);
    expect(text).toContain('- 网站更新不及时\n- **金水区**：2个栏目');
    expect(text).toContain('- 截止日期：12月8日');
    const rows = rowsOf(text);
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row).toMatch(/^- \S+区.*排名/);
  });

  test('mentions by user id where that notifies, by name elsewhere', () => {
    const document = message('x', [
      paragraph(
        mention('zhongyuan', '张三(示例)'),
        ' ',
        mention('@all', '所有人'),
        ' ',
        mention('a>b', '乙'),
      ),
    ]);
    expect(renderMarkdown(document, webhookDialect)).toBe('<@zhongyuan> <@all> @乙');
    expect(renderMarkdown(document, appDialect)).toBe('@张三(示例) @所有人 @乙');
    expect(renderMarkdown(document, botDialect)).toBe('@张三(示例) @所有人 @乙');
  });

  const dialects = [
    ['app', appDialect],
    ['webhook', webhookDialect],
    ['bot', botDialect],
  ] as const;
  describe.each(dialects)("keeps somebody's text from becoming markup (%s)", (_, dialect) => {
    const plain = (text: string): string => renderMarkdown(message('x', [paragraph(text)]), dialect);

    test.each([
      ['a colour', '<font color="warning">红</font>', '＜font color="warning"＞红＜/font＞'],
      ['a mention of everybody', '<@all>', '＜@all＞'],
      ['a link', '[点我](https://evil.example)', '［点我］(https://evil.example)'],
      ['a picture', '![图](https://evil.example)', '！［图］(https://evil.example)'],
      ['bold', '**重要**', '＊＊重要＊＊'],
      ['code', '`rm`', '｀rm｀'],
      ['a heading', '# 标题', '＃ 标题'],
      ['a heading on a later line', '甲\n## 标题', '甲\n＃＃ 标题'],
      ['a heading behind a control character', '\u0000# 标题', '＃ 标题'],
      ['a quote', '> 引用', '＞ 引用'],
      ['a list', '- 甲\n+ 乙', '－ 甲\n＋ 乙'],
      ['a rule', '甲\n---', '甲\n－－－'],
      ['a table', '|甲|乙|\n|---|---|', '｜甲｜乙｜\n｜---｜---｜'],
      ['code by indentation', '    甲', ' 甲'],
      ['an escape', '甲\\', '甲＼'],
      ['reasoning', '<think>甲</think>', '＜think＞甲＜/think＞'],
    ])('%s', (_name, text, expected) => {
      expect(plain(text)).toBe(expected);
    });

    test('but leaves numbers, dates and addresses as they are', () => {
      const text = '-3.5分，2023-12-08，8:30~18:00，a_b@example.gov.cn，1+1=2';
      expect(plain(text)).toBe(text);
    });

    test('in every kind of block', () => {
      const evil = '**<@all>**\n# [x](y)';
      const document = message(
        evil,
        [
          heading(evil),
          paragraph(strong(evil), link(evil, 'javascript:alert(1)'), mention('a b', evil)),
          bullets([evil]),
          numbered([evil]),
          facts([[evil, evil]]),
          table([evil, evil], [[evil, evil]]),
          note(evil),
        ],
        [action('x', evil, evil)],
      );
      const text = renderMarkdown(document, dialect);
      expect(text).not.toMatch(/<|\]\(|javascript:alert\(1\)\)/);
      expect(text.match(/^#+ /gm)).toEqual(['### ']);
      // The one bold span: its marks, and none of the text's.
      expect(text.match(/\*\*/g)).toHaveLength(4);
    });
  });

  test('a cell, a label and a command stay on one line', () => {
    const document = message(
      'x',
      [facts([['甲\n乙', '丙\r\n丁']]), table(['a', 'b'], [['一\n二', '三\n四']]), bullets(['五\n六'])],
      [action('x', '七\n八', '九\n十')],
    );
    expect(
      renderMarkdown(document, botDialect)
        .split('\n')
        .filter((line) => line !== ''),
    ).toHaveLength(4);
  });

  test('bold marks touch the text, line by line', () => {
    const document = message('x', [paragraph('甲', strong(' 乙 \n\n丙'), '丁')]);
    expect(renderMarkdown(document, appDialect)).toBe('甲 **乙** \n\n**丙**丁');
  });

  test.each([
    ['javascript:alert(1)', '点我 javascript:alert(1)'],
    ['不是网址', '点我 不是网址'],
    ['https://example.gov.cn/a b)c', '[点我](https://example.gov.cn/a%20b%29c)'],
    ['https://example.gov.cn/*`<>[]|', '[点我](https://example.gov.cn/%2A%60%3C%3E%5B%5D%7C)'],
  ])('the address %s is written so that it ends where it ends', (url, expected) => {
    expect(renderMarkdown(message('x', [paragraph(link('点我', url))]), botDialect)).toBe(expected);
  });

  test('holds no control characters and no half of an emoji', () => {
    const document = message('x', [paragraph('甲\u0000\u0007\u001b\u007f\u0085乙\ud83d丙\tx\r\n丁')]);
    const expected = '甲乙\ufffd丙\tx\n丁';
    expect(renderMarkdown(document, appDialect)).toBe(expected);
    expect(renderPlain(document)).toBe(expected);
  });
});

describe('WeCom messages by size', () => {
  const paragraphs = (count: number, characters: number) =>
    message(
      '长',
      Array.from({ length: count }, () => paragraph('字'.repeat(characters))),
    );

  test.each([2048, 4096, 20_480])(
    'a text at the border of %d bytes is one message, a byte more makes two',
    (max) => {
      const fitting = message('x', [paragraph('字'.repeat(Math.floor(max / 3)) + 'a'.repeat(max % 3))]);
      const over = message('x', [paragraph(`${'字'.repeat(Math.floor(max / 3))}${'a'.repeat(max % 3)}b`)]);
      expect(renderParts(fitting, appDialect, max).map(({ text }) => byteLength(text))).toEqual([max]);
      const parts = renderParts(over, appDialect, max);
      expect(parts).toHaveLength(2);
      for (const { text } of parts) expect(byteLength(text)).toBeLessThanOrEqual(max);
      expect(parts.map(({ text }) => text.replace(/^\(\d\/2\)\n\n/, '')).join('')).toBe(
        renderMarkdown(over, appDialect),
      );
    },
  );

  test('a part is a markdown message of WeCom, and its text is what is read there', () => {
    expect(renderParts(paragraphs(1, 2), webhookDialect, 4096)).toEqual([
      { body: { msgtype: 'markdown', markdown: { content: '字字' } }, text: '字字' },
    ]);
  });

  test('for a route of one message the rest is left out, and the last line says so', () => {
    const [part, ...more] = renderOnePart(paragraphs(30, 300), botDialect, 20_480);
    expect(more).toEqual([]);
    const text = part?.text ?? '';
    expect(byteLength(text)).toBeLessThanOrEqual(20_480);
    expect(byteLength(text)).toBeGreaterThan(19_000);
    expect(text).toMatch(/^字+\n\n字/);
    expect(text).toMatch(/\n\n> 内容较长，后面的没有显示；/);
  });

  test('for a route of one message a text that fits is whole', () => {
    expect(renderOnePart(paragraphs(3, 10), botDialect, 20_480).map(({ text }) => text)).toEqual([
      renderMarkdown(paragraphs(3, 10), botDialect),
    ]);
  });
});
