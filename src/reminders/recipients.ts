import type { Reader } from '../../storage/port.js';
import type { DeliveryRoute } from '../delivery/records.js';
import { type Channels, routesToGroup, routesToPerson } from '../delivery/routes.js';
import { isLive } from '../domain/members.js';
import { type Group, type Member, Platform } from '../domain/records/index.js';

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

/** One recipient per person, however many accounts; the first platform that has a route comes first. */
export const people = async (
  reader: Reader,
  members: readonly Member[],
  channels: Channels,
  now: Date,
): Promise<Recipient[]> => {
  const accounts = members
    .filter((member) => isLive(member, now))
    .toSorted(
      (one, other) => Platform.options.indexOf(one.platform) - Platform.options.indexOf(other.platform),
    )
    .map((member) => ({ member, routes: routesToPerson(member, channels) }))
    .filter(({ routes }) => routes.length > 0);
  const found: Recipient[] = [];
  for (const personId of new Set(accounts.map(({ member }) => member.personId))) {
    const own = accounts.filter(({ member }) => member.personId === personId);
    const [first] = own;
    if (first === undefined) continue;
    const person = await reader.get('persons', personId);
    found.push({
      audience: 'person',
      id: personId,
      name: person?.name ?? first.member.userId,
      memberId: first.member.id,
      routes: own.flatMap(({ routes }) => routes),
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
  return await people(reader, members, channels, now);
};
