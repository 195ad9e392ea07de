import { group, type MaskRules } from './rule.js';

const han = '\\p{Script=Han}';
const estate =
  '小区|花园|家园|公寓|大厦|花苑|名苑|佳苑|嘉苑|新苑|雅苑|豪苑|合苑|苑|新城|国际城|半岛|庄园|家属院|家属楼|社区|宿舍楼?|公馆|名邸|名都|新村|华庭|名城|府邸|天地';
const road = `${han}{1,8}?(?:大道|路|街|巷|胡同|弄|大街)`;
/** What an address goes on with once a house is named. */
const rest = `(?:附?\\d+号(?:院|楼)?|[东西南北中]?段?\\d+号|\\d+(?:[栋幢层楼室户期组排](?![上下道])|单元|弄|座)|[A-Za-z甲乙丙丁]?[座区栋]|院|[甲乙丙丁](?![${'\\p{Script=Han}'}])|[东西中南北][户单]元?\\d*号?|${han}{2,8}?(?:${estate}|中心|城)(?=[A-Za-z\\d]|$|[,，。;；\\s])|[-－—#]\\d+|\\d{2,4}(?!\\d|[条个件天次年月日元%万]))`;
const house = `(?:\\d+号(?:院|楼)?|附\\d+号|\\d+[栋幢](?:楼)?|\\d+弄)`;

const whole = '******';

/** Words that announce an address, with or without a sign after them. */
const lead =
  '家住|我住|现居|现住|暂住|常住|租住|居住|住处|住址|住在|入住|户籍|户口|地址|坐落|寄到|送到|寄往|家在|家位于|房屋位于|房子在|租房在|老家在?|住(?![院建宿房])';
const sign = '(?:[于在是为到]|地址|地|[:：\\s])*';
const hasPlace = /[区县市镇乡村路街巷苑园城府里院]|小区|社区|花园|\d+号|\d+[栋幢]/u;

const isPlace = (words: string): boolean => hasPlace.test(words) && !words.includes('*');

/** Addresses, by the words that announce them or by their build; what district it is in may stay. */
export const addressRules: MaskRules = {
  mayHold: new RegExp(`\\d|${lead}|村`, 'u'),
  rules: [
    // 花园路88号院5号楼, with everything that belongs to it.
    {
      pattern: new RegExp(
        `(?<lead>(?:(?:${lead})${sign})?(?:${han}{2,8}?(?:省|市|区|县)){0,3})(?<place>${road}(?:[东西南北中]段?)?(?:与${road}交叉口)?${han}{0,8}?${house}${rest}*)`,
        'gu',
      ),
      maskOf: (match) => group(match, 'place', whole),
    },
    // 花园小区3号楼2单元401, 锦绣城A区12-3-1801.
    {
      pattern: new RegExp(
        `(?<place>${han}{2,10}?(?:${estate}|城|府|院|园|里)?(?:[A-Za-z一二三四五六七八九东西南北]区|[一二三四]期)?(?:\\d+(?:号楼|[栋幢])${rest}*|\\d{1,3}[-－—]\\d{1,3}[-－—]\\d{2,4}))`,
        'gu',
      ),
      maskOf: (match) => group(match, 'place', whole),
    },
    // 某村三组18号
    {
      pattern: new RegExp(
        `(?<place>${han}{1,4}(?:镇|乡|街道)[${'\\p{Script=Han}'}A-Za-z]{1,5}村(?:(?:\\d+|[一二三四五六七八九十]+)组)?(?:\\d+号)?|[${'\\p{Script=Han}'}A-Za-z]{1,4}村(?:\\d+|[一二三四五六七八九十]+)组(?:\\d+号)?)`,
        'gu',
      ),
      maskOf: (match) => group(match, 'place', whole),
    },
    // 家住…, 地址：… up to the next mark, where it speaks of a place at all.
    {
      pattern: new RegExp(`(?<lead>(?:${lead})${sign})(?<place>[^,，。;；!！?？\\s]{3,})`, 'gu'),
      maskOf: (match) => (isPlace(match.groups?.place ?? '') ? group(match, 'place', whole) : undefined),
    },
  ],
};
