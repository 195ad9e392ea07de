import { help as phrases } from '../config/phrases/help.js';
import { action } from '../src/message/build.js';
import type { Action } from '../src/message/document.js';
import type { HandlerContext } from './handler.js';

/** Two questions that this person can ask here and get an answer to. */
export const fittingExamples = ({ asker, place }: Pick<HandlerContext, 'asker' | 'place'>): Action[] => {
  const { examples } = phrases;
  const pick = (): readonly (typeof examples)[keyof typeof examples][] => {
    if (asker.member?.role === 'admin') return [examples.top, examples.post];
    if (asker.isOffice) return [examples.top, examples.summary];
    if (asker.units.length > 0) {
      return place.kind === 'shared_group'
        ? [examples.ownRank, examples.summary]
        : [examples.ownRank, examples.ownMessages];
    }
    return [examples.top, examples.summary];
  };
  return pick().map(({ label, text }, index) => action(`example_${index + 1}`, label, text));
};
