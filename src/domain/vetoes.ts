import type { IndicatorSet, VetoIndicator } from '../../config/indicators.js';
import type { Finding } from './records/index.js';
import { appliesTo, type Found, type Subject } from './subject.js';

/** A veto (单项否决) that was reached, with everything that was found for it. */
export interface Veto {
  readonly indicator: VetoIndicator;
  readonly occurrences: number;
  readonly findings: readonly Finding[];
}

/** What the vetoes say: of the site, and of each account on its own. */
export interface VetoVerdict {
  /** Any of them makes the subject unqualified, and nothing else of it is scored. */
  readonly vetoes: readonly Veto[];
  /** Accounts (账号) that are unqualified; the score of the site does not depend on them. */
  readonly accounts: readonly { readonly name: string; readonly vetoes: readonly Veto[] }[];
}

/** How often a finding was made; one that was not counted was made once. */
export const occurrencesOf = ({ occurrences }: Finding): number => occurrences ?? 1;

/** An account that the data do not name: still one that is unqualified. */
const namelessAccount = '未写明的账号';

const reached = (set: IndicatorSet, findings: readonly Found[]): Veto[] =>
  set.indicators.flatMap((indicator) => {
    if (indicator.kind !== 'veto') return [];
    const own = findings
      .filter((found) => found.indicator.code === indicator.code)
      .map(({ finding }) => finding);
    const occurrences = own.reduce((sum, finding) => sum + occurrencesOf(finding), 0);
    return occurrences >= indicator.atLeast ? [{ indicator, occurrences, findings: own }] : [];
  });

/** Whether a finding no longer counts because it has been settled (销号). */
export const isDropped = ({ clearedFindings }: IndicatorSet, { clearedOn }: Finding): boolean =>
  clearedFindings === 'drop' && clearedOn !== undefined;

/** Groups of indicators that are not judged of this subject. */
export const skippedGroups = ({ withoutServices }: IndicatorSet, subject: Subject): ReadonlySet<string> =>
  new Set(subject.withoutServices ? (withoutServices?.skipGroups ?? []) : []);

/** Judges the vetoes, which needs no points. Findings come from `foundOf`. */
export const judgeVetoes = (set: IndicatorSet, subject: Subject, all: readonly Found[]): VetoVerdict => {
  const skipped = skippedGroups(set, subject);
  const standing = all.filter(
    ({ finding, indicator }) =>
      !isDropped(set, finding) && appliesTo(indicator, subject) && !skipped.has(indicator.group),
  );
  const ofAccounts = standing.filter(({ indicator }) => indicator.applies === 'account');
  const accounts = [...new Set(ofAccounts.map(({ finding }) => finding.objectName ?? namelessAccount))]
    .map((name) => ({
      name,
      vetoes: reached(
        set,
        ofAccounts.filter(({ finding }) => (finding.objectName ?? namelessAccount) === name),
      ),
    }))
    .filter(({ vetoes }) => vetoes.length > 0);
  return {
    vetoes: reached(
      set,
      standing.filter(({ indicator }) => indicator.applies !== 'account'),
    ),
    accounts,
  };
};
