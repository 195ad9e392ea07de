import type { Transaction } from '../../storage/port.js';
import { delegationState } from '../domain/delegations.js';
import type { Delegation, Member } from '../domain/records/index.js';
import { givenBy, takenBy } from './held.js';

/** Who changes a delegation, and when. */
export interface ChangeContext {
  /** A member id, or `operator`. */
  readonly by: string;
  readonly now: Date;
  readonly newId: () => string;
}

const audit = async (
  tx: Transaction,
  action: string,
  delegation: Delegation,
  { by, now, newId }: ChangeContext,
): Promise<void> => {
  const { id, memberId, unitIds, role, expiresAt, delegate } = delegation;
  await tx.put('audits', {
    id: newId(),
    at: now.toISOString(),
    actor: by,
    action,
    subject: memberId,
    detail: {
      delegation: id,
      unitIds,
      role,
      until: expiresAt,
      ...(delegate === undefined ? {} : { delegate: delegate.memberId, delegatePerson: delegate.personId }),
    },
  });
};

/** Ends a delegation at once: its code binds nobody any more, and whoever held it holds nothing. */
export const endDelegation = async (
  tx: Transaction,
  delegation: Delegation,
  context: ChangeContext,
): Promise<Delegation> => {
  const ended = { ...delegation, endedAt: context.now.toISOString(), endedBy: context.by };
  await tx.put('delegations', ended);
  await audit(tx, 'delegation_ended', ended, context);
  return ended;
};

/** Ends what a person gave. @returns what had not ended before */
export const endGiven = async (
  tx: Transaction,
  personId: string,
  context: ChangeContext,
): Promise<Delegation[]> => {
  const open = await givenBy(tx, personId, context.now);
  for (const one of open) await endDelegation(tx, one, context);
  return open;
};

/** Ends what an account, or another of the same person, had taken up. @returns what had not ended before */
export const endTaken = async (
  tx: Transaction,
  account: Parameters<typeof takenBy>[1],
  context: ChangeContext,
): Promise<Delegation[]> => {
  const taken = await takenBy(tx, account, context.now.toISOString());
  const open = taken.filter((one) => delegationState(one, context.now) === 'held');
  for (const one of open) await endDelegation(tx, one, context);
  return open;
};

/** Lets whoever uses its code stand in for `member` until an instant. One that nobody took up yet is replaced. */
export const grantDelegation = async (
  tx: Transaction,
  granted: Pick<Delegation, 'unitIds' | 'role' | 'expiresAt'> & { readonly member: Member },
  context: ChangeContext,
): Promise<Delegation> => {
  const { member, ...what } = granted;
  await endGiven(tx, member.personId, context);
  const delegation: Delegation = {
    id: context.newId(),
    personId: member.personId,
    memberId: member.id,
    ...what,
    createdAt: context.now.toISOString(),
  };
  await tx.put('delegations', delegation);
  await audit(tx, 'delegation_granted', delegation, context);
  return delegation;
};

/** The delegate begins to stand in. */
export const takeUpDelegation = async (
  tx: Transaction,
  delegation: Delegation,
  delegate: Omit<NonNullable<Delegation['delegate']>, 'since'>,
  context: ChangeContext,
): Promise<void> => {
  const taken = { ...delegation, delegate: { ...delegate, since: context.now.toISOString() } };
  await tx.put('delegations', taken);
  await audit(tx, 'delegation_taken_up', taken, context);
};
