import { type ChangeContext, endGiven } from '../src/delegations/change.js';
import type { Delegation, Member } from '../src/domain/records/index.js';
import type { Transaction } from '../storage/port.js';
import { voidHandOvers } from './codes.js';

/**
 * Ends a member's binding at once, or that to one of his units; with it what he gave: his place on leave, and
 * codes for a successor. Bound again, he would find strangers there. The member stays as one whose binding is
 * over, since whose account it is must be known for ever: nobody decides what he handed in by it.
 * @param unitId absent = all units
 * @returns the delegations that it ended
 */
export const endBinding = async (
  tx: Transaction,
  member: Member,
  context: ChangeContext,
  unitId?: string,
): Promise<Delegation[]> => {
  const left = unitId === undefined ? [] : member.unitIds.filter((id) => id !== unitId);
  const given = await endGiven(tx, member.personId, context);
  for (const id of unitId === undefined ? member.unitIds : [unitId]) {
    await voidHandOvers(tx, member.personId, id, context.now);
  }
  await tx.put(
    'members',
    left.length === 0 ? { ...member, expiresAt: context.now.toISOString() } : { ...member, unitIds: left },
  );
  return given;
};
