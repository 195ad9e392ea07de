import { answers } from '../config/phrases/answers.js';
import { ranks as phrases } from '../config/phrases/ranks.js';
import type { Score } from '../src/domain/records/index.js';
import { action } from '../src/message/build.js';
import { askedPeriod } from './asked-period.js';
import type { Handler, HandlerContext } from './handler.js';
import { answerOf } from './reply.js';
import { type RankedGroup, rankedGroups, scoreAttachment } from './standings.js';
import { figure } from './wording.js';

/** How many places are shown where the line gives no number: those that notices print. */
const usualPlaces = 5;
/** More places than this are a list with 更多, not a sentence. */
const mostInSentence = 10;

interface Part {
  readonly sentence: string;
  /** The places one by one, where they are too many for a sentence. */
  readonly lines: readonly string[];
  /** Whether any of the places has a published score; absent where no places are shown. */
  readonly scored?: boolean;
}

const nameOf = ({ unitId, total }: Score): string =>
  total === undefined ? unitId : phrases.withTotal(unitId, figure(total));

/** What is said of one group: its first or last places, or all of them. */
const partOf = (group: RankedGroup, { slots, text }: HandlerContext): Part => {
  const { name, ranked, leading: known = 0, whole } = group;
  if (known === 0) return { sentence: phrases.noneInGroup(name), lines: [] };
  const scored = ranked.some(({ total }) => total !== undefined);
  const show = (places: readonly Score[], say: typeof phrases.top, missing = ''): Part =>
    places.length > mostInSentence
      ? {
          sentence: `${phrases.places(name, places.length)}${missing}`,
          lines: places.map((place) => phrases.line(name, place.rank ?? 0, nameOf(place))),
          scored,
        }
      : {
          sentence: `${say(name, places.length, places.map(nameOf).join('、'))}${missing}`,
          lines: [],
          scored,
        };
  if (slots.place !== undefined) {
    const holders = ranked.filter(({ rank }) => rank === slots.place);
    return holders.length === 0
      ? { sentence: phrases.placeUnknown(name, known, slots.place, whole), lines: [] }
      : { sentence: phrases.place(name, slots.place, holders.map(nameOf).join('、')), lines: [], scored };
  }
  if (slots.end === 'last') {
    // The end of a list is known only when the whole list is.
    if (!whole) return { sentence: phrases.lastUnknown(name, known), lines: [] };
    return show(ranked.slice(-(slots.n ?? usualPlaces)), phrases.last);
  }
  const wantsAll = slots.n === undefined && /全部|完整|所有|整个|排行榜|名单|总榜/u.test(text);
  if (wantsAll && whole) return show(ranked, phrases.whole);
  const wanted = wantsAll ? known : (slots.n ?? usualPlaces);
  const missing = !whole && (wantsAll || wanted > known) ? phrases.onlyListed(name, known) : '';
  return show(ranked.slice(0, wanted), phrases.top, missing);
};

/** The first or last places of a group, or its whole list; of both groups where none is named. */
export const topN: Handler = {
  handles: ['top_n'],
  async answer(context) {
    const found = await askedPeriod(context);
    if ('refusal' in found) return found.refusal;
    const { period } = found;
    const { group } = context.slots;
    const groups = await rankedGroups(context.tx, period.id);
    const wanted = group === undefined ? groups : groups.filter(({ kind }) => kind === group);
    const parts = wanted.map((one) => partOf(one, context));
    const nothing =
      group === undefined ? phrases.noneAtAll(period.label) : phrases.noneInGroup(phrases.kinds[group]);
    const noScore = parts.some(({ scored }) => scored === false) && !parts.some(({ scored }) => scored);
    return answerOf({
      title: phrases.topTitle,
      paragraphs:
        parts.length === 0
          ? [nothing]
          : [
              ...parts.map(({ sentence }) => sentence),
              ...(noScore ? [phrases.noScore(await scoreAttachment(context.tx, period.id))] : []),
            ],
      lines: parts.flatMap(({ lines }) => lines),
      period,
      actions: [action('rank', answers.ask.ownRankLabel, answers.ask.ownRank)],
    });
  },
};
