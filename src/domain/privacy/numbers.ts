import { codeLength, codeSigns } from '../binding-code.js';
import { allBut, byRules, group, type Masked, type PersonalData, stars } from './rule.js';

const gap = '[ \\-—–]{0,2}';
const spaced = (count: number): string => `(?:${gap}\\d){${count}}`;

/** 138****5678; the digits that stay are those at the ends, whatever stands between. */
const phoneMask = ([whole]: RegExpMatchArray): Masked => {
  const digits = [...whole.matchAll(/\d/g)].map(({ index }) => index);
  const mobile = digits.slice(-11);
  const [from = 0, to = whole.length] = [mobile[3], mobile[7]];
  return { from, length: to - from, mask: '****' };
};

const landlineMask = ([whole]: RegExpMatchArray): Masked => {
  const extension = whole.indexOf('转');
  const number = extension < 0 ? whole : whole.slice(0, extension);
  const digits = [...number.matchAll(/\d/g)].map(({ index }) => index);
  const [from = 0, to = number.length] = [digits.at(-8) ?? digits[0], digits.at(-4)];
  return { from, length: to - from, mask: '****' };
};

const province = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';

const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

const weights: readonly number[] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkSigns = '10X98765432';

/** The check digit of GB 11643. */
const isCitizenId = (number: string): boolean => {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return checkSigns[sum % 11] === number[17]?.toUpperCase();
};

/** Words before a long number that say what it is. */
const ofBank =
  /(?:卡|账[号户]?|帐[号户]?|存折|银行|[建农工交招中]行|邮储|信用社|农信|[转汇打]到|收款)[^\d]{0,8}$/u;
const ofRecord = /(?:编号|单号|流水|工单|受理|办件|查询码|代码|标识码|备案|文号)[^\d]{0,4}$/u;
const beginsWithDay = /^20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/;

/** Bank cards begin with 62 or pass the Luhn check; numbers of messages and orders are told by their words. */
const cardMask = (match: RegExpMatchArray): Masked | undefined => {
  const digits = match[0].replace(/\D/g, '');
  const before = match.input?.slice(0, match.index) ?? '';
  const isCard =
    ofBank.test(before) ||
    (!ofRecord.test(before) &&
      !beginsWithDay.test(digits) &&
      digits.length >= 16 &&
      digits.length <= 19 &&
      (digits.startsWith('62') || passesLuhn(digits)));
  if (!isCard) return undefined;
  return { from: 4, length: match[0].length - 8, mask: stars(digits.length - 8) };
};

/** What rules need: seven figures with little between, the word before a number. */
const longNumber = /\d(?:[ .,，、·/()\-—–]{0,3}\d){6}/u;
const paper = /身份证|证件/u;
const travelPaper = /护照|通行证|回乡证|台胞证/u;
const passport = /[EG]\d/u;
const mail = /@/u;
const weixin = /微信|[wv]x/iu;
const qq = /qq/iu;
const plated = new RegExp(`[${province}] ?[A-HJ-NP-Z]`, 'iu');

const found = byRules([
  // Citizen ID: first six and last four.
  {
    needs: longNumber,
    pattern: new RegExp(
      `(?<!\\d)[1-9]${spaced(5)}${gap}(?:19|20)${spaced(2)}${gap}(?:0[1-9]|1[0-2])${gap}(?:0[1-9]|[12]\\d|3[01])${spaced(3)}${gap}[\\dXx](?![\\dA-Za-z])`,
      'gu',
    ),
    maskOf: ([whole]) => {
      const signs = [...whole.matchAll(/[\dXx]/g)].map(({ index }) => index);
      const [from = 0, to = whole.length] = [signs[6], signs[14]];
      return { from, length: to - from, mask: stars(8) };
    },
  },
  // Another number may follow without a gap (…2335月份); the check digit tells where it ends.
  {
    needs: longNumber,
    pattern:
      /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?=\d{1,4}[年月日号元个])/gu,
    maskOf: (match) => (isCitizenId(match[0]) ? { from: 6, length: 8, mask: stars(8) } : undefined),
  },
  {
    needs: paper,
    pattern:
      /(?<lead>(?:身份证|证件)[^\d]{0,6})(?<number>[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?!\d)/gu,
    maskOf: (match) => {
      const from = (match.groups?.lead ?? '').length + 6;
      return { from, length: 6, mask: stars(6) };
    },
  },
  // Passport and travel permits.
  {
    needs: travelPaper,
    pattern: /(?<lead>(?:护照|通行证|回乡证|台胞证)[^\dA-Za-z]{0,6})(?<number>[A-Za-z]{1,2}\d{7,10})/gu,
    maskOf: (match) => group(match, 'number', stars(6), 2),
  },
  { needs: passport, pattern: /(?<![A-Za-z0-9])[EG]\d{8}(?!\d)/gu, maskOf: allBut(2, 0) },
  { needs: longNumber, pattern: /(?<!\d)\d(?:[ ·-]?\d){14,20}(?!\d)/gu, maskOf: cardMask },
  // Mobile telephones: three and four digits stay. 13900000000元 is an amount.
  {
    needs: longNumber,
    pattern: new RegExp(
      `(?<!\\d)(?:(?:\\+|00)?86[ -]?)?(?:1[3-9]\\d${spaced(8)}|1${gap}[3-9]${spaced(9)}|1[3-9]\\d[.,，、·/]\\d{4}[.,，、·/]\\d{4})(?!\\d| ?(?:[万亿美日欧港]?元|万|亿|块钱|人民币))`,
      'gu',
    ),
    maskOf: phoneMask,
  },
  // Landlines, with their area code or the word for them.
  {
    needs: longNumber,
    pattern: /(?<!\d)\(?0(?:10|2\d|[3-9]\d{2})\)?[ \-—–]{0,2}[1-9](?:[ -]?\d){6,7}(?:转\d{1,6})?(?!\d)/gu,
    maskOf: landlineMask,
  },
  {
    needs: longNumber,
    pattern: /(?<lead>(?:电话|座机|致电|拨打|来电|固话)[^\d,，。;；]{0,6})(?<number>[2-8]\d{6,7})(?!\d)/gu,
    maskOf: (match) => {
      const number = match.groups?.number ?? '';
      const from = match[0].length - number.length;
      return { from, length: number.length - 4, mask: '****' };
    },
  },
  // Addresses of mail and messengers; an office's own mail is no secret.
  {
    needs: mail,
    pattern: /(?<![\w.+-])(?<number>[\w.+-]{2,64})@(?![\w.-]*\.gov\.cn)(?:[\w-]+\.)+[A-Za-z]{2,}(?![\w.])/gu,
    maskOf: (match) => group(match, 'number', stars(4), 1),
  },
  {
    needs: weixin,
    pattern: /(?<lead>(?:微信号?|wx|vx)[:：是为 ]{0,3})(?<number>[A-Za-z][\w-]{5,19}|\d{6,12})(?![\w@])/giu,
    maskOf: (match) =>
      // 微信 differences: a word is no account.
      /号|[\d_-]/u.test(match[0]) ? group(match, 'number', stars(4), 2) : undefined,
  },
  {
    needs: qq,
    pattern: /(?<lead>QQ(?!群)号?[:：是为 ]{0,3})(?<number>[1-9]\d{4,10})(?!\d)/giu,
    maskOf: (match) => group(match, 'number', stars(4), 2),
  },
  // Licence plates: province and letter stay.
  {
    needs: plated,
    pattern: new RegExp(
      `[${province}] ?[A-HJ-NP-Z][·.\\- ]{0,2}(?<number>(?:[A-HJ-NP-Z0-9] ?){4,5}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Za-z0-9])`,
      'giu',
    ),
    maskOf: (match) => {
      const number = match.groups?.number ?? '';
      // A word in Latin letters has no digit.
      return /\d/u.test(number)
        ? { from: match[0].length - number.length, length: number.length, mask: stars(5) }
        : undefined;
    },
  },
]);

/**
 * A one-time code as it is typed to bind; hardly ever are all its signs digits. It has to arrive, though it begin with WX
 * or hold QQ and figures.
 */
const bindingCode = new RegExp(
  `绑定码?[:：\\s]*(?=\\d*[A-Z])[${codeSigns}]{${codeLength}}(?![0-9A-Z])`,
  'giu',
);

/** Numbers told by their form; as offices print them, the ends stay. In this order. */
export const numbers: PersonalData = {
  mayHold: /\d{2}|\d[ -]\d|[A-Za-z]\d|[A-Za-z] \d|@|微信|QQ/u,
  find: (text) => {
    const spans = found(text);
    if (spans.length === 0 || !text.includes('绑定')) return spans;
    const codes = Array.from(text.matchAll(bindingCode), ({ 0: code, index }) => ({
      start: index,
      end: index + code.length,
    }));
    return spans.filter(({ start, end }) => !codes.some((code) => start < code.end && code.start < end));
  },
};
