import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cdata, fieldOf, parsedXml, plainXml, readXml } from '../../../src/channels/wecom/xml.js';

describe('reading XML', () => {
  test('takes text in CDATA, outside of it, and with the predefined entities', () => {
    const root = readXml('<xml><A><![CDATA[你好 & <b>]]></A><B>1&amp;2&#x4f60;</B><C/></xml>');
    expect(fieldOf(root, 'A')).toBe('你好 & <b>');
    expect(fieldOf(root, 'B')).toBe('1&2你');
    expect(fieldOf(root, 'C')).toBe('');
    expect(fieldOf(root, 'D')).toBeUndefined();
  });

  test('joins text that is spread over several CDATA sections', () => {
    expect(fieldOf(readXml('<xml><A><![CDATA[a]]]]><![CDATA[>b]]></A></xml>'), 'A')).toBe('a]]>b');
  });

  test('a tag typed by a user is text, not a field', () => {
    const root = readXml('<xml><Content><![CDATA[<MsgId>1</MsgId>]]></Content><MsgId>2</MsgId></xml>');
    expect(fieldOf(root, 'MsgId')).toBe('2');
    expect(fieldOf(root, 'Content')).toBe('<MsgId>1</MsgId>');
  });

  test('a field deeper down is not a field of the message', () => {
    expect(fieldOf(readXml('<xml><A><MsgId>1</MsgId></A></xml>'), 'MsgId')).toBeUndefined();
  });

  test('a field that is there twice is refused, because which one counts would be a guess', () => {
    const root = readXml('<xml><MsgId>1</MsgId><MsgId>2</MsgId></xml>');
    expect(() => fieldOf(root, 'MsgId')).toThrow('repeated field');
  });

  const laughs = `<!DOCTYPE xml [<!ENTITY a "ha">${Array.from(
    { length: 9 },
    (_, index) => `<!ENTITY a${index} "${(index === 0 ? '&a;' : `&a${index - 1};`).repeat(10)}">`,
  ).join('')}]><xml><A>&a8;</A></xml>`;
  test.each([
    ['a document type', '<!DOCTYPE xml><xml/>', 'doctype'],
    ['an external entity', '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml>&f;</xml>', 'doctype'],
    ['a billion laughs', laughs, 'doctype'],
    ['a processing instruction', '<?xml-stylesheet href="x"?><xml/>', 'processing instruction'],
    ['an undeclared entity', '<xml>&nbsp;</xml>', 'not well-formed'],
    ['an element that is never closed', '<xml><A>1</xml>', 'not well-formed'],
    ['two roots', '<xml/><xml/>', 'not well-formed'],
    ['something after the root', '<xml/>junk', 'not well-formed'],
    ['no XML at all', 'hello', 'not well-formed'],
    ['nothing', '', 'not well-formed'],
    ['a control character', '<xml>\u0001</xml>', 'not well-formed'],
    ['50000 nested elements', '<a>'.repeat(50_000), 'too deep'],
    ['too many elements', `<xml>${'<a/>'.repeat(3000)}</xml>`, 'too many elements'],
  ])('refuses %s', (_, xml, reason) => {
    expect(() => readXml(xml)).toThrow(reason);
  });
});

describe('writing CDATA', () => {
  test.each(['a]]>b', ']]>', ']]]>>', '<![CDATA[x]]>', '你好\n"&\'<', '😀'])(
    '%j is read back as it was',
    (text) => {
      expect(fieldOf(readXml(`<xml><A>${cdata(text)}</A></xml>`), 'A')).toBe(text);
    },
  );

  test('drops what XML does not allow', () => {
    expect(cdata('甲\u0000\u0008乙\ud83d丙\uffff')).toBe('<![CDATA[甲乙丙]]>');
  });
});

describe('the short way of reading XML', () => {
  const parsedOrRefused = (xml: string) => {
    try {
      return parsedXml(xml);
    } catch {
      return 'refused';
    }
  };

  /** Pieces of documents, well-formed together or not. */
  const pieces = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('<xml>', '</xml>', '<A>', '</A>', '<_b1>', '</_b1>') },
      { weight: 3, arbitrary: fc.constantFrom('<![CDATA[', ']]>', '<![CDATA[<A>1</A>]]>', '<![CDATA[]]>') },
      fc.constantFrom(
        '甲',
        ' ',
        '\n',
        '\t',
        '\r',
        '\r\n',
        '1',
        '&amp;',
        '&',
        '<',
        '>',
        ']]',
        '\u3000',
        '\ufeff',
      ),
      fc.constantFrom(
        '<A/>',
        '<A b="1">',
        '<A >',
        '<!--c-->',
        '<?p?>',
        '<!DOCTYPE xml>',
        '</A >',
        '<名>',
        '</名>',
      ),
      fc.constantFrom('\u0001', '\u0085', '\u007f', '\ufffe', '\ud83d\ude00', '\ud83d', '\ue000', '\u2028'),
    ),
    { maxLength: 14 },
  );
  const inRoot = pieces.map((some) => `<xml>${some.join('')}</xml>`);

  test('reads what the parser reads, or leaves it to the parser', () => {
    let read = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((some) => some.join('')),
          inRoot,
        ),
        (xml) => {
          const plain = plainXml(xml);
          if (plain === undefined) return;
          read += 1;
          expect(parsedOrRefused(xml)).toEqual(plain);
        },
      ),
      { numRuns: 20_000 },
    );
    expect(read).toBeGreaterThan(200);
  });

  test.each([
    [
      'a callback',
      '<xml><ToUserName><![CDATA[ww1]]></ToUserName>\n<Encrypt><![CDATA[aGk=]]></Encrypt></xml>',
    ],
    ['text outside of CDATA', '<xml><CreateTime>1700000000</CreateTime></xml>'],
    ['elements in elements', '<xml><A><B><![CDATA[1]]></B><B>2</B></A></xml>\n'],
  ])('takes %s', (_, xml) => {
    expect(plainXml(xml)).toEqual(parsedXml(xml));
  });

  test.each([12, 13])(
    'takes %i elements in each other, or leaves them to the parser, as the parser does',
    (depth) => {
      const xml = `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;
      expect(plainXml(xml) ?? 'refused').toEqual(parsedOrRefused(xml));
    },
  );
});
