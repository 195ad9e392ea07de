import type { Charge } from '../domain/charges.js';
import type { Finding, PeriodId } from '../domain/records/index.js';
import type { Veto, VetoVerdict } from '../domain/vetoes.js';
import type { Computed, ScoreLine } from '../scores/lines.js';
import type { ScoreReport } from '../scores/report.js';

/** How a report is printed. */
export interface Printing {
  readonly explain: boolean;
  /** What was asked to be taken for cleared. */
  readonly items: readonly string[];
}

const findingJson = ({ id, objectName, date, occurrences, evidence, clearedOn }: Finding) => ({
  id,
  object: objectName,
  date,
  occurrences,
  evidence,
  clearedOn,
});

const chargeJson = ({ finding, indicator, asked, charged, reason }: Charge) => ({
  ...findingJson(finding),
  indicator: indicator.code,
  name: indicator.name,
  kind: indicator.kind,
  rule: indicator.rule,
  asked,
  charged,
  reason,
});

const vetoJson = (explain: boolean, { indicator, occurrences, findings }: Veto) => ({
  indicator: indicator.code,
  name: indicator.name,
  occurrences,
  ...(explain ? { rule: indicator.rule, findings: findings.map(findingJson) } : {}),
});

const verdictJson = ({ vetoes, accounts }: VetoVerdict, explain: boolean) => ({
  vetoes: vetoes.map((veto) => vetoJson(explain, veto)),
  accounts: accounts.map(({ name, vetoes: own }) => ({
    name,
    vetoes: own.map((veto) => vetoJson(explain, veto)),
  })),
});

const computedJson = (computed: Computed, explain: boolean) => {
  const { state } = computed;
  if (state === 'not_inspected') return { state };
  if (state === 'refused') {
    const { code, hint, verdict } = computed;
    return { state, code, hint, ...(verdict === undefined ? {} : verdictJson(verdict, explain)) };
  }
  const { result } = computed;
  const judged = { state, qualified: result.qualified, ...verdictJson(result, explain) };
  if (computed.state !== 'scored') return judged;
  const { charges, ...figures } = computed.figures;
  return {
    ...judged,
    rank: computed.rank,
    ranked: computed.ranked,
    ...figures,
    ...(explain ? { charges: charges.map(chargeJson) } : {}),
  };
};

/** Whether imported and computed totals are both there and different. */
export const isDifferent = ({ imported, computed }: ScoreLine): boolean =>
  imported?.total !== undefined && computed.state === 'scored' && imported.total !== computed.figures.total;

const importedJson = ({ imported }: ScoreLine) => {
  if (imported === undefined) return null;
  const { group, rank, deductionScore, bonus, total, qualified } = imported;
  return { group, rank, deductionScore, bonus, total, qualified };
};

/** A report as `--json` prints it; its fields are in docs/cli.md. */
export const scoreJson = (period: PeriodId, report: ScoreReport, { explain, items }: Printing) => {
  const { id, name, version, region, verified, maximum } = report.set;
  const { whatIf } = report;
  return {
    period,
    indicatorSet: { id, name, version, region, verified, maximum },
    lines: report.lines.map((line) => ({
      unit: line.unitId,
      site: line.siteId,
      group: line.group,
      imported: importedJson(line),
      computed: computedJson(line.computed, explain),
      differs: isDifferent(line),
      change: report.changes.get(line),
    })),
    ...(whatIf === undefined
      ? {}
      : {
          whatIf: {
            items,
            cleared: whatIf.cleared.map((finding) => finding.id),
            lines: whatIf.lines.map(({ unitId, siteId, computed }) => ({
              unit: unitId,
              site: siteId,
              computed: computedJson(computed, explain),
            })),
          },
        }),
  };
};
