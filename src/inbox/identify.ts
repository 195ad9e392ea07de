import type { Asker, Place } from '../../handlers/handler.js';
import type { Reader } from '../../storage/port.js';
import { isLive } from '../domain/members.js';
import type { Unit } from '../domain/records/index.js';
import type { ReceivedEvent } from './event.js';

/** User ids are compared in lower case: WeCom's are case-insensitive, and some of its answers lower them. */
export const memberIdOf = (platform: string, userId: string): string => `${platform}:${userId.toLowerCase()}`;

/** Who sent the event. A display name decides nothing. */
export const identifyAsker = async (reader: Reader, event: ReceivedEvent, now: Date): Promise<Asker> => {
  const { platform, sender } = event;
  if (sender.userId === undefined) {
    return { platform, key: `${platform}:?${sender.opaqueId ?? 'unknown'}`, units: [], isOffice: false };
  }
  const key = memberIdOf(platform, sender.userId);
  const known = { platform, key, userId: sender.userId };
  const member = await reader.get('members', key);
  if (member === undefined || !isLive(member, now)) return { ...known, units: [], isOffice: false };
  const units: Unit[] = [];
  for (const id of member.unitIds) {
    const unit = await reader.get('units', id);
    if (unit !== undefined) units.push(unit);
  }
  return { ...known, member, units, isOffice: member.role === 'admin' || member.role === 'reviewer' };
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
