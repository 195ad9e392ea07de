import type { FilingRule } from '../../config/rules.js';
import { addDays } from './day.js';
import type { AccountChange, Day, Filing } from './records/index.js';

/**
 * `filed`: filed, but no dates tell whether in advance. `pending_decision`: filed in time, and the competent
 * unit has yet to decide before it takes effect. `pending`: not filed and not yet in effect, so there is still
 * time. `unknown`: nothing filed, and no date tells whether the change is in effect.
 */
type ChangeState =
  | 'filed_in_advance'
  | 'pending_decision'
  | 'filed_late'
  | 'filed'
  | 'unfiled'
  | 'pending'
  | 'unknown';

export interface ChangeStatus {
  readonly state: ChangeState;
  /** `data`: the sheet or the notice says so; `filings`: concluded from the filings at hand. */
  readonly basis: 'data' | 'filings';
  /** The filing that decided. */
  readonly filing?: Filing;
  /** The only filings at hand were refused, so the change counts as not filed. */
  readonly rejected?: boolean;
  /** The last day on which a filing still comes in advance, when the effective day is known. */
  readonly fileBy?: Day;
}

/** Whether a filing speaks of this change: same account, platform and kind where both name them. */
const concerns = (filing: Filing, change: AccountChange): boolean =>
  filing.accountName === change.accountName &&
  (change.platform === undefined || filing.platform === '' || filing.platform === change.platform) &&
  (filing.kind === change.kind || filing.kind === 'unspecified' || change.kind === 'unspecified');

/** An old filing does not stand for every later change of the account. */
const stillStands = (filing: Filing, change: AccountChange, rule: FilingRule): boolean => {
  const happened = change.effectiveOn ?? change.observedOn;
  return happened === undefined || happened <= addDays(filing.plannedOn ?? filing.filedOn, rule.validDays);
};

/** What the filings alone say about a change that is filed; the earliest filing decides. */
const judgeFiled = (
  change: AccountChange,
  filing: Filing,
  fileBy: Day | undefined,
  today: Day,
): ChangeState => {
  if (fileBy !== undefined) {
    if (filing.filedOn > fileBy) return 'filed_late';
    const notYet = change.effectiveOn !== undefined && change.effectiveOn > today;
    return notYet && filing.decision === 'pending' ? 'pending_decision' : 'filed_in_advance';
  }
  // A change was in effect when it was observed, so a filing after that came late.
  if (change.observedOn !== undefined && filing.filedOn > change.observedOn) return 'filed_late';
  return 'filed';
};

/** Refused, or taken back: it does not stand for a change. */
const counts = ({ decision }: Filing): boolean => decision !== 'rejected' && decision !== 'withdrawn';

/** What is known of a change for which no filing stands. */
const judgeUnfiled = (change: AccountChange, today: Day): ChangeState => {
  if (change.effectiveOn !== undefined) return change.effectiveOn > today ? 'pending' : 'unfiled';
  return change.observedOn === undefined ? 'unknown' : 'unfiled';
};

/**
 * Whether a change of an account was filed before it took effect (提前报备). Once it is in effect, what
 * the data say wins over the filings, except that a filing handed in afterwards makes it filed late.
 * @param filings may hold filings of other accounts; refused and withdrawn ones do not count
 */
export const changeStatus = (
  change: AccountChange,
  filings: readonly Filing[],
  today: Day,
  rule: FilingRule,
): ChangeStatus => {
  const { effectiveOn } = change;
  const fileBy = effectiveOn === undefined ? undefined : addDays(effectiveOn, -rule.daysInAdvance);
  const found = filings
    .filter((filing) => concerns(filing, change) && stillStands(filing, change, rule))
    .toSorted((one, other) => (one.filedOn < other.filedOn ? -1 : Number(one.filedOn > other.filedOn)));
  const filing = found.find(counts);
  const known = {
    ...(filing === undefined ? {} : { filing }),
    ...(fileBy === undefined ? {} : { fileBy }),
    ...(filing === undefined && found.some(({ decision }) => decision === 'rejected')
      ? { rejected: true }
      : {}),
  };
  const judged =
    filing === undefined ? judgeUnfiled(change, today) : judgeFiled(change, filing, fileBy, today);

  const inEffect = effectiveOn === undefined || effectiveOn <= today;
  if (change.filed === false && inEffect && judged !== 'filed_late') {
    return { state: 'unfiled', basis: 'data', ...known };
  }
  if (change.filed === true && filing === undefined) return { state: 'filed', basis: 'data', ...known };
  return { state: judged, basis: 'filings', ...known };
};
