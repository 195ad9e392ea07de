import type { Asker, EndedBinding, Place } from '../../handlers/handler.js';
import type { Reader } from '../../storage/port.js';
import { standInsOf, takenBy } from '../delegations/held.js';
import { lastDayOf } from '../domain/delegations.js';
import { isLive, isOfficeRole, lastDayBefore, memberIdOf } from '../domain/members.js';
import type { Member, Unit } from '../domain/records/index.js';
import type { ReceivedEvent } from './event.js';

/** What an account without any unit once had. */
const endedOf = async (
  reader: Reader,
  key: string,
  member: Member | undefined,
  now: Date,
): Promise<EndedBinding | undefined> => {
  if (member?.expiresAt !== undefined && !isLive(member, now)) {
    return { kind: 'binding', unitIds: member.unitIds, lastDay: lastDayBefore(member.expiresAt) };
  }
  const [last] = await takenBy(reader, { memberId: key, personId: member?.personId });
  return last === undefined
    ? undefined
    : { kind: 'delegation', unitIds: last.unitIds, lastDay: lastDayOf(last) };
};

/** The stable key of whoever sent the event, bound or not. A display name decides nothing. */
export const askerKeyOf = ({ platform, sender }: ReceivedEvent): string =>
  sender.userId === undefined
    ? `${platform}:?${sender.opaqueId ?? 'unknown'}`
    : memberIdOf(platform, sender.userId);

/** Who sent the event. */
export const identifyAsker = async (reader: Reader, event: ReceivedEvent, now: Date): Promise<Asker> => {
  const { platform, sender } = event;
  const key = askerKeyOf(event);
  if (sender.userId === undefined) return { platform, key, units: [], standsIn: [], isOffice: false };
  const known = await reader.get('members', key);
  const member = known !== undefined && isLive(known, now) ? known : undefined;
  // An account that was taken away from a person has no part in what his other accounts stand in for.
  const standsIn = await standInsOf(reader, { memberId: key, personId: member?.personId }, now);
  const units: Unit[] = [];
  const inPlace = standsIn.flatMap(({ roles }) => [...roles.keys()]);
  for (const id of new Set([...(member?.unitIds ?? []), ...inPlace])) {
    const unit = await reader.get('units', id);
    if (unit !== undefined) units.push(unit);
  }
  const isOffice = member !== undefined && isOfficeRole(member.role);
  const ended = units.length > 0 || isOffice ? undefined : await endedOf(reader, key, known, now);
  return {
    platform,
    key,
    userId: sender.userId,
    units,
    standsIn,
    isOffice,
    ...(member === undefined ? {} : { member }),
    ...(ended === undefined ? {} : { ended }),
  };
};

/** Where the event was sent. A group that nobody registered counts as shared: it sees published facts only. */
export const identifyPlace = async (reader: Reader, event: ReceivedEvent): Promise<Place> => {
  if (event.chat.kind === 'direct') return { kind: 'direct' };
  const [group] = await reader.find('groups', {
    index: 'byChat',
    equals: [event.platform, event.chat.id],
    limit: 1,
  });
  if (group === undefined) return { kind: 'shared_group' };
  const unit =
    group.scope === 'unit' && group.unitId !== undefined
      ? await reader.get('units', group.unitId)
      : undefined;
  return unit === undefined
    ? { kind: 'shared_group', groupName: group.name }
    : { kind: 'unit_group', unit, groupName: group.name };
};
