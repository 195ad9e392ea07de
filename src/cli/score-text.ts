import type { Bound, IndicatorSet } from '../../config/indicators.js';
import { scores as phrases } from '../../config/phrases/scores.js';
import type { Charge } from '../domain/charges.js';
import { formatPeriod } from '../domain/period.js';
import type { Change } from '../domain/rank-changes.js';
import type { Finding, PeriodId } from '../domain/records/index.js';
import type { Figures } from '../domain/scoring.js';
import type { Veto, VetoVerdict } from '../domain/vetoes.js';
import type { LineChange } from '../scores/changes.js';
import type { Computed, ScoreLine } from '../scores/lines.js';
import type { ScoreReport } from '../scores/report.js';
import { isDifferent, type Printing } from './score-json.js';

const partNames = ({ parts }: IndicatorSet, bound: Bound): string =>
  parts
    .filter(({ code }) => bound.parts.includes(code))
    .map(({ name }) => name)
    .join('、');

const importedText = ({ imported }: ScoreLine): string[] => {
  if (imported === undefined) return [];
  const { rank, deductionScore, bonus, total, qualified } = imported;
  const parts = [
    ...(rank === undefined ? [] : [phrases.rank(rank)]),
    ...(deductionScore === undefined ? [] : [phrases.base(String(deductionScore))]),
    ...(bonus === undefined ? [] : [phrases.bonus(String(bonus))]),
    ...(total === undefined ? [] : [phrases.total(String(total))]),
    ...(qualified === undefined ? [] : [qualified ? phrases.qualified : phrases.unqualified]),
  ];
  return [phrases.figures(phrases.imported, parts)];
};

/** What became of scaling, bounds and bonus. */
const remarks = (set: IndicatorSet, figures: Figures): string[] => [
  ...figures.parts.flatMap(({ name, points, unscaled }) =>
    unscaled === undefined ? [] : [phrases.scaled(name, String(unscaled), String(points))],
  ),
  ...figures.failed.map((bound) => phrases.failed(partNames(set, bound), bound.points, bound.inclusive)),
  ...(set.bonus !== undefined && figures.bonusEarned > 0 && !figures.bonusCounts
    ? [
        phrases.bonusLeftOut(
          String(figures.bonusEarned),
          partNames(set, set.bonus.from),
          set.bonus.from.points,
          set.bonus.from.inclusive,
        ),
      ]
    : []),
];

const vetoNames = (vetoes: readonly Veto[]): string[] => vetoes.map(({ indicator }) => indicator.name);

/** What the vetoes say, whether or not there are points to go on. */
const verdictText = ({ vetoes, accounts }: VetoVerdict): string[] => [
  ...(vetoes.length === 0 ? [] : [phrases.vetoed(vetoNames(vetoes))]),
  ...accounts.map(({ name, vetoes: own }) => phrases.account(name, vetoNames(own))),
];

const computedText = (set: IndicatorSet, computed: Computed): string[] => {
  if (computed.state === 'not_inspected') return [phrases.figures(phrases.computed, [phrases.notInspected])];
  if (computed.state === 'refused') {
    const verdict = computed.verdict === undefined ? [] : verdictText(computed.verdict);
    return [phrases.figures(phrases.computed, [phrases.refused]), ...verdict];
  }
  const { result } = computed;
  if (computed.state !== 'scored') {
    const nothing = result.vetoes.length === 0 ? [phrases.vetoOnly] : [];
    return [...nothing, ...verdictText(result)].map((line, at) =>
      at === 0 ? phrases.figures(phrases.computed, [line]) : line,
    );
  }
  const { figures, rank, ranked } = computed;
  const parts = [
    ...(rank === undefined || ranked === undefined ? [] : [phrases.among(rank, ranked)]),
    phrases.base(String(figures.base)),
    phrases.bonus(String(figures.bonus)),
    phrases.total(String(figures.total)),
    result.qualified ? phrases.qualified : phrases.unqualified,
  ];
  return [phrases.figures(phrases.computed, parts), ...remarks(set, figures), ...verdictText(result)];
};

const changeWords = (change: Change, unit: string): string => {
  switch (change.kind) {
    case 'up':
    case 'down':
      return phrases[change.kind](String(change.by), unit);
    case 'same':
      return phrases.same;
    case 'new':
      return phrases.new;
    case 'not_comparable':
      return phrases.notComparable(phrases.incomparable[change.reason]);
  }
};

const changeText = (change: LineChange | undefined): string[] =>
  change === undefined
    ? []
    : [
        phrases.change(
          formatPeriod(change.against),
          changeWords(change.rank, phrases.place),
          changeWords(change.total, phrases.point),
        ),
      ];

const { charge: words } = phrases;

const findingLines = (
  finding: Finding,
  indicator: { readonly name: string; readonly code: string; readonly rule: string },
  points: string,
): string[] => [
  words.line(finding.date ?? words.noDate, indicator.name, finding.objectName ?? '', points),
  `  ${words.rule(indicator.rule)}`,
  ...(finding.evidence === undefined ? [] : [`  ${words.evidence(finding.evidence)}`]),
  ...(finding.clearedOn === undefined ? [] : [`  ${words.cleared(finding.clearedOn)}`]),
  `  ${words.item(indicator.code, finding.id)}`,
];

const chargeLines = ({ finding, indicator, charged, reason }: Charge): string[] => {
  const points = indicator.kind === 'bonus' ? words.earned(String(charged)) : words.deducted(String(charged));
  const why = phrases.reasons[reason];
  return findingLines(finding, indicator, why === '' ? points : `${points}（${why}）`);
};

const verdictOf = (computed: Computed): VetoVerdict | undefined => {
  if (computed.state === 'not_inspected') return undefined;
  return computed.state === 'refused' ? computed.verdict : computed.result;
};

const explanation = (computed: Computed): string[] => {
  const verdict = verdictOf(computed);
  if (verdict === undefined) return [];
  const { vetoes, accounts } = verdict;
  const all = [...vetoes, ...accounts.flatMap((account) => account.vetoes)];
  return [
    ...all.flatMap(({ indicator, occurrences, findings }) =>
      findings.flatMap((finding) => findingLines(finding, indicator, words.veto(occurrences))),
    ),
    ...(computed.state === 'scored' ? computed.figures.charges.flatMap(chargeLines) : []),
  ];
};

const indented = (lines: readonly string[], by: string): string[] => lines.map((line) => `${by}${line}`);

/** A report for people. */
export const scoreText = (period: PeriodId, report: ScoreReport, { explain, items }: Printing): string => {
  const { set, whatIf } = report;
  const groups = [...new Set(report.lines.map(({ group }) => group))];
  const lines = groups.flatMap((group) => [
    group ?? phrases.noGroup,
    ...report.lines
      .filter((line) => line.group === group)
      .flatMap((line) => [
        `  ${phrases.subject(line.unitId, line.siteId)}`,
        ...indented(
          [
            ...importedText(line),
            ...computedText(set, line.computed),
            ...(isDifferent(line) ? [phrases.differs] : []),
            ...changeText(report.changes.get(line)),
          ],
          '    ',
        ),
        ...(explain ? indented(explanation(line.computed), '      ') : []),
      ]),
  ]);
  const supposed =
    whatIf === undefined
      ? []
      : [
          phrases.whatIf(whatIf.cleared.length, items.join('、')),
          ...whatIf.lines.flatMap((line) => [
            `  ${phrases.subject(line.unitId, line.siteId)}`,
            ...indented(computedText(set, line.computed), '    '),
          ]),
        ];
  const all = [...report.lines, ...(whatIf?.lines ?? [])];
  const hints = all.flatMap(({ computed }) => (computed.state === 'refused' ? [computed.hint] : []));
  return `${[phrases.title(formatPeriod(period), set.name, set.verified), ...lines, ...supposed, ...new Set(hints)].join('\n')}\n`;
};
