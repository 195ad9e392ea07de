/**
 * Takes citizens' personal data out of a text before it is stored, shown or logged. Numbers (telephone, ID,
 * bank card, licence plate) are found by their form; names and addresses only after the words that announce
 * them, so those are best effort.
 */
export const maskPersonalData = (text: string): string =>
  rules.reduce((masked, { pattern, mask }) => masked.replace(pattern, mask), text);

interface Rule {
  readonly pattern: RegExp;
  readonly mask: (...groups: string[]) => string;
}

const stars = (count: number): string => '*'.repeat(count);

const surnames =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲封芮储靳汲松段富巫乌焦巴弓牧隗山谷车侯宓蓬全班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习艾容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越隆师巩聂晁勾敖融冷辛阚那简饶空曾沙养鞠须丰关相查游竺权盖益桓公';

const province = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';

const rules: readonly Rule[] = [
  // Citizen ID: first six and last four stay, as offices print it.
  {
    pattern:
      /(?<!\d)([1-9]\d{5})(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(\d{3}[\dXx])(?![\dA-Za-z])/g,
    mask: (_all, head = '', tail = '') => `${head}${stars(8)}${tail}`,
  },
  { pattern: /(?<!\d)\d(?:[ -]?\d){14,18}(?!\d)/g, mask: (all = '') => maskCard(all) },
  {
    pattern: /(?<!\d)(1[3-9]\d)[ -]?\d{4}[ -]?(\d{4})(?!\d)/g,
    mask: (_all, head = '', tail = '') => `${head}****${tail}`,
  },
  {
    pattern: /(?<!\d)(0\d{2,3})([- ])\d{3,4}(\d{4})(?!\d)/g,
    mask: (_all, area = '', dash = '', tail = '') => `${area}${dash}****${tail}`,
  },
  {
    pattern: new RegExp(
      `([${province}][A-HJ-NP-Z])[·.\\- ]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])`,
      'g',
    ),
    mask: (_all, head = '') => `${head}${stars(5)}`,
  },
  {
    pattern: new RegExp(
      `((?:姓名|联系人|本人|我叫|网民|留言人|申请人|投诉人|当事人)(?:是|叫|为)?[:：\\s]*)([${surnames}])([\\u4e00-\\u9fa5]{1,2})(?=[,，。;；、\\s（(]|$|电话|手机|身份|联系|先生|女士|同志)`,
      'g',
    ),
    mask: (_all, lead = '', surname = '') => `${lead}${surname}**`,
  },
  {
    pattern: new RegExp(`([${surnames}])[\\u4e00-\\u9fa5]{1,2}(先生|女士|同志)`, 'g'),
    mask: (_all, surname = '', title = '') => `${surname}**${title}`,
  },
  {
    pattern: /((?:住址|地址|家住|住在|居住于|现住)[:：\s]*)[^,，。;；\s]{4,}/g,
    mask: (_all, lead = '') => `${lead}${stars(6)}`,
  },
];

/** Bank cards pass the Luhn check; long serial numbers of messages and orders mostly do not. */
const maskCard = (all: string): string => {
  const digits = all.replace(/\D/g, '');
  if (!passesLuhn(digits)) return all;
  return `${digits.slice(0, 4)}${stars(digits.length - 8)}${digits.slice(-4)}`;
};

const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};
