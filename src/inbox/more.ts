import { conversation as phrases } from '../../config/phrases/conversation.js';
import type { Answer, HandlerContext } from '../../handlers/handler.js';
import { action, bullets, message, note, paragraph } from '../message/build.js';
import type { Conversation } from './records.js';

/** Lines shown at a time on 更多. */
const pageLines = 8;

/** How long 更多 shows more of a list. */
const moreMs = 30 * 60_000;

/** Whether the rest of a list may still be shown to this person: a binding may have ended meanwhile. */
const mayShowMore = (
  { more, updatedAt }: Conversation,
  { asker, now }: Pick<HandlerContext, 'asker' | 'now'>,
): boolean => {
  if (more === undefined || now.getTime() - new Date(updatedAt).getTime() > moreMs) return false;
  const { reach, unitIds = [] } = more;
  if (reach.kind === 'public' || asker.isOffice) return true;
  // It may say more than any unit sees.
  if (more.byOffice === true) return false;
  const has = (unitId: string): boolean => asker.units.some(({ id }) => id === unitId);
  // Somebody who stood in for another keeps his own units, and must not read on in the other's.
  return reach.kind === 'unit' ? has(reach.unitId) : unitIds.length > 0 && unitIds.every(has);
};

/** The next lines of the list that was shown last; `undefined` = there are none, or none for this person now. */
export const nextPage = (
  conversation: Conversation,
  context: Pick<HandlerContext, 'asker' | 'now'>,
): Answer | undefined => {
  const { more } = conversation;
  if (more === undefined || more.lines.length === 0 || !mayShowMore(conversation, context)) return undefined;
  const shown = more.lines.slice(0, pageLines);
  const rest = more.lines.slice(pageLines);
  return {
    document: message(
      more.title,
      [
        bullets(shown),
        ...(rest.length > 0 ? [paragraph(phrases.moreLeft(rest.length))] : []),
        note(more.note),
      ],
      rest.length > 0 ? [action('more', phrases.showMore, '更多')] : [],
    ),
    reach: more.reach,
    ...(rest.length > 0 ? { more: { ...more, lines: rest } } : {}),
  };
};
