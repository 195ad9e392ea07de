/** How houses and flats are numbered: the parts of an address that tell a door, as sources of regular expressions. */
export const han = '\\p{Script=Han}';

export const spelled = '零〇一二三四五六七八九十百两';
export const count = `(?:\\d{1,5}|[${spelled}]{1,5})`;
/** A part begins where no other number goes on. */
export const fresh = `(?<![\\d.A-Za-z${spelled}])`;

/** What a figure would count or measure, were it no flat. */
const unit =
  '(?:[\\d年月日号元块条个人次件万亿名位例平米克吨度届余多辆本只台张分秒岁斤毛亩家%％.:：/路]|天(?!天)|公[里斤交]|小时|毫|期间|千瓦)';
export const flat = `(?:[A-Za-z]?\\d{3,4}|\\d{1,2}[A-Z]\\d{0,2}|[零〇一二三四五六七八九]{3,4})(?!${unit})`;

/** 3号楼, 12#, 七栋, 东单元, 57弄, 14排6号: what a house is told by, and hardly anything else. */
export const house = [
  `(?:[附付副甲乙丙丁]|甲字)?${count}号(?:大?院|小?楼|宿舍楼?|公寓楼?|平房|弄|别墅|洋房|门[洞栋])`,
  `[附副]${count}号(?!文)`,
  `(?:[甲乙丙丁]|甲字)\\d{1,4}号`,
  `${count}#(?:楼|院)?`,
  `${count}号?[栋幢]楼?`,
  `(?:${count}|[A-Za-z甲乙丙丁东西南北中])单元`,
  `[A-Za-z甲乙丙丁东西南北]\\d{0,2}[栋幢](?!梁)`,
  `[A-Za-z]\\d{0,2}(?:号楼|座(?= ?\\d))`,
  `${count}(?:弄|门[洞栋]|楼[洞门])`,
  `${count}门(?= ?(?:\\d|[东西中]户|${count}[号楼层]|[零〇一二三四五六七八九]{3}))`,
  `${count}梯(?=\\d)`,
  `[A-Za-z]\\d{1,3}号(?![线楼窗口台机])`,
  `${count}[排座](?= ?(?:${count}|[A-Z]梯))`,
].join('|');

/** What goes on after such a part, and would be nothing by itself. */
const more = [
  house,
  `(?:[A-Za-z]|${count})[座区](?!别)`,
  `${count}(?:层楼?|楼)(?![上下梯])`,
  '[顶底][层楼]',
  `${count}户(?![型口籍])`,
  '[A-Z]梯(?=\\d)',
  `[东西南北中](?:[${spelled}\\d]?户(?!口)|[边侧头]|楼|院|(?=\\d{3}))`,
  `${count}排`,
  '(?:活动板房|彩钢房|平房|排房)[东西南北]?',
  `${count}(?:[室房间铺]|门(?![口前卫诊店面牌]))(?![隔断接歇源屋子])`,
  `付?${count}(?:号(?:铺|门面|摊位|房)?|住户)(?![线窗文令]|公告|通知)`,
  `${flat}[室户房]?`,
  '\\d{1,2}[A-Za-z](?![A-Za-z\\d])',
  `[-－—]${count}(?:号|室)?`,
  '之[一二三四五六七八九\\d]',
  '(?:[A-Za-z]\\d{0,2}|\\d{1,2})[-－—]\\d{1,4}',
].join('|');

/** More parts of an address; a mark may stand before a house, as in 二栋，三单元. */
export const rest = `(?: ?(?:${more})|[,，、] ?(?:${house}))*`;

/** Signs that the names of streets end in: a number after them is a house. */
export const street = '路街巷弄段道同条';
/** The same of villages and hamlets. */
export const village =
  '村庄屯寨营坟洼坳沟岭坪坝湾塘坡岗冲窑圪峪堡垌集桥关坊垸垭埠墩浜圩坎坨嘴渡闸祠庙寺观亭岙塆坑口';
/** The same of estates, and of what stands within them. */
export const estate = '院苑园区城府邸居庭轩郡都里厦寓舍湾第厂期楼堡墅';

/** What follows 9号 when it is a day; 菜市巷35号后院 is none. */
const ofDay =
  '(?:[上中下]午|早|晚|夜|凌晨|当天|[前后](?![院门屋边面座楼栋排])|[起来去报又才]|[至到](?=\\d|现在|今|[期账位货手了])|就(?![是在有住])|开始|之前|以[前后]|[停断通]|那天|发)';
export const noDay = `(?!(?<=(?<!\\d)(?:[12]?\\d|3[01])号)${ofDay})`;

/** Last signs of the names of small places that no list holds: 老屋场, 东圩埂, 十二间头. */
export const hamlet = `${village}屋场埂沿岸头铺窝垄垅岩畈塝埫湖河溪滩洲岛嶂岽畲厝寮园垱埦角嘴边`;
/** What stands after the number of a thing that is no house: 7号机, 12号检察室. */
export const thing =
  '(?:[线楼文馆卡台机井坑车令窗口床座仓库桥杆柱泵闸标球柜池塔炉矿岗选厅桌考点道]|出口|公交|检察|公告|通知|地[块铁]|门诊|站台|病房|会议|项目|工[地程]|方案|议案|提案|宗地|选手|登机|泊位|车位|垃圾|变压|风机|煤)';
