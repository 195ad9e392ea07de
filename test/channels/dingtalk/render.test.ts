import { describe, expect, test } from 'vitest';
import { renderDirectParts, renderParts, renderReply } from '../../../src/channels/dingtalk/render.js';
import type { RenderedPart } from '../../../src/delivery/records.js';
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
import type { MessageDocument } from '../../../src/message/document.js';

const wide = 20_000;
const only = (parts: readonly RenderedPart[]): RenderedPart => {
  const [part, ...more] = parts;
  if (part === undefined || more.length > 0) throw new Error(`${parts.length} parts`);
  return part;
};
const textOf = (document: MessageDocument): string => only(renderParts(document, wide)).text;
const paragraphOf = (text: string): string => textOf(message('x', [paragraph(text)]));

describe('DingTalk markdown', () => {
  test('has every kind of block in the subset that DingTalk shows', () => {
    const document = message(
      '各单位情况',
      [
        heading('各单位得分'),
        paragraph(
          '中原区排第',
          strong('3'),
          '名，见',
          link('通报原文', 'https://example.gov.cn/a_b?c=1&d=(2)'),
        ),
        bullets(['网站更新不及时', [strong('金水区'), '：2个栏目']]),
        numbered(['先核对', '再报备']),
        facts([['截止日期', '12月8日']]),
        note('来源：2023年第四季度通报\n未公布得分'),
      ],
      [action('mine', '看本单位问题', '@机器人 我单位问题')],
    );
    expect(textOf(document)).toBe(
      [
        '### 各单位得分',
        '中原区排第**3**名，见[通报原文](https://example.gov.cn/a_b?c=1&d=%282%29)',
        '- 网站更新不及时\n- **金水区**：2个栏目',
        '1. 先核对\n2. 再报备',
        '- 截止日期：12月8日',
        '> 来源：2023年第四季度通报  \n> 未公布得分',
        '- 看本单位问题：@机器人 我单位问题',
      ].join('\n\n'),
    );
  });

  test('shows a table as list rows, because phones cannot show tables', () => {
    const rows = [
      ['中原区', '1', '96.5'],
      ['金水区', '2', '95.0'],
    ];
    const lines = textOf(message('x', [table(['单位', '排名', '总分'], rows)])).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^- 中原区.*排名 1.*总分 96\.5$/);
    expect(lines[1]).toMatch(/^- 金水区.*排名 2.*总分 95\.0$/);
  });

  test('breaks a line with two blanks on both sides: a bare line break is shown as a blank', () => {
    expect(paragraphOf('一\n二 \r\n\n   三')).toBe('一  \n  二  \n  三');
  });

  test('has no bare line break anywhere but between list items', () => {
    const document = message('x', [
      heading('甲\n乙'),
      paragraph('一\n二'),
      note('丙\n丁'),
      facts([['a\nb', 'c\nd']]),
    ]);
    for (const [line] of textOf(document).matchAll(/[^\n]*\n(?!\n)/g)) {
      expect(line === '\n' || line.startsWith('- ') || line.endsWith('  \n')).toBe(true);
    }
  });

  test('keeps a list item on its line', () => {
    expect(textOf(message('x', [bullets(['甲\n# 乙'])]))).toBe('- 甲 ＃ 乙');
  });

  test.each([
    ['a colour', '<font color="red">红</font>', '＜font color="red"＞红＜/font＞'],
    ['a link', '[点我](https://evil.example)', '［点我］(https://evil.example)'],
    ['an image', '![](https://evil.example/x.png)', '！［］(https://evil.example/x.png)'],
    ['bold', '**粗**', '＊＊粗＊＊'],
    ['a heading', '# 标题', '＃ 标题'],
    ['a quote', '> 引用', '＞ 引用'],
    ['a list', '- 项', '－ 项'],
    ['a heading in the second line', '一\n## 二', '一  \n  ＃＃ 二'],
    ['a table', '|a|b|', '｜a｜b｜'],
  ])("keeps somebody's text from becoming %s", (_, text, shown) => {
    expect(paragraphOf(text)).toBe(shown);
  });

  test.each(['javascript:alert(1)', 'dtmd://dingtalkclient/sendMessage?content=x', 'dingtalk://x', 'x'])(
    'makes no link of %s',
    (url) => {
      expect(textOf(message('x', [paragraph(link('点我', url))]))).toBe(`点我 ${url}`);
    },
  );

  test('has the title as plain text of one line, short enough for a notification', () => {
    const title = `**第一行**\n${'长'.repeat(100)}👍`;
    const { body } = only(renderParts(message(title, [paragraph('x')]), wide));
    expect(body.markdown).toEqual({ title: `**第一行** ${'长'.repeat(52)}`, text: 'x' });
  });
});

describe('mentions', () => {
  const people = message('x', [
    paragraph('请', mention('user001', '张三'), '和', mention('user002'), '核对'),
    bullets([[mention('user001', '张三'), '：2项']]),
  ]);

  test('are in the text and in the list, each person once', () => {
    const part = only(renderParts(people, wide));
    expect(part.text).toBe('请@user001 和@user002 核对\n\n- @user001 ：2项');
    expect(part.body.at).toEqual({ atUserIds: ['user001', 'user002'], isAtAll: false });
  });

  test('of everybody are a flag and a visible name', () => {
    const part = only(renderParts(message('x', [paragraph(mention('@all'), '请查收')]), wide));
    expect(part.text).toBe('@所有人 请查收');
    expect(part.body.at).toEqual({ atUserIds: [], isAtAll: true });
  });

  test('of an id that cannot stand in a text are the name alone', () => {
    const part = only(renderParts(message('x', [paragraph(mention('a b', '李四'), mention('**'))]), wide));
    expect(part.text).toBe('@李四@＊＊');
    expect(part.body).not.toHaveProperty('at');
  });

  test('in a direct chat are the name alone', () => {
    const part = only(renderDirectParts(people, wide));
    expect(part.text).toContain('请@张三和@user002核对');
    expect(JSON.stringify(part.body)).not.toContain('atUserIds');
  });

  test('are listed only with the part in which they stand', () => {
    const filler = Array.from({ length: 40 }, () => paragraph('长'.repeat(100)));
    const document = message('x', [paragraph(mention('user1')), ...filler, paragraph(mention('user12'))]);
    const parts = renderParts(document, 8000);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.at(0)?.body.at).toEqual({ atUserIds: ['user1'], isAtAll: false });
    expect(parts.at(-1)?.body.at).toEqual({ atUserIds: ['user12'], isAtAll: false });
    for (const part of parts.slice(1, -1)) expect(part.body).not.toHaveProperty('at');
  });

  test('beyond fifty in one message notify nobody', () => {
    const many = Array.from({ length: 51 }, (_, index) => mention(`user${index}`));
    const { body } = only(renderParts(message('x', [paragraph(...many)]), wide));
    expect(body.at).toMatchObject({ atUserIds: { length: 50 } });
  });
});

describe('the byte limit', () => {
  const chinese = message(
    '逾期留言',
    Array.from({ length: 300 }, (_, index) =>
      paragraph(`第${index + 1}条：尚未答复，“已超过”规定时限。`.repeat(4)),
    ),
  );
  const escapes = message('引号', [paragraph('"\n'.repeat(30_000))]);
  const documents = [
    ['Chinese text', chinese],
    ['text that JSON writes twice as long', escapes],
  ] as const;

  test.each(documents)('holds for %s in a webhook body, and little room is wasted', (_, document) => {
    const sizes = renderParts(document, 20_000).map(({ body }) => Buffer.byteLength(JSON.stringify(body)));
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(20_000);
    expect(Math.max(...sizes)).toBeGreaterThan(18_000);
  });

  test.each(documents)('holds for %s in msgParam, which is JSON inside JSON', (_, document) => {
    const sizes = renderDirectParts(document, 15_000).map(({ body }) =>
      Buffer.byteLength(String(body.msgParam)),
    );
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(15_000);
  });

  test('cuts at block borders, numbers the parts and loses nothing', () => {
    const parts = renderParts(chinese, 20_000);
    const texts = parts.map(({ text }, index) => {
      const number = `(${index + 1}/${parts.length})\n\n`;
      expect(text.startsWith(number)).toBe(true);
      return text.slice(number.length);
    });
    expect(texts.join('\n\n')).toBe(only(renderParts(chinese, 200_000)).text);
  });

  test('msgParam says title and text', () => {
    const { body } = only(renderDirectParts(message('我单位排名', [paragraph('第“3”名')]), 15_000));
    expect(body).toEqual({
      msgKey: 'sampleMarkdown',
      msgParam: '{"title":"我单位排名","text":"第“3”名"}',
    });
  });
});

test('the answer in an HTTP response is whole, however long: whether it fits is for the door to say', () => {
  const long = message('长', [paragraph('长'.repeat(20_000))]);
  expect(renderReply(long, 'user001').length).toBeGreaterThan(20_000);
});
