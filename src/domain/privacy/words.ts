/**
 * The dictionary of Chinese words that comes with the runtime: a text that it takes in one piece is a word. A
 * runtime without it (ICU with English data only) takes every sign by itself: then no word tells against a name, and
 * public words are masked as well, rather than names left. `test/domain/privacy.test.ts` tells whether it is there.
 */
const dictionary = new Intl.Segmenter('zh', { granularity: 'word' });

/** What the dictionary lacks and citizens write, where its signs could be a name. */
const own: ReadonlySet<string> = new Set(
  `
    公积金 卫健委 卫健 纪委监委 党群 危化品 强降雨 阴雨 洪涝 江景房 黄标车 易拉宝 许久 师德 师德师风 双减 双拥 双创
    林权证 林权 夏粮 秋粮 古树 古建筑 栾树 姜黄 汤圆 桂圆 柴胡 蒲公英 牛栏 贺信 弘扬 许可证 解约金 劳保 劳改 房源 种粮
    戴口罩 戴眼镜 戴头盔 关爱 儿童 解密 范文 龙虎榜 马拉松 康康 班组 段长 堵点 付费 封顶 惠农 农保 计生 养狗 随礼
    幸福里 华润 华为 华为云 沃尔玛 米其林 王者荣耀 祁连山 徐家汇 卢浮宫 雍和宫 连霍 惠济 巩义 郑东 郑开 冀中
    卢氏 鄢陵 宁陵 夏邑 沈丘 栾川 洛宁 孟津 封丘 卫辉 汤阴 罗山 黄骅 吕梁 闵行 曲靖 姚安 闻喜 禄丰 梅河口
    张冠李戴 张三李四 张口结舌 赵钱孙李 李逵李鬼 高高兴兴 马马虎虎 平平安安 安安稳稳 查无此人 网约车 房本 高峰期 高峰时段 高峰时 高峰段 早高峰 晚高峰 加班费 户籍 木业 实业 置业 繁荣昌盛`
    .trim()
    .split(/\s+/u),
);

/** 养老金, 停车费, 金融局: a word and what it is a kind of. */
const kinds = new Set('金费证局委办站队室厂卡税险位楼线店商');

/** Whether three signs are a word and what it is a kind of, which no name is. */
export const isKindOfThing = (signs: string): boolean =>
  signs.length === 3 && kinds.has(signs.charAt(2)) && isWord(signs.slice(0, 2));

const lookUp = (signs: string): boolean => {
  if (own.has(signs)) return true;
  const [first] = dictionary.segment(signs);
  if (first?.segment === signs) return true;
  return isKindOfThing(signs);
};

/**
 * What was looked up before: a lookup takes about a microsecond, and the same few thousand pieces of texts come again
 * and again. So many take some megabytes; then it begins anew.
 */
const known = new Map<string, boolean>();
const mostKnown = 50_000;

/** Whether some signs are one word that is no name. */
export const isWord = (signs: string): boolean => {
  const answer = known.get(signs);
  if (answer !== undefined) return answer;
  const is = lookUp(signs);
  if (known.size >= mostKnown) known.clear();
  known.set(signs, is);
  return is;
};
