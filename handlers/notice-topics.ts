import { notice as phrases } from '../config/phrases/notice.js';
import { formatDay, formatInstant, shanghaiDay } from '../src/domain/day.js';
import { closest, surelyClosest } from './closest.js';
import type { NoticeFacts } from './notice-facts.js';
import {
  inspectionLine,
  mailboxLine,
  messageStatsLine,
  portalLines,
  praiseLine,
  praiseWords,
  requirementLine,
  requirementWords,
} from './notice-lines.js';
import { noticeSentences } from './notice-sentences.js';
import type { Reply } from './reply.js';

/** More sentences than this are a list. */
const mostSentences = 3;

/** What is said of one part of a notice. */
type TopicReply = Pick<Reply, 'title' | 'paragraphs' | 'lines' | 'after'>;

/** A part of a notice without an intent of its own, and the words by which people ask for it. */
interface Topic {
  readonly words: RegExp;
  readonly reply: (facts: NoticeFacts, text: string, unitIds: readonly string[]) => TopicReply;
}

const figures = (sentences: readonly string[], topic: string): TopicReply => ({
  title: phrases.titles.figures,
  paragraphs: sentences.length === 0 ? [phrases.nothingAbout(topic)] : sentences,
});

/** Sentences that a line asks for among those of one part, or all of them. */
const narrowed = <T>(line: string, items: readonly T[], wordsOf: (item: T) => string): readonly T[] => {
  const meant = closest(line, items, wordsOf);
  return meant.length > 0 ? meant : items;
};

const praise = (
  { commendations: all }: NoticeFacts,
  text: string,
  unitIds: readonly string[],
): TopicReply => {
  const title = phrases.titles.praise;
  const meant = narrowed(text, all, praiseWords);
  if (unitIds.length > 0) {
    const isOpen = all.some(({ openEnded }) => openEnded);
    const parts = unitIds.map((id) => {
      const own = all.filter((one) => one.unitIds.includes(id));
      // What was understood of the line may leave out praise; it never denies any.
      const asked = own.filter((one) => meant.includes(one));
      return { id, named: asked.length > 0 ? asked : own };
    });
    const lines = new Set(parts.flatMap(({ named }) => named.map(praiseLine)));
    const paragraphs = parts.map(({ id, named }) =>
      named.length === 0
        ? phrases.unitNotPraised(id, isOpen)
        : phrases.praisedUnit(id, [...new Set(named.map(({ kind }) => kind))]),
    );
    return { title, paragraphs, lines: [...lines] };
  }
  if (all.length === 0) return { title, paragraphs: [phrases.nothingAbout(phrases.topics.praise)] };
  return meant.length === all.length
    ? { title, paragraphs: [phrases.praiseCount(all.length)], lines: all.map(praiseLine) }
    : { title, paragraphs: meant.map(praiseLine) };
};

const requirements = ({ requirements: rows, notice }: NoticeFacts, text: string): TopicReply => {
  const title = phrases.titles.requirements;
  if (rows.length === 0) return { title, paragraphs: [phrases.nothingAbout(phrases.topics.requirements)] };
  const meant = narrowed(text, rows, requirementWords);
  const lines = meant.map(requirementLine);
  return meant.length < rows.length
    ? { title, paragraphs: lines.map((line) => `${line}。`) }
    : {
        title,
        paragraphs: [phrases.requirementCount(rows.length)],
        lines,
        ...(notice?.closing === undefined ? {} : { after: [notice.closing] }),
      };
};

const awards = ({ awards: rows }: NoticeFacts): TopicReply =>
  figures(
    rows.length === 0
      ? []
      : [phrases.awards(rows.map(({ accountName, grade }) => phrases.award(accountName, grade)).join('、'))],
    phrases.topics.awards,
  );

const messages = ({ messageStats, commendations }: NoticeFacts): TopicReply =>
  figures(
    [
      ...messageStats.map(messageStatsLine),
      ...commendations.filter(({ kind }) => kind.includes('找错')).map(praiseLine),
    ],
    phrases.topics.messages,
  );

const newMedia = ({ inspections, commendations }: NoticeFacts): TopicReply =>
  figures(
    [
      ...inspections.filter(({ object }) => object === 'new_media').map(inspectionLine),
      ...commendations.filter(({ accounts }) => accounts.length > 0).map(praiseLine),
    ],
    phrases.topics.newMedia,
  );

const sites = ({ inspections }: NoticeFacts): TopicReply =>
  figures(inspections.filter(({ object }) => object === 'site').map(inspectionLine), phrases.topics.site);

const passRates = ({ inspections }: NoticeFacts): TopicReply =>
  figures(inspections.map(inspectionLine), phrases.topics.site);

const portal = ({ portalStats }: NoticeFacts, text: string): TopicReply =>
  figures(
    portalLines(
      portalStats,
      narrowed(text, portalStats, ({ item }) => item),
    ),
    phrases.topics.portal,
  );

const mailbox = (facts: NoticeFacts): TopicReply =>
  figures(facts.mailbox.map(mailboxLine), phrases.topics.mailbox);

const about = ({ notice }: NoticeFacts, text: string): TopicReply => {
  const title = phrases.titles.about;
  if (notice === undefined) return { title, paragraphs: [phrases.nothingAbout(phrases.topics.about)] };
  const { publishedAt, signedOn, issuer, addressees, basis } = notice;
  const published =
    publishedAt === undefined
      ? undefined
      : phrases.published(`${shanghaiDay(publishedAt).slice(0, 4)}年${formatInstant(publishedAt)}`);
  const signed = signedOn === undefined ? undefined : phrases.signed(formatDay(signedOn));
  const parts: readonly (readonly [RegExp, string | undefined])[] = [
    [/文号|字号/u, phrases.noNumber],
    [/标题|题目|全称|叫什么/u, phrases.noticeTitle(notice.title)],
    [/主送|发给谁|发给哪/u, addressees.length > 0 ? phrases.addressees(addressees) : undefined],
    [/依据|根据/u, basis === undefined ? undefined : phrases.basis(basis)],
    [/成文|落款|署/u, signed],
    [/发文(?:单位|机关)|谁发|哪.{0,3}发的|印发单位/u, phrases.issuer(issuer)],
  ];
  const asked = parts.flatMap(([words, sentence]) =>
    words.test(text) && sentence !== undefined ? [sentence] : [],
  );
  const usual = [published, signed, phrases.issuer(issuer)].filter((sentence) => sentence !== undefined);
  return { title, paragraphs: [...new Set([...asked, ...usual])] };
};

/** In this order: the first whose words a line holds. */
const topics: readonly Topic[] = [
  { words: /要求|下一步|部署|(?:要|该)(?:做|抓|落实)/u, reply: requirements },
  { words: /信箱|来信|信件|转办|解答咨询|意见建议/u, reply: mailbox },
  { words: /评优/u, reply: awards },
  {
    words:
      /文号|字号|发文|主送|发给[谁哪]|成文|落款|标题|题目|全称|(?:发布|通报|印发)(?:时间|日期)|(?:什么时候|啥时候|哪天|几号)(?:发|印|出|公布)|谁发|依据/u,
    reply: about,
  },
  {
    words:
      /门户网站?运行|门户网站?保障|运行保障|运行情况|公报|访谈|政务信息|发布了?(?:多少|几)|(?:通知公告|征集|文件)[^做好规]*[条几多]/u,
    reply: portal,
  },
  {
    words:
      /表扬|表彰|亮点|做法|经验|先进|做得好|较好|优秀|解读|数据发布|征集|模拟|[1一]个工作日|效率|办得快/u,
    reply: praise,
  },
  { words: /(?:市政府|^|市)门户网站?(?!得分|排名)/u, reply: portal },
  { words: /找错|留言/u, reply: messages },
  { words: /新媒体|账号|公众号|微信|微博/u, reply: newMedia },
  { words: /政府网站|网站|全覆盖/u, reply: sites },
  { words: /合格|检查|抽查/u, reply: passRates },
];

const wholeNotice = /摘要|概括|概要|总结|大意|主要内容|简报|讲了|说了|写了/u;

/**
 * The part of the notice that a line asks for; `undefined` = the whole of it.
 * @param text the line, followed by the words in it that name a topic
 */
export const topicReply = (
  facts: NoticeFacts,
  text: string,
  unitIds: readonly string[],
): TopicReply | undefined => {
  if (wholeNotice.test(text)) return undefined;
  const topic = topics.find(({ words }) => words.test(text));
  if (topic !== undefined) return topic.reply(facts, text, unitIds);
  // A unit's name alone asks what the notice says in its favour: its faults have an intent of their own.
  if (unitIds.length > 0) return praise(facts, text, unitIds);
  return saidAbout(facts, text);
};

/** Sentences of the notice that hold the words of a line; `undefined` = none does. */
export const saidAbout = (facts: NoticeFacts, text: string): TopicReply | undefined => {
  const found = surelyClosest(text, noticeSentences(facts), ({ words }) => words);
  if (found.length === 0) return undefined;
  const sentences = found.map(({ sentence }) => sentence);
  return found.length <= mostSentences
    ? { title: phrases.titles.said, paragraphs: sentences }
    : { title: phrases.titles.said, paragraphs: [phrases.saidCount(found.length)], lines: sentences };
};
