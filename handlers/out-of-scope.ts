import { answers } from '../config/phrases/answers.js';
import { help as phrases } from '../config/phrases/help.js';
import { askedPeriod, type FoundPeriod } from './asked-period.js';
import { fittingExamples } from './examples.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { gatherNoticeFacts } from './notice-facts.js';
import { saidAbout } from './notice-topics.js';
import { answerOf } from './reply.js';

const greeting =
  /^(?:你|您|大家|早上|上午|下午|晚上|中午)好|^(?:早|嗨|哈喽|hi|hello|在吗|在不在|在么|在不)/iu;
const thanks = /谢|多谢|辛苦/u;
const stopped = /不查|不用|算了|不问|没事|先这样|^(?:好|行|嗯|哦|ok|收到|知道|明白|了解|可以)/iu;

const courtesy = (text: string): string | undefined => {
  if (thanks.test(text)) return phrases.thanks;
  if (stopped.test(text)) return phrases.stopped;
  return greeting.test(text) ? phrases.greeting : undefined;
};

/** What the latest notice says in the words of the line, though no question was recognised in it. */
const fromNotice = async (context: HandlerContext, found: FoundPeriod): Promise<Answer | undefined> => {
  if ('refusal' in found) return undefined;
  const { period } = found;
  const reply = saidAbout(await gatherNoticeFacts(context.tx, period.id), context.text);
  return reply === undefined ? undefined : answerOf({ ...reply, period });
};

/** While a notice waits, every such line hears so, whether the notice speaks of it or not. */
const notOut = (found: FoundPeriod): string[] => {
  if ('refusal' in found) return [found.sentence];
  const { insteadOf } = found.period;
  return insteadOf === undefined ? [] : [answers.unpublished(insteadOf)];
};

/** Not our business, said in one line with two examples of what can be asked; or what the notice says of it. */
export const outOfScope: Handler = {
  handles: ['out_of_scope'],
  async answer(context) {
    const polite = courtesy(context.text.trim());
    const actions = fittingExamples(context);
    if (polite !== undefined) return answerOf({ title: phrases.title, paragraphs: [polite], actions });
    const found = await askedPeriod(context);
    const said = await fromNotice(context, found);
    return (
      said ??
      answerOf({
        title: phrases.outOfScopeTitle,
        paragraphs: [...notOut(found), phrases.outOfScope],
        actions,
      })
    );
  },
};
