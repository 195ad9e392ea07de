import { accounts as phrases } from '../config/phrases/accounts.js';
import type { Answer, HandlerContext } from './handler.js';
import { answerOf } from './reply.js';

/** Whether a line asks how or when to file, rather than what is filed. */
export const asksFilingRule = (text: string): boolean =>
  /怎么|如何|咋|流程|手续|要不要|需不需要|需要|要提前|提前几天|还用|用不用|必须|要写|备案表|报备表|材料/u.test(
    text,
  ) && !/备案了[吗没]|报备了[吗没]|备案状态|哪些|多少/u.test(text);

/** The rule of filing (123号): what is filed, when, and whom to ask for the form. */
export const filingRuleAnswer = ({ text, rules, settings }: HandlerContext): Answer =>
  answerOf({
    title: phrases.filingTitle,
    paragraphs: [
      phrases.rule,
      phrases.inAdvance(rules.filing.daysInAdvance),
      ...(/认证|主办|主体/u.test(text) ? [phrases.hostInVerification] : []),
      ...(/停|关|注销/u.test(text) ? [phrases.closing] : []),
      phrases.form(settings.office.contact),
    ],
    notes: [phrases.rulesSource(rules.filing.source)],
  });
