import { isLive, isOfficeRole, lastDayBefore } from './members.js';
import { type Day, type Delegation, type Member, UnitRole } from './records/index.js';

/** `waiting`: nobody has used the code yet; `over`: its day has passed, or somebody ended it. */
export type DelegationState = 'waiting' | 'held' | 'over';

export const delegationState = ({ endedAt, expiresAt, delegate }: Delegation, now: Date): DelegationState => {
  if (endedAt !== undefined || expiresAt <= now.toISOString()) return 'over';
  return delegate === undefined ? 'waiting' : 'held';
};

/** The last day on which a delegation held, or holds. */
export const lastDayOf = ({ endedAt, expiresAt }: Delegation): Day =>
  endedAt === undefined || endedAt > expiresAt ? lastDayBefore(expiresAt) : lastDayBefore(endedAt);

const rank = (role: UnitRole): number => UnitRole.options.indexOf(role);

/** Whether one unit role allows whatever the other does. */
export const isAtLeast = (role: UnitRole, other: UnitRole): boolean => rank(role) >= rank(other);

const strongest = (roles: readonly UnitRole[]): UnitRole | undefined =>
  roles.toSorted((one, other) => rank(other) - rank(one))[0];

/**
 * What the person on leave could pass on as of `now`, by unit: never a unit that he has no more himself, and no
 * role above his own there. What he may do as one of the office is not passed on.
 * @param accounts every account of the person on leave
 */
export const grantableRoles = (
  { unitIds, role }: Pick<Delegation, 'unitIds' | 'role'>,
  accounts: readonly Member[],
  now: Date,
): ReadonlyMap<string, UnitRole> => {
  const live = accounts.filter((member) => isLive(member, now));
  const granted = new Map<string, UnitRole>();
  for (const unitId of unitIds) {
    const own = strongest(
      live.flatMap((member) =>
        !isOfficeRole(member.role) && member.unitIds.includes(unitId) ? [member.role] : [],
      ),
    );
    if (own !== undefined) granted.set(unitId, isAtLeast(own, role) ? role : own);
  }
  return granted;
};

/**
 * What a delegation lets its delegate do as of `now`, by unit; empty = nothing. Whoever belongs to the office
 * stands in for nobody: he would hand in what he decides.
 * @param from every account of the person on leave
 * @param to every account of the delegate
 */
export const delegatedRoles = (
  delegation: Delegation,
  from: readonly Member[],
  to: readonly Member[],
  now: Date,
): ReadonlyMap<string, UnitRole> =>
  delegationState(delegation, now) !== 'held' ||
  to.some((member) => isOfficeRole(member.role) && isLive(member, now))
    ? new Map()
    : grantableRoles(delegation, from, now);
