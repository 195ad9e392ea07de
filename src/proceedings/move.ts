import type { Transaction } from '../../storage/port.js';
import { hostAmong } from '../domain/accounts.js';
import { formatInstant, instantAt } from '../domain/day.js';
import { TongbaoError } from '../domain/error.js';
import { type FilingState, filingState, filingTable, statedFiling } from '../domain/filing-decisions.js';
import { endOf } from '../domain/members.js';
import { maskPersonalData } from '../domain/privacy/index.js';
import { withMove } from '../domain/proceedings.js';
import type { Filing, Proceeding, RectificationState } from '../domain/records/index.js';
import { rectificationState, rectificationTable } from '../domain/rectification.js';
import { move } from '../domain/transitions.js';
import { type Mover, refuseOtherUnits, refuseOwnWork } from './mover.js';
import { proceedingId, proceedingOf, type Subject } from './now.js';

/** Who moves when, with what to say about it. A note is masked before it is stored. */
export interface MoveContext {
  readonly mover: Mover;
  readonly now: Date;
  readonly newId: () => string;
  readonly note?: string;
  /** When it happened, where it is entered later: a report that came on paper in time is not late. */
  readonly happenedAt?: Date;
}

/** What a move changed. */
export interface Moved<State extends string> {
  readonly from: State;
  readonly to: State;
}

/**
 * When a move happened: now, or the earlier time that is given.
 * @throws TongbaoError `proceeding.wrong_time`: in the future, or before the move before it
 */
const timeOf = (before: Proceeding | undefined, { now, happenedAt = now }: MoveContext): string => {
  const at = happenedAt.toISOString();
  const last = before?.moves.at(-1)?.at ?? '';
  if (happenedAt <= now && at >= last) return at;
  throw new TongbaoError(
    'proceeding.wrong_time',
    happenedAt > now
      ? '办理时间不能晚于现在，请核对后再登记。'
      : `办理时间早于上一步（${formatInstant(last)}），请核对后再登记。`,
  );
};

/** Adds a move to the proceeding of a record, with its audit entry, in the caller's transaction. */
const record = async (
  tx: Transaction,
  about: { readonly subject: Subject; readonly id: string; readonly stated: string | undefined },
  moved: Moved<string>,
  context: MoveContext,
): Promise<void> => {
  const { mover, now, newId, note } = context;
  const { role, by, onBehalfOf, inPlaceOf } = mover;
  const id = proceedingId(about.subject, about.id);
  const before = await tx.get('proceedings', id);
  const what = {
    ...moved,
    at: timeOf(before, context),
    role,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(note === undefined ? {} : { note: maskPersonalData(note) }),
  };
  await tx.put('proceedings', withMove(id, before, about.stated, { ...what, by }));
  await tx.put('audits', {
    id: newId(),
    at: now.toISOString(),
    actor: by,
    action: `${about.subject}_move`,
    subject: id,
    detail: { ...what, ...(inPlaceOf === undefined ? {} : { inPlaceOf }) },
  });
};

/**
 * Moves a problem's rectification. One of which nobody said anything yet counts as not rectified.
 * @throws TongbaoError `proceeding.unknown_problem`, `proceeding.other_unit`, `proceeding.own_work`, `transition.not_possible`,
 * `transition.not_allowed`, `proceeding.wrong_time`; then nothing is stored
 */
export const moveProblem = async (
  tx: Transaction,
  problemId: string,
  to: RectificationState,
  context: MoveContext,
): Promise<Moved<RectificationState>> => {
  const problem = await tx.get('problems', problemId);
  if (problem === undefined) {
    throw new TongbaoError(
      'proceeding.unknown_problem',
      `没有编号为 ${problemId} 的问题。用 problem list 查看编号。`,
    );
  }
  refuseOtherUnits(context.mover, problem.unitId);
  const proceeding = await proceedingOf(tx, 'problem', problemId);
  const from = rectificationState(problem, proceeding) ?? 'open';
  const moved = { from, to: move(rectificationTable, from, to, context.mover.role) };
  if (from === 'submitted') {
    const report = proceeding?.moves.findLast((one) => one.to === 'submitted');
    const { at = '' } = report ?? {};
    const handedIn = { by: report?.onBehalfOf ?? report?.by, unitId: problem.unitId, from: at, until: at };
    await refuseOwnWork(tx, context.mover, handedIn, context.now);
  }
  await record(tx, { subject: 'problem', id: problemId, stated: problem.rectification }, moved, context);
  return moved;
};

/** The unit whose filing it is, by the register of accounts. */
const unitOfFiling = async (
  reader: Pick<Transaction, 'find'>,
  { accountName, platform, unitId }: Filing,
): Promise<string | undefined> =>
  unitId ?? hostAmong(await reader.find('accounts', { index: 'byName', equals: [accountName] }), platform);

/**
 * Moves a filing: decides it, takes it back, or opens it again.
 * @throws TongbaoError `proceeding.unknown_filing`, `proceeding.other_unit`, `proceeding.own_work`, `transition.not_possible`,
 * `transition.not_allowed`, `proceeding.wrong_time`; then nothing is stored
 */
export const moveFiling = async (
  tx: Transaction,
  filingId: string,
  to: FilingState,
  context: MoveContext,
): Promise<Moved<FilingState>> => {
  const filing = await tx.get('filings', filingId);
  if (filing === undefined) {
    throw new TongbaoError(
      'proceeding.unknown_filing',
      `没有编号为 ${filingId} 的报备。用 filing list 查看编号。`,
    );
  }
  const unitId = await unitOfFiling(tx, filing);
  refuseOtherUnits(context.mover, unitId);
  const proceeding = await proceedingOf(tx, 'filing', filingId);
  const from = filingState(filing, proceeding);
  const moved = { from, to: move(filingTable, from, to, context.mover.role) };
  if (to === 'approved' || to === 'rejected') {
    const { filedBy: by, filedOn } = filing;
    const day = { from: instantAt(filedOn, '00:00').toISOString(), until: endOf(filedOn) };
    await refuseOwnWork(tx, context.mover, { by, unitId, ...day }, context.now);
  }
  await record(tx, { subject: 'filing', id: filingId, stated: statedFiling(filing) }, moved, context);
  return moved;
};
