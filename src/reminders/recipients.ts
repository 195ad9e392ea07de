import { delegation } from '../../config/phrases/delegation.js';
import type { Reader } from '../../storage/port.js';
import { accountsOf, nameOf, standInFor } from '../delegations/held.js';
import type { DeliveryRoute } from '../delivery/records.js';
import { type Channels, routesToGroup, routesToPerson } from '../delivery/routes.js';
import { isLive } from '../domain/members.js';
import { type Delegation, type Group, type Member, Platform } from '../domain/records/index.js';

/** Somebody a digest can be pushed to. */
export interface Recipient {
  readonly audience: 'unit_group' | 'shared_group' | 'person';
  /** Group id or person id: what makes the delivery's key unique. */
  readonly id: string;
  /** As people read it. */
  readonly name: string;
  readonly groupId?: string;
  readonly memberId?: string;
  /** In order of preference; never empty. */
  readonly routes: readonly DeliveryRoute[];
}

const groupRecipients = (
  groups: readonly Group[],
  audience: 'unit_group' | 'shared_group',
  channels: Channels,
): Recipient[] =>
  groups
    .map((group) => ({
      audience,
      id: group.id,
      name: group.name,
      groupId: group.id,
      routes: routesToGroup(group, channels),
    }))
    .filter(({ routes }) => routes.length > 0);

/** Shared groups that something can be pushed to. */
export const sharedGroups = async (reader: Reader, channels: Channels): Promise<Recipient[]> =>
  groupRecipients(
    await reader.find('groups', { index: 'byScope', equals: ['shared'] }),
    'shared_group',
    channels,
  );

/** An account of a person; without an end it can be told at any time. */
export type Account = Pick<Member, 'id' | 'platform' | 'userId' | 'personId' | 'expiresAt'>;

/** An account that something can be pushed to, and in whose place its person is told. */
interface Addressee {
  readonly member: Account;
  readonly routes: readonly DeliveryRoute[];
  readonly inPlaceOf?: string;
}

const reachable = (members: readonly Account[], channels: Channels, inPlaceOf?: string): Addressee[] =>
  members
    .map((member) => ({
      member,
      routes: routesToPerson(member, channels),
      ...(inPlaceOf === undefined ? {} : { inPlaceOf }),
    }))
    .filter(({ routes }) => routes.length > 0);

/** Every account of whoever stands in: the one that took it up, and the person's others. */
const delegatesAccounts = async (
  reader: Reader,
  delegate: NonNullable<Delegation['delegate']>,
  now: Date,
): Promise<Account[]> => {
  const { memberId: id, ...account } = delegate;
  const members = await accountsOf(reader, delegate.personId);
  return [{ id, ...account }, ...members.filter((member) => member.id !== id && isLive(member, now))];
};

/**
 * The accounts to tell of a unit's work: of a person on leave those of the delegate instead, as long as the
 * delegation holds and there is a way to the delegate; nobody's work is left without a person.
 */
const insteadOf = async (
  reader: Reader,
  members: readonly Account[],
  unitId: string,
  channels: Channels,
  now: Date,
): Promise<Addressee[]> => {
  const found: Addressee[] = [];
  for (const personId of new Set(members.map((member) => member.personId))) {
    const own = members.filter((member) => member.personId === personId);
    const delegate = (await standInFor(reader, personId, unitId, now))?.delegate;
    const name = await nameOf(reader, personId, own[0]?.userId ?? '');
    const instead =
      delegate === undefined ? [] : reachable(await delegatesAccounts(reader, delegate, now), channels, name);
    found.push(...(instead.length > 0 ? instead : reachable(own, channels)));
  }
  return found;
};

/**
 * One recipient per person, however many accounts; the first platform that has a route comes first.
 * @param unitId the unit whose work it is about: who is on leave is not told, the delegate is
 */
export const people = async (
  reader: Reader,
  members: readonly Account[],
  channels: Channels,
  now: Date,
  unitId?: string,
): Promise<Recipient[]> => {
  const live = members.filter((member) => isLive(member, now));
  const addressees =
    unitId === undefined ? reachable(live, channels) : await insteadOf(reader, live, unitId, channels, now);
  const accounts = addressees.toSorted(
    (one, other) =>
      Platform.options.indexOf(one.member.platform) - Platform.options.indexOf(other.member.platform),
  );
  const found: Recipient[] = [];
  for (const personId of new Set(accounts.map(({ member }) => member.personId))) {
    // A colleague of the same unit who stands in is there twice, and told once.
    const own = new Map(
      accounts.filter(({ member }) => member.personId === personId).map((one) => [one.member.id, one]),
    );
    const [first] = own.values();
    if (first === undefined) continue;
    const name = await nameOf(reader, personId, first.member.userId);
    found.push({
      audience: 'person',
      id: personId,
      name: first.inPlaceOf === undefined ? name : delegation.inPlaceOf(name, first.inPlaceOf),
      memberId: first.member.id,
      routes: [...own.values()].flatMap(({ routes }) => routes),
    });
  }
  return found;
};

/** Administrators that something can be pushed to. */
export const administrators = async (reader: Reader, channels: Channels, now: Date): Promise<Recipient[]> =>
  people(reader, await reader.find('members', { index: 'byRole', equals: ['admin'] }), channels, now);

/** Where a unit's digest goes: its own groups, or where it has none that can be pushed to, its people. */
export const recipientsOf = async (
  reader: Reader,
  unitId: string,
  channels: Channels,
  now: Date,
): Promise<Recipient[]> => {
  const groups = await reader.find('groups', { index: 'byUnit', equals: [unitId] });
  const own = groupRecipients(
    groups.filter(({ scope }) => scope === 'unit'),
    'unit_group',
    channels,
  );
  if (own.length > 0) return own;
  const members = await reader.find('members', { index: 'byUnit', equals: [unitId] });
  return await people(reader, members, channels, now, unitId);
};
