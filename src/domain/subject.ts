import type { Indicator, IndicatorSet } from '../../config/indicators.js';
import { TongbaoError } from './error.js';
import type { Finding, Site, Unit } from './records/index.js';

/** What has a score: a unit, or one of its sites where it has several and the set scores each. */
export interface Subject {
  readonly unitId: string;
  readonly siteId?: string;
  /** Absent = nobody said; then nothing that is for one kind of site applies. */
  readonly kind?: 'portal' | 'department';
  /** It is known to offer no public services, and is scored without them. */
  readonly withoutServices: boolean;
}

/** The kind of site that a unit has, where its site does not say: counties and zones have a portal. */
const kindByUnit: Readonly<Partial<Record<Unit['kind'], Subject['kind']>>> = {
  county: 'portal',
  development_zone: 'portal',
  department: 'department',
};

const subjectOf = (unit: Unit, site: Site | undefined): Subject => {
  const kind = site?.kind ?? kindByUnit[unit.kind];
  return {
    unitId: unit.id,
    ...(kind === undefined ? {} : { kind }),
    withoutServices: site?.hasServices === false,
  };
};

/** What of a unit has a score by this set. */
export const subjectsOf = (
  unit: Unit,
  sites: readonly Site[],
  { scoredBy }: Pick<IndicatorSet, 'scoredBy'>,
): Subject[] =>
  scoredBy === 'site' && sites.length > 1
    ? sites.map((site) => ({ ...subjectOf(unit, site), siteId: site.id }))
    : [subjectOf(unit, sites.length === 1 ? sites[0] : undefined)];

/** Whether an indicator is for this subject: for its kind of site, for any, or for the unit's accounts. */
export const appliesTo = (
  { applies }: Pick<Indicator, 'applies'>,
  { kind }: Pick<Subject, 'kind'>,
): boolean => applies === 'any' || applies === 'account' || applies === kind;

/** A finding with the indicator it was made under. */
export interface Found<I extends Indicator = Indicator> {
  readonly finding: Finding;
  readonly indicator: I;
}

const place = ({ date, id }: Finding): string => `${date ?? '9999-12-31'} ${id}`;

/**
 * A subject's findings with their indicators, the earliest first, those without a date last. A unit with
 * several sites has findings of one site, of accounts, and none that could be of any.
 * @throws TongbaoError `score.unknown_indicator` or `score.which_site`
 */
export const foundOf = (
  { indicators, id }: Pick<IndicatorSet, 'indicators' | 'id'>,
  subject: Subject,
  findings: readonly Finding[],
): Found[] => {
  const byCode = new Map(indicators.map((indicator) => [indicator.code, indicator]));
  const found = findings.map((finding): Found => {
    const indicator = byCode.get(finding.indicatorCode);
    if (indicator !== undefined) return { finding, indicator };
    throw new TongbaoError(
      'score.unknown_indicator',
      `${finding.unitId}的扣分明细用了指标 ${finding.indicatorCode}，${id} 这套指标里没有它。请改正明细后重新导入，或核对配置项 scoring。`,
    );
  });
  const { siteId } = subject;
  const ofSubject = found.filter(({ finding, indicator }) => {
    if (siteId === undefined || indicator.applies === 'account') return true;
    if (finding.siteId !== undefined) return finding.siteId === siteId;
    throw new TongbaoError(
      'score.which_site',
      `${finding.unitId}有几个网站，${finding.date ?? '未写日期'}的一条扣分明细（${indicator.name}）没有写明是哪一个。请在“对象名称”写“网站名称”或“网站名称/栏目”，再导入。`,
    );
  });
  return ofSubject.toSorted((one, other) => (place(one.finding) < place(other.finding) ? -1 : 1));
};
