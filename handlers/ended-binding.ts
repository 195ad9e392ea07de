import { binding } from '../config/phrases/binding.js';
import { delegation } from '../config/phrases/delegation.js';
import type { Settings } from '../config/settings.js';
import { formatDay } from '../src/domain/day.js';
import type { Asker } from './handler.js';

/** What to say to somebody whose binding, or standing in for somebody, has ended: when, and what to do. */
export const endedSentences = (
  { ended }: Pick<Asker, 'ended'>,
  { office }: Pick<Settings, 'office'>,
): string[] => {
  if (ended === undefined) return [];
  const day = formatDay(ended.lastDay);
  return ended.kind === 'binding'
    ? [binding.ended(ended.unitIds, day), binding.renew(office.name, office.contact)]
    : [delegation.over(ended.unitIds, day), delegation.overNext(office.contact)];
};
