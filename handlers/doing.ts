import { chatProceedings as phrases } from '../config/phrases/chat-proceedings.js';
import { isAtLeast } from '../src/domain/delegations.js';
import { TongbaoError } from '../src/domain/error.js';
import { maskPersonalData } from '../src/domain/privacy/index.js';
import { UnitRole } from '../src/domain/records/index.js';
import { action, facts, message, paragraph } from '../src/message/build.js';
import { type Mover, moverInPlaceOf, moverOf } from '../src/proceedings/mover.js';
import { endedSentences } from './ended-binding.js';
import type { Answer, Asker, HandlerContext } from './handler.js';
import { answerOf } from './reply.js';

/** Signs of a note: what it does not hold belongs into a document. */
export const longestNote = 500;

/** A short answer to somebody who wants something done; for the asker alone. */
export const say = (title: string, ...paragraphs: readonly string[]): Answer =>
  answerOf({ title, paragraphs, reach: { kind: 'asker' } });

const outsideDirect = (title: string): Answer => answerOf({ title, paragraphs: [phrases.onlyDirect] });

/** Why this person may not do here what a unit does; `undefined` = may. */
export const whyNotUnit = ({ asker, place, settings }: HandlerContext, title: string): Answer | undefined => {
  if (place.kind !== 'direct') return outsideDirect(title);
  if (asker.isOffice) return say(title, phrases.onlyUnit);
  if (asker.units.length === 0) {
    const ended = endedSentences(asker, settings);
    return say(title, ...(ended.length > 0 ? ended : [phrases.notBound(settings.office.contact)]));
  }
  return undefined;
};

/** Why this person may not do here what the office's administrators do; `undefined` = may. */
export const whyNotAdmin = (
  { asker, place, settings }: HandlerContext,
  title: string,
): Answer | undefined => {
  if (asker.member?.role !== 'admin') {
    return answerOf({ title, paragraphs: [phrases.onlyAdmin(settings.office.contact)] });
  }
  return place.kind === 'direct' ? undefined : outsideDirect(title);
};

/** In whose place the asker acts for a unit, where his own binding does not reach as far. */
export const standInFor = ({ member, standsIn }: Asker, unitId: string) => {
  const own = member?.unitIds.includes(unitId) === true ? UnitRole.safeParse(member.role).data : undefined;
  const wider = standsIn.flatMap(({ delegation, roles }) => {
    const role = roles.get(unitId);
    const isWider = role !== undefined && (own === undefined || !isAtLeast(own, role));
    return isWider ? [{ personId: delegation.personId, role }] : [];
  });
  return wider.find(({ role }) => role === 'unit_admin') ?? wider[0];
};

/**
 * The asker as one who moves things of a unit; without `unitId` by his own binding.
 * @throws TongbaoError `proceeding.no_part`
 */
export const moverIn = ({ asker, now }: Pick<HandlerContext, 'asker' | 'now'>, unitId?: string): Mover => {
  const inPlace = unitId === undefined || asker.isOffice ? undefined : standInFor(asker, unitId);
  if (unitId !== undefined && inPlace !== undefined) {
    return moverInPlaceOf(asker.key, inPlace.personId, unitId, inPlace.role);
  }
  if (asker.member === undefined) throw new Error('only a member moves anything');
  return moverOf(asker.member, now);
};

/** What was understood, and the confirmation that it needs. */
export const confirmation = (
  title: string,
  understood: {
    readonly sentence: string;
    readonly items: readonly (readonly [label: string, value: string])[];
    readonly notes?: readonly string[];
  },
  pending: { readonly command: string; readonly args: Readonly<Record<string, string>> },
): Answer => ({
  document: message(
    title,
    [
      paragraph(understood.sentence),
      facts(understood.items),
      ...(understood.notes ?? []).map((text) => paragraph(text)),
      paragraph(phrases.confirmHint),
    ],
    [
      action('confirm', phrases.confirmLabel, phrases.confirm),
      action('cancel', phrases.cancelLabel, phrases.cancel),
    ],
  ),
  reach: { kind: 'asker' },
  pending: { kind: 'confirm', ...pending },
});

/** A refusal of a move, as the sentence that it carries for people. */
export const orRefusal = async (title: string, attempt: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof TongbaoError && /^(?:transition|proceeding)\./u.test(error.code)) {
      return say(title, error.hint, phrases.changedMeanwhile);
    }
    throw error;
  }
};

/** What stands behind the command and its number: a reason or a report, masked. */
export const noteAfter = (text: string, command: RegExp): string =>
  maskPersonalData(text.replace(command, '').trim());
