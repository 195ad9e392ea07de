import { notice as phrases } from '../config/phrases/notice.js';
import { formatDay, formatInstant, shanghaiDay } from '../src/domain/day.js';
import type { Commendation } from '../src/domain/records/index.js';
import type { NoticeFacts } from './notice-facts.js';
import { inspectionLine, mailboxLine, messageStatsLine, portalLines, praiseLine } from './notice-lines.js';
import type { Reply } from './reply.js';
import { withoutStop } from './wording.js';

/** What is said of one part of a notice. */
type TopicReply = Pick<Reply, 'title' | 'paragraphs' | 'lines'>;

/** A part of a notice without an intent of its own, and the words by which people ask for it. */
interface Topic {
  readonly words: RegExp;
  readonly reply: (facts: NoticeFacts, text: string, unitIds: readonly string[]) => TopicReply;
}

const figures = (sentences: readonly string[], topic: string): TopicReply => ({
  title: phrases.titles.figures,
  paragraphs: sentences.length === 0 ? [phrases.nothingAbout(topic)] : sentences,
});

/** Words of a line, and the kinds of praise they mean. */
const praiseKinds: readonly (readonly [RegExp, RegExp])[] = [
  [/解读|音频|视频|图片/u, /解读/u],
  [/数据/u, /数据/u],
  [/征集/u, /征集/u],
  [/找错|效率|办得快|办理快/u, /找错/u],
  [/模拟|常见咨询/u, /模拟/u],
  [/账号|新媒体|公众号|微信|微博|运维/u, /账号|运维/u],
  [/省|上级/u, /上级|省/u],
  [/报送|信息质量|供稿/u, /报送/u],
];

const praise = (facts: NoticeFacts, text: string, unitIds: readonly string[]): TopicReply => {
  const title = phrases.titles.praise;
  const kinds = praiseKinds.find(([words]) => words.test(text))?.[1];
  // Two different clocks, so the words of the praise decide and not its kind.
  const inOneWorkday = /[1一]个工作日/u;
  const all: readonly Commendation[] = facts.commendations.filter(
    ({ kind, content = '' }) =>
      (kinds?.test(kind) ?? true) && (!inOneWorkday.test(text) || inOneWorkday.test(content)),
  );
  const isNarrowed = kinds !== undefined || inOneWorkday.test(text);
  if (unitIds.length > 0) {
    const paragraphs = unitIds.map((id) => {
      const own = all.filter((one) => one.unitIds.includes(id));
      return own.length === 0
        ? phrases.unitNotPraised(id)
        : phrases.praisedUnit(id, [...new Set(own.map(({ kind }) => kind))]);
    });
    const named = all.filter((one) => one.unitIds.some((id) => unitIds.includes(id)));
    return { title, paragraphs, lines: named.map(praiseLine) };
  }
  if (all.length === 0) return { title, paragraphs: [phrases.nothingAbout(phrases.topics.praise)] };
  return !isNarrowed
    ? { title, paragraphs: [phrases.praiseCount(all.length)], lines: all.map(praiseLine) }
    : { title, paragraphs: all.map(praiseLine) };
};

const requirements = ({ requirements: rows }: NoticeFacts): TopicReply => ({
  title: phrases.titles.requirements,
  paragraphs: [
    rows.length === 0
      ? phrases.nothingAbout(phrases.topics.requirements)
      : phrases.requirementCount(rows.length),
  ],
  lines: rows.map(({ addressee, content }) => phrases.requirement(addressee, withoutStop(content))),
});

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

const portal = ({ portalStats }: NoticeFacts): TopicReply =>
  figures(portalLines(portalStats), phrases.topics.portal);

const mailbox = (facts: NoticeFacts): TopicReply =>
  figures(facts.mailbox.map(mailboxLine), phrases.topics.mailbox);

const about = ({ notice }: NoticeFacts, text: string): TopicReply => {
  const title = phrases.titles.about;
  if (notice === undefined) return { title, paragraphs: [phrases.nothingAbout(phrases.topics.about)] };
  const { publishedAt, signedOn, issuer, addressees, basis } = notice;
  const published =
    publishedAt === undefined
      ? []
      : [phrases.published(`${shanghaiDay(publishedAt).slice(0, 4)}年${formatInstant(publishedAt)}`)];
  const asked = /文号|字号/u.test(text)
    ? [phrases.noNumber]
    : /主送|发给谁/u.test(text) && addressees.length > 0
      ? [phrases.addressees(addressees)]
      : /依据|根据/u.test(text) && basis !== undefined
        ? [phrases.basis(basis)]
        : [];
  return {
    title,
    paragraphs: [
      ...asked,
      ...published,
      ...(signedOn === undefined ? [] : [phrases.signed(formatDay(signedOn))]),
      phrases.issuer(issuer),
    ],
  };
};

/** In this order: the first whose words a line holds. */
const topics: readonly Topic[] = [
  { words: /要求|下一步|部署/u, reply: requirements },
  { words: /信箱|来信/u, reply: mailbox },
  { words: /评优/u, reply: awards },
  {
    words:
      /文号|字号|发文|主送|发给谁|成文|落款|发布时间|(?:什么时候|啥时候|哪天|几号)(?:发|印|出|公布)|谁发|依据/u,
    reply: about,
  },
  {
    words:
      /门户网站?运行|门户网站?保障|运行保障|运行情况|公报|访谈|政务信息|发布了?(?:多少|几)|通知公告.*条/u,
    reply: portal,
  },
  {
    words:
      /表扬|表彰|亮点|做法|经验|先进|做得好|较好|优秀|解读|数据发布|征集|模拟|[1一]个工作日|效率|办得快/u,
    reply: praise,
  },
  { words: /找错|留言/u, reply: messages },
  { words: /新媒体|账号|公众号|微信|微博/u, reply: newMedia },
  { words: /政府网站|网站|全覆盖/u, reply: sites },
  { words: /合格|检查|抽查/u, reply: passRates },
];

const wholeNotice = /摘要|概括|概要|总结|大意|主要内容|简报|讲了|说了|写了/u;

/** The part of the notice that a line asks for; `undefined` = the whole of it. */
export const topicReply = (
  facts: NoticeFacts,
  text: string,
  unitIds: readonly string[],
): TopicReply | undefined => {
  if (wholeNotice.test(text)) return undefined;
  // A unit's name alone asks what the notice says in its favour: its faults have an intent of their own.
  const topic = topics.find(({ words }) => words.test(text));
  if (topic === undefined) return unitIds.length > 0 ? praise(facts, text, unitIds) : undefined;
  return topic.reply(facts, text, unitIds);
};
