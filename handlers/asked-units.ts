import { answers as phrases } from '../config/phrases/answers.js';
import type { Unit } from '../src/domain/records/index.js';
import { action } from '../src/message/build.js';
import { speaksOfOwnUnit } from '../src/understanding/own-unit.js';
import { endedSentences } from './ended-binding.js';
import type { Answer, HandlerContext } from './handler.js';
import { answerOf } from './reply.js';

/**
 * Whom a question is about: units named in the line, the asker's own, the unit whose group it is (an unbound
 * asker there gets its published facts), nobody in particular, or "my unit" of somebody who has none.
 */
export type AskedUnits =
  | { readonly kind: 'named' | 'own' | 'group'; readonly units: readonly [Unit, ...Unit[]] }
  | { readonly kind: 'nobody'; readonly units: readonly [] }
  | { readonly kind: 'unbound' };

/** Most units of one person that one answer covers. */
const unitsAtOnce = 3;

const named = async ({ tx, slots }: HandlerContext): Promise<Unit[]> => {
  const units = await Promise.all((slots.unitIds ?? []).map((id) => tx.get('units', id)));
  return units.filter((unit) => unit !== undefined);
};

/** The asker's own units, as far as this place goes: in the group of one of them it is that one. */
const ownUnits = ({ asker, place }: HandlerContext): AskedUnits => {
  const here = place.kind === 'unit_group' ? asker.units.find(({ id }) => id === place.unit.id) : undefined;
  if (here !== undefined) return { kind: 'own', units: [here] };
  const [first, ...others] = asker.units;
  if (first !== undefined) return { kind: 'own', units: [first, ...others] };
  return place.kind === 'unit_group' ? { kind: 'group', units: [place.unit] } : { kind: 'unbound' };
};

/**
 * Whom the line is about. `always_own`: without a name it is the asker's unit (我单位排名); `if_said`: only
 * when the line says so.
 */
export const askedUnits = async (
  context: HandlerContext,
  without: 'always_own' | 'if_said',
): Promise<AskedUnits> => {
  const [first, ...others] = await named(context);
  if (first !== undefined) return { kind: 'named', units: [first, ...others] };
  if (without === 'always_own' || speaksOfOwnUnit(context.text)) return ownUnits(context);
  return { kind: 'nobody', units: [] };
};

/** A question about a body that no list holds: that there is none, and nothing of the asker's own. `undefined` = go on. */
export const unlistedAnswer = ({ slots: { unlisted } }: HandlerContext): Answer | undefined =>
  unlisted === undefined
    ? undefined
    : answerOf({ title: phrases.titles.unlisted, paragraphs: [phrases.unlisted(unlisted)] });

/** More of the asker's units than one answer can hold: asks which. `undefined` = go on. */
export const tooManyUnits = (
  units: readonly Unit[],
  question: (unit: Unit) => string,
): Answer | undefined => {
  if (units.length <= unitsAtOnce) return undefined;
  const options = units.map((unit) => ({ label: unit.id, text: question(unit) }));
  return {
    ...answerOf({
      title: phrases.titles.tooMany,
      paragraphs: [phrases.severalUnits(units.map(({ id }) => id))],
      actions: options.map(({ label }, index) => action(`choose_${index + 1}`, label, String(index + 1))),
    }),
    pending: { kind: 'choice', options },
  };
};

/**
 * Something for bound people only: why, how to bind, and what everybody may ask. Whose binding has ended is
 * told so, alone.
 */
export const unboundAnswer = ({ asker, settings }: HandlerContext, why: string = phrases.unbound): Answer => {
  const ended = endedSentences(asker, settings);
  return answerOf({
    title: ended.length > 0 ? phrases.titles.ended : phrases.titles.unbound,
    paragraphs: ended.length > 0 ? ended : [why, phrases.unboundHow(settings.office.name)],
    actions: [
      action('top', phrases.ask.topLabel, phrases.ask.top),
      action('summary', phrases.ask.summaryLabel, phrases.ask.summary),
    ],
    reach: { kind: ended.length > 0 ? 'asker' : 'public' },
  });
};
