import { accounts as phrases } from '../config/phrases/accounts.js';
import { formatDay } from '../src/domain/day.js';
import { type ChangeStatus, changeStatus } from '../src/domain/filings.js';
import type { AccountChange } from '../src/domain/records/index.js';
import { filingsNow } from '../src/proceedings/now.js';
import type { HandlerContext } from './handler.js';

/** A change of an account with whether it was filed in advance. */
export interface JudgedChange {
  readonly change: AccountChange;
  readonly status: ChangeStatus;
}

/** Judges changes by the filings of their accounts. */
export const judgeChanges = async (
  { tx, today, rules }: HandlerContext,
  changes: readonly AccountChange[],
): Promise<JudgedChange[]> =>
  await Promise.all(
    changes.map(async (change) => {
      const filings = await tx.find('filings', { index: 'byAccount', equals: [change.accountName] });
      const now = await filingsNow(tx, filings);
      return { change, status: changeStatus(change, now, today, rules.filing) };
    }),
  );

/** One change as a line: account, kind, day, whether it was filed, and by when it still can be. */
export const changeLine = ({ change, status }: JudgedChange, withUnit: boolean): string => {
  const { effectiveOn, observedOn, hostUnitId } = change;
  const line = phrases.changeLine(phrases.account(change.accountName, change.platform), [
    phrases.kinds[change.kind],
    ...(effectiveOn === undefined ? [] : [phrases.effective(formatDay(effectiveOn))]),
    ...(effectiveOn === undefined && observedOn !== undefined
      ? [phrases.observed(formatDay(observedOn))]
      : []),
    phrases.states[status.state],
    ...(status.rejected === true ? [phrases.rejected] : []),
    ...(status.filing?.decision === 'pending' ? [phrases.undecided] : []),
    ...(status.state === 'pending' && status.fileBy !== undefined
      ? [phrases.fileBy(formatDay(status.fileBy))]
      : []),
  ]);
  return withUnit && hostUnitId !== undefined ? `${hostUnitId} ${line}` : line;
};
