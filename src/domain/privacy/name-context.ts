import { after, before, personEnds } from './name-context-words.js';
import { frameAfter, frameBefore, isSaidToBe } from './name-frames.js';

/** What makes a name of a place or an office of the words before it. */
const placeAfter =
  /^(?:[区县市镇乡村街巷湖山桥局厅馆苑园庄屯寨店厂城院湾]|委(?!托|婉|屈|员)|路(?!过|上)|道(?!歉|理)|小区|社区|公司|大厦|广场|中心|学校|小学|中学|大学|医院|集团|银行|派出所|服务|工程|项目|文化|事业|机构|生态|水库|机场|大道|街道|号线|河(?!边)|站(?!长)|所(?!长|有|以)|校(?!长)|办事|政府|有限|人民政府|国际(?!班)|家属[院楼]|的(?:住户|业主|居民|村民|租户|商户)|公寓|(?:(?![的在和跟让是给把])\p{Script=Han}){0,5}(?:有限公司|公司|集团|合作社|商行|事务所)|[木实置药纸矿]业|化肥|农资|地产|物流|机械|食品|科技|传媒|商贸|建材|装饰|家具|汽修|酒店|宾馆|饭店|药[店房]|商[场城]|市场|超市|隧道|地铁|高架|立交|加油站|收费站|幼儿园|附[中小]|牌(?!友|照))/u;
const doorAfter = /^(?:(?:[A-Za-z]|[A-Za-z]?\d{1,4})(?:号?[楼栋幢座院]|号|#|-\d|单元|[期区]))/u;
const placeSoonAfter =
  /^(?!家)\p{Script=Han}{1,2}[A-Za-z]?\d{1,4}(?:号[楼院]|[栋幢座#])|^\p{Script=Han}(?:[区县市镇乡街巷局厅苑]|路(?!过|上)|小区|社区|公司|大厦|广场|中心|小学|中学|医院|集团|大道|街道|政府)/u;
const personAfter =
  /^(?:村[民长支主]|[镇乡县市区][长民]|城里|院里|店里|园长|馆长|厅长|厂长|街坊|站在|山上|所在|办事(?:利|拖|慢|快|认|不|公|很|太|马|热))/u;

const phoneAfter =
  /^[,，、（(]?(?:居民)?身份证|^[:：,，、 （(]{0,2}(?:的?(?:联系)?电话|手机号?|tel)?[:：是 ]{0,2}(?:1[3-9]\d|0\d{2,3}-?\d{7})/iu;
/** What is said of a person right after the name: 男, 62岁; 退伍军人; 现年…. */
const personSaid =
  /^[\s,，、（(]{0,2}(?:[男女](?:[\s,，、。）)\d]|$)|\d{1,3}岁|(?:19|20)\d{2}年(?:\d{1,2}月)?(?:\d{1,2}日)?出?生|现年|年龄|退伍|退休|[\u4e00-\u9fa5]{1,3}族[,，人男女]|家住|户籍(?:[在地是为:：]|所在))/u;
/** 驾驶员巩固，他把…: who is spoken of on. */
const heAfter = /^[,，][他她](?:[把说是总一从不没就家给让才都也跟和向]|本人|自己)/u;
const dayAtEnd = /^[\s。，,]{0,4}(?:(?:19|20)\d{2}年?[\d年月日./-]*)?\s*$/u;
const letterEnds = /(?:[。!！?？.，,\s]|^)\s{0,4}$/u;
const announced =
  /(?<word>\p{Script=Han}{1,8})(?:（[^（）]{0,6}）|\([^()]{0,6}\))?(?:[:：]\s?|是[:：]?|为|[“"「@【]|[（(])$/u;
const spaced = /(?<word>\p{Script=Han}{1,8})\s{1,3}$/u;
const numbered = /(?<word>\p{Script=Han}{1,8})(?:工号)?[A-Za-z\d]{1,6}号?的?$/u;

const han = /\p{Script=Han}/u;
const longestWord = 6;

/** 老公叫…, 我妈是…, 组长换成…: what makes a person of whom it is said of the words after it. */
const copula = /(?:[叫是姓]|[换改变选]成|换[了上为]|改[为由]|改选|轮到)$/u;
const outright =
  /(?:名字|姓名|真名|大名|人|[^\p{Script=Han}]我|的)(?:就|都|也)?(?:名叫|叫做|叫|名字[叫是])$|(?:名字|姓名|真名|大名)(?:就|应该|写的|打的|登记的)?[是叫为]$/u;
/** 收废品的…, 卖房的…: who does that. */
const doer =
  /(?<!\p{Script=Han})(?:[那这有]?个|那|这)?(?:收|卖|开|修|摆|做|管|种|养|打|扫|送|租|买|跑|拉|搞|教|带|守|看)\p{Script=Han}{1,4}的$/u;

const weightBefore = (words: string): number | undefined => {
  const said = copula.exec(words);
  // 承包人叫…, 我的名字是…
  if (outright.test(words)) return 7;
  if (said !== null && (weightBefore(words.slice(0, said.index)) ?? 0) > 2) return 5;
  if (words.endsWith('的') && doer.test(words)) return 4;
  for (let length = Math.min(longestWord, words.length); length > 0; length -= 1) {
    const weight = before.get(words.slice(-length));
    if (weight !== undefined) return weight;
  }
  return personEnds.get(words.slice(-1));
};

const weightAfter = (words: string): number | undefined => {
  for (let length = Math.min(longestWord, words.length); length > 0; length -= 1) {
    const weight = after.get(words.slice(0, length));
    if (weight !== undefined) return weight;
  }
  return undefined;
};

/** Fields whose value is a person, by the end of their name: 投诉人, 参保人, 学生, 法定代表人, 姓名. */
const field = /(?:[人名者主员长生户民友师属]|[款租售让]方|代表|名单|姓名|真名|签字|落款)$/u;

/** How likely a name begins after these words: above 0 = they announce one. */
export const evidenceBefore = (text: string, at: number): number => {
  const words = text.slice(Math.max(0, at - 14), at);
  const last = words.at(-1);
  if (last === undefined) return 1;
  if (last === '*') return -6;
  if (han.test(last)) return Math.max(weightBefore(words) ?? 0, frameBefore(words));
  // 我，康艳红，实名举报
  if (/(?<!\p{Script=Han})我[,，]$/u.test(words)) return 5;
  const label = announced.exec(words)?.groups?.word ?? '';
  if (label !== '') {
    const weight = weightBefore(label) ?? 0;
    return Math.max(2, field.test(label) ? 5 : 0, weight > 1 ? weight + 1 : 0);
  }
  const loose = (spaced.exec(words) ?? numbered.exec(words))?.groups?.word ?? '';
  if (loose !== '') return Math.max(2, weightBefore(loose) ?? 0);
  return /[\p{L}]/u.test(last) ? -1 : last === '、' ? 2 : 1;
};

/** How likely a name ends before these words. */
export const evidenceAfter = (text: string, end: number): number => {
  const words = text.slice(end, end + 30);
  const [first] = words;
  if (first === undefined) return 2;
  // What was masked before is a door, and an estate or a street stands before it.
  if (words.slice(0, 3).includes('*')) return -9;
  if (personSaid.test(words)) return 7;
  if (phoneAfter.test(words)) return 5;
  if (doorAfter.test(words)) return -8;
  if (heAfter.test(words)) return 4;
  if (!han.test(first))
    return dayAtEnd.test(words) && words.trim() !== '' ? 3 : /\p{L}/u.test(first) ? -1 : 2;
  if (placeAfter.test(words) && !personAfter.test(words)) return -8;
  const weight = Math.max(
    weightAfter(words.slice(0, longestWord)) ?? 0,
    frameAfter(words),
    isSaidToBe(words) ? 6 : 0,
  );
  return placeSoonAfter.test(words) ? weight - 3 : weight;
};

/** How much it tells that a name would stand where a letter is signed: by itself, at its end. */
export const signature = (text: string, start: number, end: number): number => {
  const words = text.slice(Math.max(0, start - 5), start);
  if (start === 0 || !letterEnds.test(words) || !dayAtEnd.test(text.slice(end))) return 0;
  return /[。!！?？;；~～\n]\s*$/u.test(words) ? 4 : 1;
};
