import { vetoes as phrases } from '../config/phrases/vetoes.js';
import { formatNearDay } from '../src/domain/day.js';
import type { Column } from '../src/domain/records/index.js';
import { type VetoStanding, vetoStanding } from '../src/domain/site-vetoes.js';
import type { TimeLeft } from '../src/domain/staleness.js';
import type { HandlerContext } from './handler.js';

/** How long there is to update before something is overdue: "再过3个工作日将超期". */
export const leftWords = ({ workdays, lastWorkdayIsToday, provisional }: TimeLeft): string => {
  const { left } = phrases;
  const words = workdays > 0 ? left.workdays(workdays) : lastWorkdayIsToday ? left.today : left.noWorkday;
  return provisional ? `${words}${left.provisional}` : words;
};

/** From so few columns, or working days, on a unit is told how near its site is to failing. */
const near = { columns: 2, workdays: 3 };

/** Whether a condition is worth a sentence: it holds, or few columns or days are missing. */
const isNear = ({ rule, count, breached, next }: VetoStanding): boolean => {
  if (breached) return true;
  const soon = next !== undefined && next.left.workdays <= near.workdays;
  const missing = rule.limit - count;
  return missing === 1 ? soon || count > 0 : missing <= near.columns && count > 0;
};

/** One condition as sentences: where it stands, what comes next and when, and the rule as the data quote it. */
const sentences = (site: string, standing: VetoStanding, context: HandlerContext): string => {
  const { rule, count, breached, next, breachedFrom, undated } = standing;
  const { title, limit, text, source } = rule;
  return [
    ...(breached ? [phrases.breached(site, title, count, limit)] : []),
    ...(!breached && limit > 1 ? [phrases.near(site, title, count, limit)] : []),
    ...(!breached && next !== undefined
      ? [phrases.next(next.column.name, leftWords(next.left), next.number, limit)]
      : []),
    ...(!breached && breachedFrom !== undefined && limit - count > 1
      ? [phrases.breachedFrom(formatNearDay(breachedFrom, context.today))]
      : []),
    ...(undated > 0 ? [phrases.undated(undated)] : []),
    phrases.rule(text, source),
  ].join('');
};

/** What threatens to fail the sites that these columns belong to; empty when nothing is near. */
export const vetoSentences = async (
  context: HandlerContext,
  columns: readonly Column[],
): Promise<string[]> => {
  const { rules, today } = context;
  const calendar = await context.calendar();
  const sites = [...new Set(columns.map(({ siteId }) => siteId))];
  return sites.flatMap((site) =>
    vetoStanding(
      columns.filter(({ siteId }) => siteId === site),
      rules,
      calendar,
      today,
    )
      .filter(isNear)
      .map((standing) => sentences(site, standing, context)),
  );
};
