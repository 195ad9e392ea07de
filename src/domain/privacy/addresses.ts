import { byRules, group, overlap, type PersonalData } from './rule.js';

const han = '\\p{Script=Han}';
const estate =
  '小区|花园|家园|公寓|大厦|花苑|名苑|佳苑|嘉苑|新苑|雅苑|豪苑|合苑|苑|新城|国际城|半岛|庄园|家属院|家属楼|社区|宿舍楼?|公馆|名邸|名都|新村|华庭|名城|府邸|天地';
const road = `${han}{1,8}?(?:大道|路|街|巷|胡同|弄|大街)`;
/** What an address goes on with once a house is named. */
const rest = `(?:附?\\d{1,5}号(?:院|楼)?|[东西南北中]?段?\\d{1,5}号|\\d{1,5}(?:[栋幢层楼室户期组排](?![上下道])|单元|弄|座)|[A-Za-z甲乙丙丁]?[座区栋]|院|[甲乙丙丁](?![${'\\p{Script=Han}'}])|[东西中南北][户单]元?\\d*号?|${han}{2,8}?(?:${estate}|中心|城)(?=[A-Za-z\\d]|$|[,，。;；\\s])|[-－—#]\\d{1,5}|[A-Za-z]\\d{0,2}[-－—]\\d{2,4}|\\d{2,4}(?!\\d|[条个件天次年月日元%万]))`;
const house = `(?:\\d{1,5}号(?:院|楼)?|附\\d{1,5}号|\\d{1,5}[栋幢](?:楼)?|\\d{1,5}弄)`;

const whole = '******';

const count = '(?:\\d{1,5}|[一二三四五六七八九十]{1,3})';
/** What names a house or a flat within an estate; two of them are an address without any name. */
const spelled = '[零〇一二三四五六七八九]';
const part = `(?:(?<=单元)${spelled}{3,4}(?!${spelled})|${count}(?:号楼|#楼?|号院|栋|幢|座(?!城|桥|位)|单元|排|室|户(?!籍|型|口|外)|层|期(?!间|限|待)|组(?!织|成|建)|间(?![隔断接歇])|门(?!口|前|卫|诊|店|面|牌|户|类|课)|号(?=[,，。;；\\s]|$))楼?|[A-Za-z甲乙丙丁东西南北][座栋区幢](?!域|别|块|县)|\\d{1,5}[-－—]\\d{1,4}号|[东西中南北][单户]元?|\\d{1,5}号(?!线|窗|文|令|台|机|公告|通知)(?:楼|院)?|\\d{2,4}(?:房|住户)|\\d{1,2}[A-Za-z](?![A-Za-z\\d])|\\d{3,4}(?![\\d年月日元次条个人天件%万号路米]))`;
/** Ends of the names of estates that hardly end anything else. */
const named =
  '家属院|家属楼|花园|家园|公寓|花苑|名苑|佳苑|嘉苑|新苑|雅苑|豪苑|雅居|学府|公馆|名邸|府邸|华庭|名都|[^林学文法花名佳嘉新雅豪]苑|小区|宿舍';
const estateBefore =
  '(?:^|[,，。;；:：!！?？\\s]|我们|咱们?|我家?在?|轮到|[从到在往去住是的]|[社街镇乡区县市](?:区|道)?)';
const general =
  /老旧|老小区|我们|咱们|这个|那个|该|本|各|某|全市|很多|许多|部分|有的|有些|附近|周边|封闭|开放|智慧|示范|文明|美丽|拆迁|回迁|安置|保障|保障房|廉租|人才|青年|职工|学生|教师|员工|单身|集体|改造|物业|每个|所有|其他|哪个|哪些|同一|无物业|精神|幸福家园|共同|少年|儿童|中央/u;

/** Words that announce an address, with or without a sign after them. */
const lead =
  '家住|我住|现居|现住|暂住|常住|租住|居住|住处|住址|住在|入住|户籍|户口|地址|坐落|寄到|送到|寄往|家在|家位于|房屋位于|房子在|租房在|老家在?|住(?![院建宿房])';
const sign = '(?:[于在是为到]|地址|地|[:：\\s])*';
const hasPlace = /[区县市镇乡村路街巷苑园城府里院]|小区|社区|花园|\d+号|\d+[栋幢]/u;

const isPlace = (words: string): boolean => hasPlace.test(words) && !words.includes('*');

const goesOn = new RegExp(
  `^[,，、\\s]{0,2}(?:平房|排房|楼房|[东西南北中前后]楼)?[东西南北中]?(?:${house}|${part})(?: ?${part}|[-－—]\\d{1,4})*(?!号线|[个条件次人元])`,
  'u',
);

/** 瑞和家园，二十一栋: what goes on with the house where an address has been found is part of it. */
const withTheRest =
  (find: PersonalData['find']): PersonalData['find'] =>
  (text) =>
    find(text).map((span, _, spans) => {
      const more = goesOn.exec(text.slice(span.end))?.[0].length ?? 0;
      const longer = { ...span, end: span.end + more };
      return spans.some((one) => one !== span && overlap(one, longer)) ? span : longer;
    });

/** Addresses, by the words that announce them or by their build; what district it is in may stay. */
export const addresses: PersonalData = {
  mayHold: new RegExp(
    `\\d|${lead}|村|嘎查|[庄屯寨营][东西南北中前后上下]|单元|第${count}[户家间]|[栋幢]|号楼|生产队|业主|住户|${named}`,
    'u',
  ),
  find: withTheRest(
    byRules([
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
          `(?<place>${han}{2,10}?(?:${estate}|城|府|院|园|里)?(?:[A-Za-z一二三四五六七八九东西南北]区|[一二三四]期)?(?:\\d{1,5}(?:号楼|[栋幢])${rest}*|\\d{1,3}[-－—]\\d{1,3}[-－—]\\d{2,4}))`,
          'gu',
        ),
        maskOf: (match) => group(match, 'place', whole),
      },
      // 六栋一单元, B座1704, 12排3号, 锦绣东方二期9#楼2单元1103; the name where one stands before them.
      {
        pattern: new RegExp(
          `(?<place>(?:(?<!${han})${han}{2,12}?|${han}{2,5}?(?:${named}))?${part}(?: ?${part})+)(?!号线|[个条件次人元])`,
          'gu',
        ),
        maskOf: (match) =>
          /[楼栋幢座院排户室房元区#A-Za-z]/u.test(match[0]) ? group(match, 'place', whole) : undefined,
      },
      // 金穗家园北门, 纺机厂家属院, 御景湾业主: a name that an estate has and nothing else.
      {
        pattern: new RegExp(
          `(?<lead>${estateBefore})(?<place>(?!我们|我家|咱|住|租|轮到|[在从到是的])(?!${han}{0,2}[社街]区)${han}{2,5}?(?:${named})(?!创建|评选|称号)${part}*)`,
          'gu',
        ),
        maskOf: (match) =>
          general.test(match.groups?.place ?? '') ? undefined : group(match, 'place', whole),
      },
      {
        pattern: new RegExp(
          `(?<lead>${estateBefore})(?<place>${han}{1,5}(?:湾|城|府|庭|园|居|邸|里|郡|台|都|国际|天下))(?=业主|住户)`,
          'gu',
        ),
        maskOf: (match) =>
          general.test(match.groups?.place ?? '') ? undefined : group(match, 'place', whole),
      },
      // 东关村五队, 后马营村东头第二家, 枫木坳屯18号, 芦花台生产队
      {
        pattern: new RegExp(
          `(?<place>${han}{1,4}村(?:${count}[组队社]|[东西南北村][头口边](?:第?${count}[家户])?)(?:${count}号)?|${han}{1,4}(?:屯|庄|寨|坳|沟|岭|坪|坝)(?:${count}[组队社])?\\d{1,5}号|(?<!${han})${han}{2,4}生产队)`,
          'gu',
        ),
        maskOf: (match) => group(match, 'place', whole),
      },
      // 8号宿舍楼417, 女生楼203室
      {
        pattern: new RegExp(
          `(?<place>(?:${count}号?)?(?:[男女]生?|学生|教师|职工|青年)?(?:宿舍|公寓|[男女]生)楼?(?:${part})*\\d{2,4}(?:室|房|寝室?|宿舍|号)?)(?![\\d年月日元次条个人天件%万])`,
          'gu',
        ),
        maskOf: (match) => group(match, 'place', whole),
      },
      // 3-2-1501, 11-东-1802: a house, an entrance and a flat; a score or a day has no third number like that.
      {
        pattern:
          /(?<![\d-])(?<place>\d{1,3}[-－—](?:\d{1,2}|[东西南北中])[-－—]\d{3,4})(?![\d-])|(?<=区|院|楼|苑|园|城|湾|府)(?<short>\d{1,3}[-－—]\d{1,2}[-－—]\d{1,4})(?![\d-])/gu,
        maskOf: ([flat]) => ({ from: 0, length: flat.length, mask: whole }),
      },
      // 胜利嘎查三社, 上沟自然村, 下村108号, 最后一排东边第二户
      {
        pattern: new RegExp(
          `(?<place>(?<=[家属平房大老小]院)\\d{1,4}号(?=[,，。;；\\s]|$)|${han}{1,4}(?:村${han}{1,4}|[庄屯寨营][东西南北中前后上下])(?<!工作|领导|检查|巡查|小|项目|民)组(?![织成建长合])|门牌号?[:：]?\\d{1,5}号?|${han}字\\d{1,4}号(?!文|令)|(?<=邻居|楼上|楼下|隔壁|对门|业主|住户|我)\\d{3,4}(?=[,，。的家户住室\\s]|$|装修|漏)|${han}{1,4}(?:嘎查|屯|寨|营子?|堡|庄|沟|坪|湾|村)${han}{0,3}?(?:${count}[组队社](?!织|成|建|会|区|保)(?:\\d{1,5}号)?|\\d{1,5}号(?!线|文|令|公告|通知|楼))|(?<!各|每|有|${count}个)${han}{2,3}自然村|(?:最后)?(?:第?${count}排)?[东西南北前后左右][边头面侧]?(?:起|数)?第${count}[家户间])`,
          'gu',
        ),
        maskOf: (match) => group(match, 'place', whole),
      },
      // 某村三组18号
      {
        pattern: new RegExp(
          `(?<place>${han}{1,4}(?:镇|乡|街道)[${'\\p{Script=Han}'}A-Za-z]{1,5}村(?:(?:\\d{1,5}|[一二三四五六七八九十]+)组)?(?:\\d{1,5}号)?|[${'\\p{Script=Han}'}A-Za-z]{1,4}村(?:\\d{1,5}|[一二三四五六七八九十]+)组(?:\\d{1,5}号)?)`,
          'gu',
        ),
        maskOf: (match) => group(match, 'place', whole),
      },
      // 家住…, 地址：… up to the next mark, where it speaks of a place at all.
      {
        pattern: new RegExp(
          `(?<lead>(?<!网站|链接|网页|页面|目的|文件|图片|下载|邮件|跳转|网)(?:${lead})${sign})(?<place>[^,，。;；!！?？\\s]{3,})`,
          'gu',
        ),
        maskOf: (match) => (isPlace(match.groups?.place ?? '') ? group(match, 'place', whole) : undefined),
      },
    ]),
  ),
};
