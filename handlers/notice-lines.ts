import { notice as phrases } from '../config/phrases/notice.js';
import type {
  Commendation,
  Inspection,
  MailboxStats,
  MessageStats,
  PortalStat,
  Requirement,
} from '../src/domain/records/index.js';
import { betweenDays, figure, namesOf, withoutStop } from './wording.js';

/** Parts that are known, joined to one sentence. */
const sentence = (parts: readonly (string | undefined)[]): string =>
  `${parts.filter((part) => part !== undefined).join('，')}。`;

const given = <T>(value: T | undefined, say: (value: T) => string): string | undefined =>
  value === undefined ? undefined : say(value);

/** Counts of sites or accounts, with the window of the statistic; what is not stated is left out. */
export const inspectionLine = (inspection: Inspection): string => {
  const { object, method, running, checked, qualified, unqualified, passRate } = inspection;
  const methodName = given(method, (known) => phrases.methods[known]);
  const isSite = object === 'site';
  return sentence([
    betweenDays(inspection.from, inspection.to),
    given(running, isSite ? phrases.runningSites : phrases.runningAccounts),
    given(checked, (count) =>
      isSite ? phrases.checkedSites(count, methodName) : phrases.checkedAccounts(count),
    ),
    given(qualified, phrases.qualified),
    given(unqualified, phrases.unqualified),
    passRate === undefined ? phrases.passRateUnknown : phrases.passRate(figure(passRate)),
  ]);
};

/** Published totals of messages: window, received, sites, overdue. */
export const messageStatsLine = (stats: MessageStats): string => {
  const channel = phrases.channels[stats.channel];
  const sites = [
    given(stats.countySites, phrases.countySites),
    given(stats.departmentSites, phrases.departmentSites),
  ].filter((part) => part !== undefined);
  return sentence([
    betweenDays(stats.from, stats.to),
    stats.received === undefined
      ? phrases.receivedUnknown(channel)
      : phrases.received(channel, stats.received),
    sites.length > 0 ? phrases.involved(sites) : undefined,
    overdueWords(stats),
    given(stats.onTimeRate, (rate) => phrases.onTimeRate(figure(rate))),
  ]);
};

/** What the published totals say about lateness. */
export const overdueWords = ({ overdue }: MessageStats): string => {
  if (overdue === undefined) return phrases.overdueUnknown;
  return overdue === 0 ? phrases.noneOverdue : phrases.overdue(overdue);
};

const portalItem = (stat: PortalStat): string =>
  phrases.quantity(stat.item, figure(stat.quantity), stat.approximate, stat.measureWord ?? '');

const portalLine = (stats: readonly PortalStat[], shown: readonly PortalStat[]): string => {
  const totals = stats.filter(({ subset }) => !subset).map(portalItem);
  const subset = shown.filter((stat) => stat.subset).map(portalItem);
  const remarks = stats.flatMap(({ remark }) => (remark === undefined ? [] : [withoutStop(remark)]));
  const [first] = stats;
  const published = totals.length > 0 ? phrases.portalTotal(totals.join('、')) : phrases.portalTotalUnknown;
  return sentence([
    betweenDays(first?.from, first?.to),
    phrases.portal([...remarks, published]),
    subset.length > 0 ? phrases.subset(subset.join('、')) : undefined,
  ]);
};

/**
 * The portal's operation, a sentence for each window: totals, then the subset not adding up to them (其中).
 * @param shown which of the figures are asked for; a subset without its total would read as one
 */
export const portalLines = (stats: readonly PortalStat[], shown: readonly PortalStat[] = stats): string[] => {
  const windowOf = ({ from, to }: PortalStat): string => `${from}/${to}`;
  return [...new Set(shown.map(windowOf))].map((window) =>
    portalLine(
      stats.filter((stat) => windowOf(stat) === window),
      shown.filter((stat) => windowOf(stat) === window),
    ),
  );
};

/** `2023-08` as 2023年8月份; whatever else the data say is printed as given. */
const mailboxMonth = (text: string): string => {
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(text) ?? [];
  return year === undefined ? text : phrases.month(year, Number(month));
};

/** Two months with their year said once, where it is the same. */
const mailboxWindow = (from: string, to: string): string => {
  const [first, last] = [mailboxMonth(from), mailboxMonth(to)];
  const year = /^\d{4}年/u.exec(first)?.[0];
  return phrases.mailboxWindow(
    first,
    year !== undefined && last.startsWith(year) ? last.slice(year.length) : last,
  );
};

export const mailboxLine = (stats: MailboxStats): string => {
  const window =
    stats.from !== undefined && stats.to !== undefined ? mailboxWindow(stats.from, stats.to) : '';
  const parts = [
    given(stats.received, phrases.letters),
    given(stats.transferred, phrases.lettersTransferred),
    given(stats.answeredConsultations, phrases.consultationsAnswered),
    given(stats.suggestions, phrases.suggestions),
  ].filter((part) => part !== undefined);
  return phrases.mailbox(window, parts);
};

/** Whom a line of praise names. */
export const praisedNames = ({ unitIds, accounts, openEnded, total, objectGroup }: Commendation): string =>
  namesOf([...unitIds, ...accounts], {
    openEnded,
    ...(total === undefined ? {} : { total }),
    ...(objectGroup === undefined ? {} : { noun: objectGroup }),
  });

export const praiseLine = (commendation: Commendation): string => {
  const content = given(commendation.content, withoutStop);
  return phrases.praise(commendation.kind, praisedNames(commendation), content);
};

/** What a line that asks for this praise may say, names of units aside. */
export const praiseWords = ({ kind, objectGroup, accounts, content }: Commendation): string =>
  [kind, objectGroup, ...accounts, content].filter((part) => part !== undefined).join(' ');

export const requirementLine = ({ addressee, content }: Requirement): string =>
  phrases.requirement(addressee, withoutStop(content));

/** What a line that asks for this requirement may say. */
export const requirementWords = ({ section, addressee = '', content }: Requirement): string =>
  `${addressee} ${content} ${section}`;
