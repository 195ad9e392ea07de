import type { IndicatorSet } from '../../config/indicators.js';
import type { Reader } from '../../storage/port.js';
import { TongbaoError } from '../domain/error.js';
import { inRankOrder, rankGroup } from '../domain/ranking.js';
import type { Finding, PeriodId, Score, Unit } from '../domain/records/index.js';
import { type Figures, type ScoreResult, scoreOf } from '../domain/scoring.js';
import { foundOf, type Subject, subjectsOf } from '../domain/subject.js';
import { judgeVetoes, type VetoVerdict } from '../domain/vetoes.js';

/** What the findings make of a subject, or why they make nothing of it. */
export type Computed =
  | {
      readonly state: 'scored';
      readonly result: ScoreResult;
      readonly figures: Figures;
      /** Place in the group, and among how many; absent where the group was not looked at, or there is none. */
      readonly rank?: number;
      readonly ranked?: number;
    }
  /** A veto, and nothing else is scored; or the set has only vetoes for this kind of site. */
  | { readonly state: 'vetoed' | 'veto_only'; readonly result: ScoreResult }
  /** Nothing says that it was inspected: no finding of its own, and no full inspection (全覆盖). */
  | { readonly state: 'not_inspected' }
  /** Why it cannot be scored; vetoes are judged all the same where only points are missing. */
  | {
      readonly state: 'refused';
      readonly code: string;
      readonly hint: string;
      readonly verdict?: VetoVerdict;
    };

/**
 * One unit, or one of its sites: the imported figures and the computed ones, side by side. Computed ones are
 * never stored, so no imported figure is ever replaced.
 */
export interface ScoreLine {
  readonly unitId: string;
  readonly siteId?: string;
  readonly group?: string;
  readonly imported?: Score;
  readonly computed: Computed;
}

/** Whose scores, by what. */
export interface ScoreQuestion {
  readonly reader: Reader;
  readonly set: IndicatorSet;
  readonly periodId: PeriodId;
  /** What of a unit's findings counts: all, or for a what-if some. */
  readonly counted?: (unitId: string, findings: readonly Finding[]) => readonly Finding[];
}

const computedOf = (set: IndicatorSet, subject: Subject, findings: readonly Finding[]): Computed => {
  try {
    const result = scoreOf(set, subject, findings);
    if (result.figures !== undefined) return { state: 'scored', result, figures: result.figures };
    return { state: result.vetoes.length > 0 ? 'vetoed' : 'veto_only', result };
  } catch (error) {
    if (!(error instanceof TongbaoError)) throw error;
    const { code, hint } = error;
    if (code !== 'score.points_missing') return { state: 'refused', code, hint };
    return {
      state: 'refused',
      code,
      hint,
      verdict: judgeVetoes(set, subject, foundOf(set, subject, findings)),
    };
  }
};

/** Whether everything was inspected, so that a site without a finding is one without a fault. */
const isFullyInspected = async ({ reader, periodId }: ScoreQuestion): Promise<boolean> => {
  const inspections = await reader.find('inspections', { index: 'byPeriod', equals: [periodId] });
  return inspections.some(({ object, method }) => object === 'site' && method === 'full');
};

/** The findings of a unit, and of each subject whether it was inspected. */
const subjectsWithFindings = async (question: ScoreQuestion, unit: Unit) => {
  const { reader, set, periodId, counted } = question;
  const findings = await reader.find('findings', { index: 'byUnit', equals: [periodId, unit.id] });
  const sites = await reader.find('sites', { index: 'byUnit', equals: [unit.id] });
  const counting = counted === undefined ? findings : counted(unit.id, findings);
  return subjectsOf(unit, sites, set).map((subject) => ({
    subject,
    findings: counting,
    seen: findings.some(
      ({ siteId }) => subject.siteId === undefined || siteId === undefined || siteId === subject.siteId,
    ),
  }));
};

const lineOf = (
  { set }: ScoreQuestion,
  unit: Unit,
  one: Awaited<ReturnType<typeof subjectsWithFindings>>[number],
  inspected: boolean,
  imported: Score | undefined,
): ScoreLine => {
  const group = unit.rankingGroup ?? imported?.group;
  const { siteId } = one.subject;
  return {
    unitId: unit.id,
    ...(siteId === undefined ? {} : { siteId }),
    ...(group === undefined ? {} : { group }),
    ...(imported === undefined ? {} : { imported }),
    computed: inspected ? computedOf(set, one.subject, one.findings) : { state: 'not_inspected' },
  };
};

const contenderOf = (line: ScoreLine) => {
  const key = [line.unitId, line.siteId ?? ''].join('\u0001');
  if (line.computed.state !== 'scored') return { key, line };
  const { total, base, bonus, faults } = line.computed.figures;
  return { key, line, total, base, bonus, faults };
};

/** The lines of a group with computed ranks: by imported rank, then by computed rank, then the others. */
const ranked = (lines: readonly ScoreLine[], { ranking }: IndicatorSet): ScoreLine[] => {
  const places = rankGroup(lines.map(contenderOf), ranking);
  const all = [
    ...places.ranked.map(({ contender: { line }, rank }) =>
      line.computed.state === 'scored'
        ? { ...line, computed: { ...line.computed, rank, ranked: places.ranked.length } }
        : line,
    ),
    ...places.notRanked.map(({ line }) => line),
  ];
  const published = inRankOrder(all.map((line) => ({ line, rank: line.imported?.rank })));
  return [
    ...published.map(({ line }) => line),
    ...all.filter(({ imported }) => imported?.rank === undefined),
  ];
};

/**
 * The lines of one ranking group: its members, and whoever has an imported score in it. A member without a
 * finding counts as one without a fault only where everything was inspected and the group has findings.
 */
export const groupLines = async (question: ScoreQuestion, group: string): Promise<ScoreLine[]> => {
  const { reader, set, periodId } = question;
  const scores = await reader.find('scores', { index: 'byPeriod', equals: [periodId, group] });
  const members = await reader.find('units', { index: 'byGroup', equals: [group] });
  const memberIds = new Set(members.map(({ id }) => id));
  const others = await Promise.all(
    [...new Set(scores.map(({ unitId }) => unitId))]
      .filter((id) => !memberIds.has(id))
      .map((id) => reader.get('units', id)),
  );
  const units = [...members, ...others.filter((unit) => unit !== undefined)];
  const subjects = await Promise.all(
    units.map(async (unit) => ({ unit, all: await subjectsWithFindings(question, unit) })),
  );
  const anySeen = subjects.some(({ all }) => all.some(({ seen }) => seen));
  const full = anySeen && (await isFullyInspected(question));
  const lines = subjects.flatMap(({ unit, all }) =>
    all.map((one) => {
      const imported = scores.find(({ unitId }) => unitId === unit.id);
      return lineOf(question, unit, one, one.seen || full, imported);
    }),
  );
  return ranked(lines, set);
};

/**
 * The lines of one unit. Reads nothing but the unit's own score, sites and findings, so it knows the imported
 * rank, and no computed one. Only where nothing was found does the group tell whether it was inspected.
 */
export const unitLines = async (question: ScoreQuestion, unit: Unit): Promise<ScoreLine[]> => {
  const { reader, periodId } = question;
  const subjects = await subjectsWithFindings(question, unit);
  if (unit.rankingGroup !== undefined && subjects.some(({ seen }) => !seen)) {
    const lines = await groupLines(question, unit.rankingGroup);
    return lines.filter(({ unitId }) => unitId === unit.id);
  }
  const scores = await reader.find('scores', { index: 'byUnit', equals: [unit.id, periodId] });
  const imported = scores.find(({ group }) => group === unit.rankingGroup) ?? scores[0];
  return subjects.map((one) => lineOf(question, unit, one, one.seen, imported));
};

/** Names of the ranking groups that have members, or imported scores in the period. */
export const groupsOf = async ({ reader, periodId }: ScoreQuestion): Promise<string[]> => {
  const units = await reader.find('units', { index: 'byGroup' });
  const scores = await reader.find('scores', { index: 'byPeriod', equals: [periodId] });
  const names = [...units.map(({ rankingGroup }) => rankingGroup), ...scores.map(({ group }) => group)];
  return [...new Set(names.filter((name) => name !== undefined))];
};
