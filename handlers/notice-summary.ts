import { answers } from '../config/phrases/answers.js';
import { notice as phrases } from '../config/phrases/notice.js';
import { action, message } from '../src/message/build.js';
import { askedPeriod } from './asked-period.js';
import { askedUnits, unboundAnswer } from './asked-units.js';
import type { Handler } from './handler.js';
import { gatherNoticeFacts } from './notice-facts.js';
import { topicReply } from './notice-topics.js';
import { answerOf, insteadBlocks } from './reply.js';
import { noticeReach } from './sight.js';
import { summaryBlocks } from './summary-document.js';

/** Praise of the asker's own unit, which somebody unbound does not have. */
const asksPraise = /表扬|点名|亮点/u;

/** What the notice says overall, or one part of it that has no intent of its own. */
export const noticeSummary: Handler = {
  handles: ['notice_summary'],
  async answer(context) {
    const found = await askedPeriod(context);
    if ('refusal' in found) return found.refusal;
    const { period } = found;
    const { slots, text, tx } = context;
    const facts = await gatherNoticeFacts(tx, period.id);
    const asked = await askedUnits(context, 'if_said');
    if (asked.kind === 'unbound' && asksPraise.test(text)) return unboundAnswer(context);
    const units = asked.kind === 'unbound' ? [] : asked.units;
    const reply = topicReply(
      facts,
      `${text} ${slots.topic ?? ''}`.trim(),
      units.map(({ id }) => id),
    );
    if (reply !== undefined) {
      const summary = action('summary', answers.ask.summaryLabel, answers.ask.latest(period.label));
      const [unit] = units;
      const notes = asked.kind === 'group' && unit !== undefined ? [answers.groupsUnit(unit.id)] : [];
      return answerOf({ ...reply, period, notes, actions: [summary] });
    }
    return {
      document: message(
        phrases.summaryTitle(period.label),
        [...insteadBlocks(period), ...summaryBlocks(facts, period)],
        [
          action('problems', answers.ask.problemsLabel, answers.ask.problems),
          action('attachments', answers.ask.attachmentsLabel, answers.ask.attachments),
        ],
      ),
      reach: noticeReach(period.isPublished),
    };
  },
};
