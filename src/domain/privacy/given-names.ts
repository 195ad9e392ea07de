/**
 * How much a sign is one of given names, as the writers of these rules judge: 3 hardly anything else (芳, 鹏),
 * 2 usual in names and in words, 1 a sign of words that is in a name now and then, 0 seldom. A short list is enough, as what
 * stands around a name tells most.
 */
const levels: Readonly<Record<string, string>> = {
  3:
    '彩羽芯淮骐倜傥蔷茉灵槐椿梧邦' +
    '珑玑珅璎缇缤绯恪恕憬俐卉咏宛斐朔栀浔熹碧萌芙飒喆屹臻轼锟隽骋珠啸蛟鲲鸾烽燮' +
    '芳芬莉莎莹菲萍萱蕾薇蓉芸茜芝蕙苒莲菊蓓蔓芮苓芷蕊茵菡葳芹茹莺蔚荃蓁茗荔苇' +
    '娟婷娜娅娇妮姗娥婉嫣婧妍姝媛娴娣嫒婕妤姣婵妞姬媚婳娆娉秀艳翠淑贞雯霖霏霞霄霆霁霓' +
    '琳琪瑶瑾瑜璐玮玲珊珍琴瑞璇璟琦琛瑛瑗琰珺珂珈珏玥玟珩珉琨琮瑄璨璞珮琼璋珣琬玺璜琏玢琅' +
    '梓桐楠榕柏桦桢樱槿枫栋彬杰梅桂栩桓棠森淼鑫磊焱垚岚岩峻岳崇峥嵩嵘岱' +
    '浩涛泽渊涵沐汐沛淇澜滢潇澄洛泓沁汝漪灏瀚渝湘沅澍淳浚淞洵沣涓滔沂瀛泠沄汶滕' +
    '旭昊晨曦昕晗晖昱晟晏晔昀旻煜烨炜炫焕煊熙灿炎烁燊炳煦熠炅烜昭曜昂暄曼旸晞煌焘耀炯' +
    '伟俊豪毅斌鹏辉峰勇宏弘彪魁雄翔骏骥驰骁骞骅龙凤鸿麟麒翰翊翼翎鹃鹂燕' +
    '轩宇宸睿彦皓奕祥祺祯禧祎禄福寿贤贵富铭锋钧钰钦钊铎锴铮铠锐镕铨锡镛宝栓' +
    '忠孝仁廉谦诚诺谨谊雅慧惠慈恬恺悦怡懿懋敬勤敏聪颖毓' +
    '嘉佳佑倩俪伦仲侠侃佩依偲倬仕欣歆凯冉冰凌凡剑勋竹筠笙筱绍绮绫纬纶' +
    '甫尧舜禹圣玄廷弼芃芊菁菀苗茂莘葆蔼宥宪寅巍帆彤彰徽庚庆志建德玉云春' +
    '畅瞳祖禾秉秋穆恒尹胤霜虹蝶裕贝赫赟轶逊逢昌盛靖韬韵颂馥馨鲁麦黛洋洁溪鸣鹤霭亮健',
  2:
    '根香温恭宽恳直尚睦怜溢洒李杏狮雀鹭龟岭屿旦果敢迈展奏绵赤招' +
    '壮融智柔舒维衍隆齐乔亚亨兆基堂珲弦瑟筝笛箫弈戈戎炬烈焰铸铃衡璧绣绢绪纤姿嫦惟忱慎愫伶傲修吟唯奋孟季寒尘屏抒拓旋显普添潭爵牧竣端纯荟莱' +
    '觅辅迎郡野钟陌骄鼎仑伊俭则勉厚唐固圭均垣影攀敦暖笃纲葵藤辙靓豹盈澈' +
    '雨遥越文明华军平光英林金克武刚强国冬夏海江山松柱生兴荣清新民永成立东世元士雪月红丽美兰喜乐梁' +
    '巧素桃梨柳杨荷叶朵心爱棋诗墨笑如妙娃可儿子思念梦圆缘艺语言若忆恩' +
    '保胜利权群超跃进先才财余丰田牛虎锁铁铜钢银石旺友朋义礼信良善' +
    '道远登科冠首领航舟波浪泉沙川河源润溥济汉沪京晋豫冀芒麓露' +
    '之乃卿郎夫妹娘弟宾吉昆仪伯凝竞悠逸慕愉祁康安宁宜容静定泰延年长久常晓晴爽阳晶朗启' +
    '双亲情哲达通顺景致卓尊博雷震电飞腾迅捷奔鸥雁鹰鹿骑驹' +
    '卫守疆统将帅王章典范谋悟觉力功励劲助佐匡振威扬誉坚挺拔韧' +
    '乾坤树本枝桥庭阁亭芽秧穗谷粟桑麻茶茅芦琢玖玫瑰璃琉珀琥瑚翡皎皙丹朱紫青' +
    '承继传嗣怀宗培育化会向改援解放斗奎申辰卯酉亥甲丙丁乙占标声韶音',
  1:
    '来木让悲八斤础繁廪剩丫身识横发' +
    '倾协品坦孔征挥渔纱遇阅默程歌' +
    '湖库仓满合意学花仙采阿大小中天人开方正西南北高白一二三四五六七九十百千万重以其予吾君女男童' +
    '水火土风得粮羊马狗墩毛丑拾苦甘甜蜜' +
    '步真实求业全自然有愿望希盼祈' +
    '创始初原古今时星空朝夕照镜' +
    '黄绿蓝橙浅深浓淡泊澎湃涌潮湾洲岸' +
    '见知曲笔律式治理战兵刀弓变运升举存留养植耕耘' +
    '佛禅欢遂益赢足聚锦途',
  0:
    '苑多前老同和问台庄地日气收兔驴鸡头蛋捡扣城池园家门公设计行动连接续岛滩峡峪灰净洗涤流观闻书画舞戏响' +
    '师习论矢盾革转站在护栽种往早晚少',
};

const levelOf: ReadonlyMap<string, number> = new Map(
  Object.entries(levels).flatMap(([level, signs]) =>
    [...signs].map((sign) => [sign, Number(level)] as const),
  ),
);

/** Signs of grammar, and those that name places, things and kin: in no given name. */
const never = new Set(
  '的了是不我你他她它在这那个们就也都没有么吗呢吧啊被把给跟向及对从到请问找说称去能叫已还又很最些此每各而且但因市区县镇村路街号楼室年月日时次件户局厅处科委办院校站所队组厂店部门公司道话车房费证卡款税贷债爷爸妈叔哥姐弟舅嫂副教课',
);
/** As cheap as can be: it is asked of nearly every sign of a text. */
const isHan = (sign: string): boolean => sign >= '\u4e00' && sign <= '\u9fff';

/** Evidence that a sign belongs to a given name; `undefined` = it does not. Any sign may, -2 = hardly. */
export const givenLevel = (sign: string): number | undefined =>
  levelOf.get(sign) ?? (never.has(sign) || !isHan(sign) ? undefined : -2);
