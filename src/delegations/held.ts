import type { Reader } from '../../storage/port.js';
import { delegatedRoles, delegationState } from '../domain/delegations.js';
import { isLive } from '../domain/members.js';
import type { Delegation, Instant, Member, UnitRole } from '../domain/records/index.js';

/** A delegation that somebody holds, and what it lets him do now: by unit, the role. Never empty. */
export interface StandIn {
  readonly delegation: Delegation;
  readonly roles: ReadonlyMap<string, UnitRole>;
}

/** An account, and the person whose it is where that is known. */
export interface Account {
  readonly memberId: string;
  readonly personId?: string | undefined;
}

/** Every account of a person, those whose binding has ended as well. */
export const accountsOf = (reader: Pick<Reader, 'find'>, personId: string): Promise<Member[]> =>
  reader.find('members', { index: 'byPerson', equals: [personId] });

/** Every delegation that an account took up, or another account of the same person; the latest end first. */
export const takenBy = async (
  reader: Pick<Reader, 'find'>,
  { memberId, personId }: Account,
  endsAfter: Instant = '',
): Promise<Delegation[]> => {
  const range = { gt: endsAfter };
  const found = await reader.find('delegations', { index: 'byDelegate', equals: [memberId], range });
  if (personId !== undefined) {
    found.push(
      ...(await reader.find('delegations', { index: 'byDelegatePerson', equals: [personId], range })),
    );
  }
  // Nearly nobody stands in for anybody.
  if (found.length === 0) return found;
  const byId = new Map(found.map((one) => [one.id, one]));
  return [...byId.values()].toSorted((one, other) => (one.expiresAt < other.expiresAt ? 1 : -1));
};

/** Every delegation that a person gave and that has not ended as of `now`. */
export const givenBy = async (
  reader: Pick<Reader, 'find'>,
  personId: string,
  now: Date,
): Promise<Delegation[]> =>
  (
    await reader.find('delegations', {
      index: 'byPerson',
      equals: [personId],
      range: { gt: now.toISOString() },
    })
  ).filter((one) => delegationState(one, now) !== 'over');

const rolesNow = async (
  reader: Pick<Reader, 'get' | 'find'>,
  delegation: Delegation,
  now: Date,
): Promise<ReadonlyMap<string, UnitRole>> => {
  const { personId, delegate } = delegation;
  if (delegate === undefined || delegationState(delegation, now) !== 'held') return new Map();
  const from = await accountsOf(reader, personId);
  const to = await accountsOf(reader, delegate.personId);
  // One who was no member when he took it up may have become one since, under another number.
  const own = await reader.get('members', delegate.memberId);
  return delegatedRoles(delegation, from, own === undefined ? to : [...to, own], now);
};

/** For whom an account stands in as of `now`. */
export const standInsOf = async (
  reader: Pick<Reader, 'get' | 'find'>,
  account: Account,
  now: Date,
): Promise<StandIn[]> => {
  const found: StandIn[] = [];
  for (const delegation of await takenBy(reader, account, now.toISOString())) {
    const roles = await rolesNow(reader, delegation, now);
    if (roles.size > 0) found.push({ delegation, roles });
  }
  return found;
};

/** The delegation by which a person's work for a unit is somebody else's as of `now`. */
export const standInFor = async (
  reader: Pick<Reader, 'get' | 'find'>,
  personId: string,
  unitId: string,
  now: Date,
): Promise<Delegation | undefined> => {
  for (const delegation of await givenBy(reader, personId, now)) {
    if ((await rolesNow(reader, delegation, now)).has(unitId)) return delegation;
  }
  return undefined;
};

/** Whose account it is: by the members, else by what it once stood in for. */
export const personOf = async (
  reader: Pick<Reader, 'get' | 'find'>,
  memberId: string,
): Promise<string | undefined> => {
  const member = await reader.get('members', memberId);
  if (member !== undefined) return member.personId;
  const [taken] = await takenBy(reader, { memberId });
  return taken?.delegate?.personId;
};

/**
 * The persons whose work it is when an account does something for a unit in a stretch of time: its own person,
 * and those in whose place it then stood. Delegations count by their dates alone, so that what was handed in
 * under one stays the work of both for ever.
 */
export const personsBehind = async (
  reader: Pick<Reader, 'get' | 'find'>,
  memberId: string,
  when: { readonly from: Instant; readonly until: Instant },
  unitId: string | undefined,
): Promise<ReadonlySet<string>> => {
  const personId = await personOf(reader, memberId);
  const taken = await takenBy(reader, { memberId, personId }, when.from);
  const inPlaceOf = taken.filter(
    ({ unitIds, delegate, endedAt }) =>
      (unitId === undefined || unitIds.includes(unitId)) &&
      delegate !== undefined &&
      delegate.since <= when.until &&
      (endedAt === undefined || endedAt >= when.from),
  );
  return new Set([...(personId === undefined ? [] : [personId]), ...inPlaceOf.map((one) => one.personId)]);
};

/** An account that can be written to: a live member's, else that of somebody who stands in or once did. */
export const reachableAccount = async (
  reader: Pick<Reader, 'get' | 'find'>,
  memberId: string,
  now: Date,
): Promise<Pick<Member, 'id' | 'platform' | 'userId' | 'personId'> | undefined> => {
  const member = await reader.get('members', memberId);
  if (member !== undefined && isLive(member, now)) return member;
  const [taken] = await reader.find('delegations', {
    index: 'byDelegate',
    equals: [memberId],
    order: 'desc',
    limit: 1,
  });
  if (taken?.delegate === undefined) return undefined;
  const { platform, userId, personId } = taken.delegate;
  return { id: memberId, platform, userId, personId };
};

/** A person's name as people read it; his account where nobody gave a name. */
export const nameOf = async (
  reader: Pick<Reader, 'get'>,
  personId: string,
  account: string,
): Promise<string> => (await reader.get('persons', personId))?.name ?? account;
