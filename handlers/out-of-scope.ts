import { help as phrases } from '../config/phrases/help.js';
import { fittingExamples } from './examples.js';
import type { Handler } from './handler.js';
import { answerOf } from './reply.js';

/** Not our business, said in one line, with two examples of what can be asked. */
export const outOfScope: Handler = {
  handles: ['out_of_scope'],
  async answer(context) {
    const { text } = context;
    const thanks = /谢|多谢|辛苦/u.test(text);
    const stopped = /不查|不用|算了|不问|没事|先这样|好的|知道了/u.test(text);
    return answerOf({
      title: phrases.outOfScopeTitle,
      paragraphs: [thanks ? phrases.thanks : stopped ? phrases.stopped : phrases.outOfScope],
      actions: fittingExamples(context),
    });
  },
};
