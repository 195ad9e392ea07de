import { givenClass, rareGivenClass } from './given-names.js';
import { type Masked, type MaskRule, type MaskRules, stars } from './rule.js';

const compound =
  '欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|司徒|司空|端木|轩辕|独孤|南宫|夏侯|长孙|西门|申屠|公羊|澹台|拓跋';
const surnames =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐傅皮卞齐康伍余元卜顾孟黄穆萧肖尹姚邵湛汪祁毛禹狄米贝明臧计成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲封芮储靳汲松段富巫乌焦巴弓牧隗山谷车侯宓蓬全班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲鄂索咸籍赖卓蔺屠蒙池乔阴胥苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿边扈燕冀浦尚农温别庄晏柴瞿阎充慕茹习艾容古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙沃利蔚越隆师巩聂晁勾敖融冷辛阚那简饶曾沙养鞠须丰关查竺权盖益桓公付闫覃冼游岳楚晋缪帅佟仝苟衣檀涂鹿迟牟佘洛亢练尉忻揭敬辜展逯仵庹鲜訾綦';
/** Surnames that hardly begin another word: taken without a sign that a name follows. */
const plainSurnames =
  '赵孙李周吴郑王冯陈蒋沈韩杨朱秦许吕施张孔曹魏陶姜戚邹苏潘葛范彭鲁韦袁柳鲍唐薛贺倪汤罗郝傅齐邵汪祁毛狄宋庞熊纪屈项董梁杜阮闵贾江郭梅林钟徐邱骆夏蔡田樊胡霍虞卢莫丁邓洪崔龚程邢裴陆翁荀甄靳段侯刘詹龙叶黎翟谭冉桑牛柴阎廖耿聂曾关付闫欧';

/** Surnames that are seldom anything else. */
const rareSurnames = '冀芦仝佘卜缪逯晁牟卞岑奚宓郤靳邬郜郦郏鄢晏闵佟仵綦逄';

const lead =
  '姓 ?名|全名|名字|联系人(?:及电话|姓名|电话)?|留言人|来信人|来电人|申请人|申报人|投诉人|举报人|反映人|咨询人|当事人|经办人|经手人|委托人|代理人|监护人|收件人|寄件人|收货人|户主|业主(?:代表|姓名)?|承租人|租客|房东(?:姓名)?|法人(?:代表)?|法定代表人|署名|落款|家属|网民|网友|患者(?:家属)?|学生|居民|村民|市民|群众|家长|老太太|老大爷|老人家|老兵|老师傅|户主是|会计|出纳|司机|教师|老师|医生|护士|主任|书记|支书|队长|村长|站长|所长|科长|院长|校长|班主任|保安|中介|业务员|快递员|外卖员|签名|签字|化名|名为|退休职工|职工|员工|老人|病人|死者|我叫|我名叫|名叫|本名|本人(?:姓名|叫|系|是)?|我是(?:\\p{Script=Han}{0,6}?(?:市民|居民|村民|业主|家长|职工))?|我姓名';
const family =
  '(?:我的?|俺)?(?:母亲|父亲|妈妈?|爸爸?|爱人|妻子|丈夫|老公|老婆|儿子|女儿|孩子|小孩|孙子|孙女|爷爷|奶奶|姥姥|姥爷|哥哥?|弟弟?|姐姐?|妹妹?|岳父|岳母|公公|婆婆|配偶)';

const titles = '先生|女士|同志|小姐|阿姨|大爷|大妈';
const closings = '敬礼|谢谢|感谢|联系我|找我|回复我';

/** What can follow a name: a mark, or a word that tells or asks something. */
const ends =
  '(?=[\\s,，。;；:：、!！?？()（）/\\d]|$|等|的|在|今年|今天|现|已|系|男|女|电话|手机|微信|身份|联系|先生|女士|同志|老师|反映|投诉|要求|留言|来电|来信|说|称|咨询|建议|举报|询问|申请|办|购|希望|请|于|因|被|是|想|想问|无法|没|未|不|态度|上[小中大]?学|入学|入园|高考|中考|上班|住|养老|退休|学籍|毕业|生病|生育|医|就医|看病|报销|落户|名下|户口|参保|社保|患|出生|遇到|发现|提|给|向|和|与|及|刚|去|来|年|满|需|应|考|读|就读|工作|打工)';

/** Words that begin like a name and are none. */
const notNames =
  /^(?:谢谢|敬老|敬请|敬上|展览|展示|展开|练习|迟迟|迟到|衣服|鲜花|楚楚|帅气|高血压|高烧|高龄|高度|高兴|白血病|白天|严重|安全|安排|安装|常年|常常|经常|常住|全家|全部|全体|关节|关于|关心|康复|时间|金额|方面|方便|应该|应当|万一|许多|马上|明天|明年|明确|明显|成绩|成功|国家|公司|公安|文件|路上|路边|强烈|牛奶|毛病|黄疸|江边|车辆|车库|车上|管理|师傅|居然|居住|都没|都是|都有|越来越|温馨|温度|简历|简介|简单|简称|郑东|文明|和平|安全|贝贝|米面|田地|花钱|花园|石头|林地|钟头|叶子|方式|单位|单独|关系|权益|易地|充电|查询|查看|解决|解释|计划|盖房|盖章|宣传|包括|包含|席位|华夏|新村|何时|何种|何处|程序|程度|夏天|夏季|章程|任何|任务|项目|须知|支付|支持|通过|余额|余款|多次|费用|和平|古城|广场|广告|梁上|毕业|申请|申报|申诉|施工|曾经|曾在|易拉宝|利益|利用|路灯|房子|房屋|房产|房东|养老|党员|农村|农民|农田|寿命|满意|满足|牧场|山上|沙子|池塘|谈话|谈了|季度|应届|郑州|开封|洛阳|\p{Script=Han}{1,2}[市区县省镇乡村])/u;

/** Words that a name is not followed by, but a place, an office or a matter. */
const noPerson =
  '区|县|市|镇|乡|局|委|办|部|厅|路|街|道|村|校|站|湖|河|山|桥|小学|中学|医院|公司|广场|大厦|建设|发展|城市|生产|服务|工程|项目|文化|教育|管理|工作|人员|信息|政策|保障|保险|事业|企业|机构|中心';
const startsLead = new RegExp(`^(?:${lead})|^(?:经办的|不是|应该是)`, 'u');

const hiddenGiven = ({ groups = {}, 0: whole }: RegExpMatchArray): Masked | undefined => {
  const name = groups.name ?? '';
  if (name === '' || notNames.test(whole.slice(whole.lastIndexOf(name)))) return undefined;
  const surname = new RegExp(`^(?:${compound})`, 'u').exec(name)?.[0].length ?? 1;
  return {
    from: whole.lastIndexOf(name) + surname,
    length: name.length - surname,
    mask: stars(2),
  };
};

const given = '\\p{Script=Han}';
/** 欧阳娜娜, 李建国, 何 平: as short as what follows allows, else as long as names are. */
const nameOf = (first: string, after: string): string => {
  const count = after === '' ? '{1,2}' : '{1,2}?';
  return `(?<name>(?:${compound})${given}${count}|[${first}] ?${given}${count})`;
};

const named = (before: string, first: string, after: string): MaskRule => ({
  // What is masked already is no name.
  pattern: new RegExp(`(?:${before})${nameOf(first, after)}(?!\\p{Script=Han}?\\*)${after}`, 'gu'),
  maskOf: hiddenGiven,
});

const says = '[:：是叫为写@ /()（）]{1,3}';
/** Words beside which a name may stand that no mark sets off; then its given name has to look like one. */
const near =
  '应该是|应为|不是|误写成|写成|写|楼上的?|楼下的?|隔壁的?|对门的?|邻居|村里的?|队里的?|经办的|办事的|值班的|窗口的|叫|找|问|给|是|的';

/** Names, by the words that announce them. The surname stays. */
export const nameRules: MaskRules = {
  mayHold: new RegExp(
    `${lead}|${family}|${titles}|${closings}|${near}|[${plainSurnames}${rareSurnames}]${givenClass}|[·•]|1[3-9]\\d|我[,，]|敬|[。!！?？.]\\s{0,4}\\p{Script=Han}{2,4}\\s*(?:\\d|$)`,
    'u',
  ),
  rules: [
    // 艾力江·买买提: the dot is in no other word.
    {
      pattern:
        /(?<name>\p{Script=Han}{2,7}?[·•]\p{Script=Han}{2,8}?)(?=[\s,，。;；:：、!！?？()（）\d]|$|反映|投诉|来电|的|在|办)/gu,
      maskOf: ({ 0: whole }) => {
        const called = /(?:我叫|名叫|本人|姓名|叫)/u.exec(whole)?.[0].length ?? 0;
        return { from: called + 1, length: whole.length - called - 1, mask: stars(2) };
      },
    },
    named(`(?:${lead})${says}`, surnames, ends),
    named(lead, surnames, ends),
    named(`(?:${family})(?:${says})?`, surnames, ends),
    named(`(?:${lead})${says}`, surnames, ''),
    named(`${lead}|${family}`, plainSurnames, ''),
    // 王小明先生
    named('', surnames, `(?=${titles})`),
    // 楼上麻文斌天天…: told by the signs that given names are made of.
    {
      pattern: new RegExp(
        `(?:${near}|${lead})(?<name>(?:${compound})${givenClass}{1,2}|[${surnames}]${givenClass}{1,2})(?!\\*|\\p{Script=Han}?(?:${noPerson}))`,
        'gu',
      ),
      maskOf: (match) =>
        (match.groups?.name?.length ?? 0) > 2 || startsLead.test(match[0]) ? hiddenGiven(match) : undefined,
    },
    // 村里冀淑芬说…: without any word beside it, told by its signs alone.
    {
      pattern: new RegExp(
        `(?<name>[${plainSurnames}${rareSurnames}](?:${givenClass}${rareGivenClass}|${rareGivenClass}${givenClass}))(?!\\*|\\p{Script=Han}?(?:${noPerson}))`,
        'gu',
      ),
      maskOf: hiddenGiven,
    },
    // 我，康艳红，实名举报; 诸葛明远敬上
    named('(?<!\\p{Script=Han})我[,， ]{1,2}', surnames, '(?=[,， ])'),
    named('(?<!\\p{Script=Han})', surnames, '(?=敬上|敬启|拜上|上书|手书|亲笔)'),
    // The last words of a letter: 请回复。 简素珍 2021年3月8日
    named('[。!！?？.]\\s{0,4}', surnames, '(?=\\s*(?:\\d{4}[年./-]\\d{1,2}[月./-]\\d{1,2}日?)?\\s*$)'),
    // Right before a telephone number that is masked already, or its digits.
    named('(?<!\\p{Script=Han})|[,，:：、 ]', surnames, '(?=[:：,， ]{0,2}(?:电话|手机)?[:：]? ?1[3-9]\\d)'),
    // At the end: 此致 敬礼 张桂芳, and 请联系我，魏东.
    named(`(?:${closings})[!！。,，:：\\s]{1,3}`, plainSurnames, '(?=[,，。\\s\\d]|$)'),
  ],
};
