import { help as phrases } from '../config/phrases/help.js';
import { fittingExamples } from './examples.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { answerOf } from './reply.js';

/** Whom to call, with the one thing to have ready. */
const callSomebody = ({ settings }: HandlerContext): Answer =>
  answerOf({
    title: phrases.humanTitle,
    paragraphs: [phrases.human(settings.office.contact), phrases.humanHow],
  });

const firstLine = (text: string): string => {
  if (/群|@|艾特/u.test(text)) return phrases.groupsFirst;
  return /格式|怎么问|咋问/u.test(text) ? phrases.format : phrases.first;
};

/** What the bot can do; also the welcome of a new direct chat. */
export const help: Handler = {
  handles: ['help'],
  async answer(context) {
    const { text, asker, settings } = context;
    if (/人工|客服|真人|联系|电话|找谁|管理员/u.test(text)) return callSomebody(context);
    const first = firstLine(text);
    return answerOf({
      title: phrases.title,
      paragraphs: [
        first,
        phrases.publicTopics,
        phrases.unitTopics,
        ...(asker.units.length > 0 && !asker.isOffice ? [phrases.doing] : []),
        ...(first === phrases.groupsFirst ? [] : [phrases.group]),
        ...(asker.member?.role === 'admin' ? [phrases.admin] : []),
      ],
      notes: [`${phrases.secret}${phrases.contact(settings.office.contact)}`],
      actions: fittingExamples(context),
    });
  },
};

/** The typed command 转人工. */
export const human: Handler = {
  handles: ['human'],
  async answer(context) {
    return callSomebody(context);
  },
};
