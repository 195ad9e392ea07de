import type { Hit } from './concepts.js';
import type { Concept } from './vocabulary/index.js';

/** Words that other business has as well: 成绩, 前十, 备案, 到期. Whose they are shows before them. */
const shared: ReadonlySet<Concept> = new Set<Concept>([
  'rank',
  'score',
  'qualified',
  'topN',
  'lastN',
  'place',
  'fullList',
  'change',
  'rankChange',
  'dueSoon',
  'overdue',
  'beyond',
  'filing',
  'attachment',
  'bind',
  'stale',
  'notUpdated',
  'accountChange',
  'problem',
  'whyDeducted',
  'contact',
]);

/** Words that make a line ours, unless an unknown word stands right before them: 防汛通报, 征文评优. */
const named: ReadonlySet<Concept> = new Set<Concept>(['notice', 'praise']);

/** Words that say nothing of whose business it is. */
const indifferent: ReadonlySet<Concept> = new Set<Concept>([
  'elsewhere',
  'otherBusiness',
  'courtesy',
  'received',
  'count',
  'howTo',
  'vague',
  'listing',
  'site',
]);

/** What may stand there without making it somebody else's: requests, times, who and where, particles. */
const neutral = [
  '消息|还?差|[一两三四五六七八九]天|因为|由于|扫码|点击|想知道|[局县区委院办处科]里|大概|大约|估计|应该|必须|可能|是否|是不是|会不会|刚刚|正在|马上|立刻|赶快|尽快|年[底初]|月[底初]|周末|汇报|列列|列出|最晚|最迟|最多|至多|收件|接件|劳驾|拜托|烦请|辛苦|恁|里头|明早|今早|明晚|今晚|近[几两三]天|来份|给份|要份|考[核评]|提示|显示|损坏|超过|还剩|只剩',
  '会议|会上|会场|进场|马上|要用|开会|机器人|助手|小通|出了?|坏了?|数据|结果|不对|有误|出错|错|技术|业务|使用|故障|不会|不懂|不明白|疑问|主管|办公室|管理员|负责人|登记|填|值班|信息|账号|忘',
  '但|周[一二三四五六日天末]|礼拜|星期|[两三四五]个|连[着续]|事[先后]|未经|手机|电脑',
  '平板|点开?|打开|收到|转来|多久|多长时间|几天|解读|工作|重新|打印|盖章|下载|传达',
  '学习|提炼|浓缩|精简|政府|办公厅|督查|季度|遇到|碰[到上]|赶上|要是|如果|万一|方面',
  '系统|平台|后台|咨询|地方|近|年|月|之前|时候|检查|抽查|季度|总共|一共|合计|总|共性|典型|主要|突出|普遍',
  '严重|常见|类似|同类|存在|全部|所有|完整|当前|目前|现在|取消|添加|打包|不用|手头',
  '同事|离职|前任|新来|部门|小组|本?单位|网站|今[天日年]|明天|昨天|后天|前天|早上',
  '上午|中午|下午|晚上|上周|下周|本[周月]|刚[才刚]?|最[新近后终]|再|又|已经?|具体',
  '详细|正式|麻烦|帮忙|请问?|帮|给|领导|局长|主任|书记|老师|师傅|您好|你好|大家|各位',
  '急|速|求|问|查询?|看|想|要|能|可以|自己|一[下共个份]|几时|啥时候?|什么时候',
  '为什么|为啥|怎么|咋|还|先|接着|然后|另外|顺便|区里|市里|省里|全国|全市|辖区|群里',
  '通知|知道|告诉|说|讲|念|报|发|弄|到底|关于|那个?|这个?|哪些|哪个?|什么|啥',
  '有没有|有|没|是|的|了|吗|呢|啊|呀|吧|嘛|么|哦|喽|呗|哈|和|跟|与|就|都|也|会',
  '让|把|我们?|俺们?|咱们?|你们?|您|他们?|它|在|里|上|下|个|几|多少|不|被|得',
  '地|省|市|县|区|第|前|后|次|期|回|家|名',
].join('|');
/** 信息中心: a body by one of these words, whatever they say elsewhere. */
const namesBody =
  '(?:信息|技术|业务|系统|平台|网站|政府|会议|考核|督查|咨询|服务|检查|手机|电脑)(?:中心|集团|公司)$';
const leading = new RegExp(`^(?:(?!${namesBody})(?:${neutral}))+`, 'u');
const trailing = new RegExp(`(?:${neutral})+$`, 'u');

/** Names of bodies that no list holds: 教体局; but 火箭队 is none. */
const bodyLike =
  /(?:[局委办厅院署站所]|[残侨文社]联|[科贸]协|工商联|社科联|供销社|人大|政协|工会|妇联|[案史书术化物]馆|办公室|党校|[支大总中]队|中心|街道|集团|公司|管委会)$/u;
/** Bodies in general, and those of whoever asks: 各局, 委办局, 你们局. */
const noName =
  /^(?:各|全|每|哪|其[他它]|别|某|另|这|那|市[直属]|委办|局委|部门|[我你他咱俺本]|(?:中心|集团|公司|街道|党校|.?)$)/u;

/** Stands for a sign of a word that is ours. */
const known = '_';

/** The run of signs right before a place. */
const lastWord = /\p{Script=Han}{2,}$/u;

/** The words that nobody here knows right before words that other business has as well, where nothing else is ours. */
const unknownWords = (marked: string, hits: readonly Hit[]): string[] => {
  const isNamed = hits.some(({ concept }) => named.has(concept));
  const claimed = hits.filter(({ concept }) => (isNamed ? named : shared).has(concept));
  if (hits.some(({ concept }) => ![shared, named, indifferent].some((known) => known.has(concept))))
    return [];
  const signs = marked.split('');
  // What is known to be of elsewhere is a word like one that nobody knows.
  for (const { concept, start, end } of hits)
    if (concept !== 'elsewhere') signs.fill(indifferent.has(concept) ? ' ' : known, start, end);
  return claimed.flatMap(({ start }) => {
    const said = signs.slice(0, start).join('');
    // 气象局这次得了多少分: what is counted has its time right before it, a notice as a part of its name.
    const before = isNamed ? said : said.replace(/T的?$/u, '');
    const word = lastWord.exec(before)?.[0] ?? '';
    // Between two words of ours stands a verb: 附件显示已过期.
    if (before.at(-1 - word.length) === known) return [];
    const unknown = word.replace(trailing, '').replace(leading, '');
    return unknown.length >= 2 ? [unknown] : [];
  });
};

/** What a line speaks of that is not ours, though its words are. */
export interface Strangers {
  /** Other business: 国考成绩, 微博热搜前十, 楼盘备案价. */
  readonly areOthers: boolean;
  /** A body that no list holds: 税务局排名. */
  readonly body?: string;
}

/**
 * Reads whose the shared words of a line are. A word that nobody here knows belongs to the shared word right behind
 * it, where nothing else in the line is ours.
 */
export const strangersIn = (marked: string, hits: readonly Hit[]): Strangers => {
  const words = unknownWords(marked, hits);
  const body = words.find((word) => bodyLike.test(word) && !noName.test(word));
  // 派出所电话: whoever wants to reach a body wants nothing of the bot.
  const isToReach = hits.some(({ concept }) => concept === 'contact');
  return {
    areOthers: words.some((word) => isToReach || !bodyLike.test(word)),
    ...(body === undefined ? {} : { body }),
  };
};
