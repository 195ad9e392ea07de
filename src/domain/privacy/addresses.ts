import {
  count,
  estate,
  flat,
  fresh,
  hamlet,
  han,
  house,
  noDay,
  rest,
  spelled,
  street,
  thing,
  village,
} from './doors.js';
import { byRules, group, type MaskRule, type PersonalData, type Span } from './rule.js';
import { isWord } from './words.js';

const mask = '******';

/** Buildings that anybody may go to; their floors and rooms are no secret. */
const open =
  '(?:大厅|(?:服务|政务|市民|会展)中心|医院|卫生[院室]|法院|检察院|政府|委员会|局|派出所|市民之家|[书物化]馆|体育[馆场]|车站|机场|航站楼|门诊楼?|住院部|病房|食堂|考[场点]|窗口|展[厅馆]|[政公合学验]楼|车间|仓库)';
/** 花园路88号政务大厅 is where an office is. */
const officeAfter = `(?!的?${han}{0,4}(?:政务|服务中心|市民之家|市民中心|政府|[^邮]局|派出所|医院|法院|检察院|公证处|[书物]馆))`;
const officeBefore = new RegExp(
  `${open}(?:的|新|现)?(?:办公|办事|办理)?(?:地[址点]|位[置于]|在|搬[到至]|迁[到至]|设在)[是为在:：]*${han}{0,12}$`,
  'u',
);
/** 新建3栋, 共21栋, 每3单元: so many of them, or a part of a book. */
const counting = /(?:[共建盖拆有了约近这几第每该另两各着过够超余多]|[建盖]的) ?$/u;
const counted = new RegExp(`^${count}(?:号?[栋幢]|单元|#)$`, 'u');

/** No day has such a number. */
const high = '(?:3[2-9]|[4-9]\\d|\\d{3,4})';
/** Whether a public word ends where a number goes on: 办公室3号, 码头4号. */
const endsInWord = (words: string): boolean => [2, 3, 4].some((length) => isWord(words.slice(-length)));

/** 16# is a house after the name of an estate only. */
const lot = /^\d+#$/u;
const endsInHan = /\p{Script=Han}$/u;

const before = ({ input = '', index = 0 }: RegExpMatchArray, length = 30): string =>
  input.slice(Math.max(0, index - length), index);
const place = (found: RegExpMatchArray): ReturnType<MaskRule['maskOf']> => group(found, 'place', mask);
const wholeOf = ([found]: RegExpMatchArray): ReturnType<MaskRule['maskOf']> => ({
  from: 0,
  length: found.length,
  mask,
});
const rule = (needs: RegExp, pattern: string, maskOf: MaskRule['maskOf'] = place): MaskRule => ({
  needs,
  pattern: new RegExp(pattern, 'gu'),
  maskOf,
});

/** What rules need: 3号, 三号; 第二家; 三组; 2301室, 楼上1502. A pattern and what it needs change together. */
const numbered = new RegExp(`[\\d${spelled}]号`, 'u');
const plainNumbered = /\d号/u;
const housed = new RegExp(
  `[\\d${spelled}A-Za-z甲乙丙丁东西南北中](?:[号#栋幢座弄门楼梯排层]|单元)|[顶底][层楼]|平房|[男女][生宿公楼]`,
  'u',
);
const nthNeeds = new RegExp(`[\\d${spelled}后][家户间]`, 'u');
const grouped = new RegExp(`[组队]|[\\d${spelled}]社`, 'u');
const roomed = new RegExp(
  `[家上下壁门面户给客元业主住在了,，牌舍铺室我咱俺是为:： 苑园城区厦心${estate}号][\\dA-Za-z零〇一二三四五六七八九]|` +
    '[\\d零〇一二三四五六七八九]号?[室寝房]|\\d[住业租那这的]|门牌',
  'u',
);

const side = '[东西南北前后左右中里上下]';
const nth = `(?:最后一?|第?${count})[家户间]`;
const beside =
  '(?:邻居家?|楼[上下]|隔壁|对[门面]|租[户客给]|房客|单元|业主|住户?|住在|[房户]号(?:了[,，])?|门牌号?|宿舍楼?|公寓|[塔板宿东西南北]楼|商铺|地下室)';

/** Words that announce where somebody lives. */
const lead =
  '家住|我住|现居|现住|暂住|常住|租住|居住|住处|住址|住在|户籍|户口|地址|坐落|寄到|送到|寄往|家在|家位于|房屋位于|房子在|租房在|老家在?';

/** From the surest on. The street, the village or the estate stays: it is public, and what the message is about. */
const rules: readonly MaskRule[] = [
  // 花园路(88号院5号楼), 北巷(46号), 平安里胡同(甲13号)
  rule(
    numbered,
    `(?<=[${street}]${side}?段?)(?<place>(?:\\d{1,4}弄)?[附付副甲乙丙丁]?(?:甲字)?(?:\\d{1,5}(?:[-－—]\\d{1,3})?|${count})号(?!线|窗)${noDay}(?:大院|[前后侧附东西南北]?[院楼]|[前后]座)?${officeAfter}${rest})`,
    (found) => (officeBefore.test(before(found)) ? undefined : place(found)),
  ),
  // 3-2-1501, 11-东-1802; a score or a day has no third number like that.
  rule(
    /[-－—]/u,
    `(?<![\\d-])(?<place>(?:[A-Za-z]|\\d{1,3})[-－—](?:\\d{1,2}|[东西南北中])[-－—]\\d{3,4})(?![\\d-])|(?<=[${estate}号])\\d{1,3}[-－—]\\d{1,2}[-－—]\\d{1,4}(?![\\d-])`,
    wholeOf,
  ),
  // (3号楼2单元501室), (七栋三单元), (16#2301), (东单元五楼中户), B区(22号摊位)
  rule(
    housed,
    `(?<!${open})${fresh}(?<place>(?:${house}|[A-Za-z]区 ?${count}号(?:摊位|铺|商铺)|(?:平房|[男女]生?(?:宿舍|公寓)?楼) ?(?=[\\d东西南北])|(?:${count}|[顶底])[层楼](?=${side}(?:户|[边侧门]|[,，。]|$)|${flat}|${count}号))(?![个条件次元]|楼[上下房]|住宅|安置房|厂房|违建|别墅|高层|建筑|教学|门诊|号?线)${rest})`,
    (found) =>
      (counted.test(found[0]) && counting.test(before(found, 3))) ||
      (lot.test(found[0]) && !endsInHan.test(before(found, 1)))
        ? undefined
        : place(found),
  ),
  // 西街口(第二家), 翠花巷(里头最后一家), (最后一排东边第二户)
  rule(
    nthNeeds,
    `(?<place>(?:(?<=[${village}${street}组队])(?:${side}[头口边面街]?){1,2}|(?:最后一|第?${count})排(?:${side}[边头面侧]?)?(?:起|数)?|${side}[边头面侧]?(?:起|数)|${side}[边头面侧]|(?<=[旁后前对][边面]|[口里头边旁手侧村排门])(?=第))${nth}(?!超市|商|店|饭|酒|药|公司)|第${count}户)`,
  ),
  // 石桥村(三组), 小马庄(三组28号), 下河坝村(大塘组), 柳林镇(东坡组31号), (双龙桥村民小组)
  rule(
    grouped,
    `(?<=[${village}街镇乡老]|[居村]委会|[站东西南北前后]委|社区|嘎查)(?<place>${count}[组社队](?![织成建长合会区保员])(?:\\d{1,5}号)?)|` +
      `(?<=村|[${village}](?=[东西南北中]))(?<named>(?!领导|工作|检查|巡查|专)${han}{1,4}(?<!小|项目|民|工作|检查)组(?![织成建长合])(?:\\d{1,5}号)?)|` +
      `(?<=[镇乡])(?<numbered>(?:(?!村)${han}){1,5}(?<!小|项目|工作|[查导解核估]|专家|领导|班)组(?![织成建长合员])(?:\\d{1,5}号)?)|(?<!\\d|${han})(?<hamlet>${han}{1,4}[湾塘坡岭沟坪冲坝庄屯寨洼岗]组)|(?<=我[是在家住]+|我们(?:是|在|家|住)+)(?<ours>${count}[组队社](?![织成建长合会区保员]))|(?<group>[^镇乡村家的在是我们\\s,，。]{1,4}村民小组(?!长)|平房${count}组|(?:第?${count})村民组(?![长织])(?:\\d{1,4}号)?|(?<!${han})${han}{2,4}生产队)`,
    wholeOf,
  ),
  // 李洼村(上沟自然村)
  rule(
    /自然村/u,
    `(?:(?<=[村镇乡])(?<place>${han}{1,3}自然村)|(?<![各每有几个的])(?<bare>(?<!${han})${han}{2,3}自然村))`,
    wholeOf,
  ),
  // 胡家坟(12号), 张寨村南头(114号), 虎踞关(46-3号201), 南环新村2区(41号), 庙李南区(133号)
  rule(
    plainNumbered,
    `(?:(?<=[${village}]${side}{0,2}[头街边口面]?|[\\d一二三四五六七八九]区|[属房大老小东西南北后前]院|宿舍|院子|[^小市城校辖社]里|[对后前]面|[旁东西南北]边|底下|跟前|隔壁)(?<place>\\d{1,5}(?:[-－—]\\d{1,3})?号(?!线|文|令|公告|通知|窗|机|车|口|台|井)${noDay}${rest})|(?<=[${estate}])(?<high>${high}号(?!线|文|令|窗)${rest}))`,
    wholeOf,
  ),
  // 老屋场(5号)房顶
  rule(
    plainNumbered,
    `(?<=${han}{2})(?<![月周线路楼梯窗柜台机第班车次任期届文令图表至到从于在了是和与及个这那每本上下今明昨号考桌座床年天])(?<place>\\d{1,4}号)(?=院|家(?![里长])|门[前口](?!门)|屋|房|住户|邻居|[老旧]?宅)`,
  ),
  // 老屋场(3号), 东圩埂(33号): a small place, where no public word ends
  rule(
    plainNumbered,
    `(?<=(?<small>${han}{0,3}[${hamlet}]))(?<place>\\d{1,4}(?:[-－—]\\d{1,3})?号(?!${thing})${noDay}${rest})`,
    (found) => (endsInWord(before(found, 4)) ? undefined : place(found)),
  ),
  // 大沟沿组(62号), 田心屋(组11号)
  rule(
    plainNumbered,
    `(?:(?<=(?<!${han})${han}{1,3}|(?:家|家?住|[在到从])${han}{2,3})(?<place>组\\d{1,4}号)|(?<=${han}{2}(?<!小|项目|工作|[查导解核估]|专家|领导|班)组)(?<door>\\d{1,4}号))(?!${thing})`,
    wholeOf,
  ),
  // (41号)门前, 报纸塞到(82号)去: no day has such a number
  rule(
    plainNumbered,
    `(?<![\\d${han}]|路|线|第)(?<place>${high}号)(?=院|家|门[前口](?!门)|屋|房|住户|邻居)|(?<=[塞送寄搬住]到|敲了?|隔壁|对面|[住去]了?)(?<door>${high}号)(?!${thing})(?=[去来住家的门院,，。]|$)`,
    wholeOf,
  ),
  // 南门社区八字井(35号), 杉木村烂泥田(17号): a place within a place, where no public word ends
  rule(
    numbered,
    `(?<=(?:社区|[村镇乡])${han}{2,5})(?<place>\\d{1,4}(?:[-－—]\\d{1,3})?号(?!${thing})${noDay}${officeAfter}${rest})`,
    (found) => (endsInWord(before(found, 4)) ? undefined : place(found)),
  ),
  // 户口塘尾队(28号): announced as where somebody lives
  rule(
    numbered,
    `(?<=(?:${lead})(?!院)${han}{2,12})(?<![月了的在到是从至这上下个第周前后间])(?<place>\\d{1,4}(?:[-－—]\\d{1,3})?号(?!${thing})${noDay}${officeAfter}${rest})`,
  ),
  // 楼上(1502), 隔壁(2301), 我(402), 丰泽公寓(808房), 明泽大厦(b1-1203)
  rule(
    roomed,
    `(?<=${beside}(?:[是为:：]|的是)? ?)(?<place>(?:\\d{1,2}[-－—])?${flat}[室户房]?)|(?<=[我咱俺]家?[是在]?)(?<own>${flat})(?=[,，。的户室住]|$)|` +
      `(?<!${open}|[\\d第]|办公室|科|处)(?<room>(?:\\d{3,4}号?|[零〇一二三四五六七八九]{3,4})(?:室|寝室|房(?![间子屋源本产贷价租])))(?!办|领|咨询|窗)|(?<=[${estate}号])(?<tower>(?:[A-Za-z](?:\\d{0,2}[-－—])?|\\d{1,2}[-－—])\\d{3,4})(?![\\d-])|(?<=苑|园|城|府|邸|居|小区|公寓|大厦|庭|湾|中心)(?<inside>${flat})(?=[,，。的住家户漏]|$)|(?<![\\d第])(?<neighbour>\\d{3,4})(?=住户|业主|租户|[那这][户家]|的(?:住户|业主|邻居|租户|房主))|(?<=门牌号?[:：是]?)\\d{1,4}号?`,
    wholeOf,
  ),
];

/** Where no door is told, the finest part that is: an estate, a village or a quarter. */
const home = new RegExp(
  `(?<lead>(?:${lead})(?:[于在是为到]|地址|地|[:：\\s]){0,6}(?:${han}{2,7}?(?:省|市|区|县|镇|乡)){0,3})(?<place>(?!${han}{0,3}的)${han}{2,7}?(?:小区|花园|家园|公寓|花苑|[名佳嘉新雅豪]苑|新村|家属院|家属楼|宿舍|街道|王府)(?:${count}期)?)(?![办的路街道巷]|.{0,8}\\*)`,
  'gu',
);
const announcedHome = new RegExp(lead, 'u');
const nearDoor = 8;

const findDoors = byRules(rules);
const findHomes = byRules([{ needs: announcedHome, pattern: home, maskOf: place }]);
/** 36号 before 2单元: a number that stands right before a door is of it. */
const front = new RegExp(`${fresh}${count}[号排弄] ?$`, 'u');
const longestFront = 8;

const byDoor = (text: string): Span[] => {
  const doors = findDoors(text);
  return doors.map((door) => {
    const from = doors.reduce((end, other) => (other.end <= door.start ? Math.max(end, other.end) : end), 0);
    const words = text.slice(Math.max(from, door.start - longestFront), door.start);
    return { ...door, start: door.start - (front.exec(words)?.[0].length ?? 0) };
  });
};

/** A house without a flat, and what of it all who live there share: 5号楼电梯坏了 is of the house and of nobody. */
const houseAlone = new RegExp(`^(?:\\d{1,3}|[${spelled}]{1,3})号?(?:楼|[栋幢]楼?|#楼?)$`, 'u');
const shared =
  /^(?:的|门口的)?(?:[前后东西南北]?[侧面边]?的?)(?:电梯|门[口前]|楼[下顶]|下水|楼道|外墙|墙皮|大门|天台|化粪池|路灯|垃圾|车棚)/u;
const tellsPerson = /我家|我住|家住|租住|住在|家里|邻居|老[人太]|住户|[室房户]|姓名|电话|手机|身份证/u;

const isOfAll = (text: string, { start, end }: Span, doors: readonly Span[]): boolean =>
  doors.length === 1 &&
  houseAlone.test(text.slice(start, end)) &&
  shared.test(text.slice(end)) &&
  !tellsPerson.test(text);

/** Addresses by their doors, and by the words that announce a home. */
export const addresses: PersonalData = {
  mayHold: new RegExp(
    `\\d|${lead}|单元|第${count}[户家间]|${count}[组社队户排号楼层室]|[栋幢]|号[楼院]|生产队|村民小组|自然村|组|自然村`,
    'u',
  ),
  find: (text) => {
    const doors = byDoor(text);
    const homes: Span[] = findHomes(text).filter(
      ({ start, end }) => !doors.some((door) => door.start >= start && door.start <= end + nearDoor),
    );
    return [...doors.filter((door) => !isOfAll(text, door, doors)), ...homes];
  },
};
