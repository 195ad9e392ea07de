import { describe, expect, test } from 'vitest';
import { readXml, writeXml } from '../../../src/emulator/wecom/xml.js';

describe("the emulator's XML", () => {
  test('keeps text as it is, also what would end a CDATA section', () => {
    const text = '第1名 <b> & ]]> "引号" 😀';
    expect(readXml(writeXml({ Content: text }), '应答')).toEqual({ Content: text });
  });

  test('writes 64-bit numbers in full and drops what XML cannot hold', () => {
    expect(writeXml({ MsgId: 9_223_372_036_854_775_807n, Content: 'a\u0001\ud800b' })).toBe(
      '<xml><MsgId>9223372036854775807</MsgId><Content><![CDATA[ab]]></Content></xml>',
    );
  });

  test('reads text without CDATA and space between elements', () => {
    expect(readXml('<xml>\n <A>1 &lt; 2</A>\n <B/>\n</xml>', '应答')).toEqual({ A: '1 < 2', B: '' });
  });

  test.each([
    ['a DOCTYPE', '<!DOCTYPE xml><xml><A>1</A></xml>', 'DOCTYPE'],
    ['an element twice', '<xml><A>1</A><A>2</A></xml>', 'A 出现了两次'],
    ['a deeper element', '<xml><A><B>1</B></A></xml>', 'B'],
    ['another root', '<root><A>1</A></root>', '根元素'],
    ['text between elements', '<xml>oops<A>1</A></xml>', '多余的文字'],
    ['an end that is missing', '<xml><A>1</A>', 'XML'],
    ['an unknown entity', '<xml><A>&nope;</A></xml>', 'XML'],
    ['no XML at all', 'success', 'XML'],
  ])('refuses %s', (_what, xml, named) => {
    expect(() => readXml(xml, '应答')).toThrow(named);
  });
});
