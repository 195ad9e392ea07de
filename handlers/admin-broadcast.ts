import { answers } from '../config/phrases/answers.js';
import { broadcast as phrases } from '../config/phrases/broadcast.js';
import { formatShortDay, shanghaiDay } from '../src/domain/day.js';
import { formatPeriod } from '../src/domain/period.js';
import { latestPublished } from '../src/domain/publication.js';
import { action } from '../src/message/build.js';
import type { RecordOf } from '../storage/port.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { previewSummary, whyMayNotPost } from './post-summary.js';
import { answerOf } from './reply.js';
import { ledgerSource } from './sources.js';

type Wish = 'recall' | 'failures' | 'schedule' | 'free_text' | 'remind' | 'summary';

/** What an administrator wants sent, the first that fits. Only a summary can be posted from the chat. */
const wishes: readonly (readonly [Wish, RegExp])[] = [
  ['recall', /撤回|召回|收回/u],
  ['failures', /失败|没发出|没送达|重发|送达|发送结果/u],
  ['schedule', /每天|每周|每月|定时|几点(?:发|推)/u],
  ['free_text', /[:：]/u],
  ['remind', /提醒|催|督办/u],
  ['summary', /通报|摘要|预览/u],
];

const wishIn = (text: string): Wish => wishes.find(([, words]) => words.test(text))?.[0] ?? 'free_text';

type Delivery = RecordOf<'deliveries'>;

/** Failures older than this are history. */
const failuresSinceMs = 30 * 86_400_000;

const failureLine = (
  { recipient, createdAt, attempts }: Delivery,
  state: keyof typeof phrases.states,
): string => {
  const last = attempts.at(-1);
  return phrases.failure(
    recipient,
    formatShortDay(shanghaiDay(createdAt)),
    phrases.states[state],
    [last?.code, last?.advice].filter((part) => part !== undefined).join(' '),
  );
};

/** What was pushed in the last month and did not arrive for certain, newest first. */
const failures = async ({ tx, now }: HandlerContext): Promise<Answer> => {
  const since = new Date(now.getTime() - failuresSinceMs).toISOString();
  const lines: string[] = [];
  for (const purpose of ['summary', 'reminder'] as const) {
    const rows = await tx.find('deliveries', {
      index: 'byPurpose',
      equals: [purpose],
      range: { gte: since },
      order: 'desc',
    });
    for (const row of rows) {
      if (row.state === 'refused' || row.state === 'unknown' || row.state === 'expired') {
        lines.push(failureLine(row, row.state));
      }
    }
  }
  return answerOf({
    title: phrases.title,
    paragraphs: [
      lines.length === 0 ? phrases.noFailures : `${phrases.failures(lines.length)}${phrases.noResend}`,
    ],
    lines,
    notes: [ledgerSource('deliveries', now)],
    reach: { kind: 'asker' },
  });
};

const cannot = (wish: Exclude<Wish, 'summary' | 'failures'>, context: HandlerContext): string => {
  switch (wish) {
    case 'recall':
      return phrases.cannotRecall;
    case 'schedule':
      return phrases.cannotSchedule;
    case 'remind':
      return context.settings.reminders.enabled ? phrases.cannotRemind : phrases.remindersOff;
    case 'free_text':
      return phrases.cannotFreeText;
  }
};

/** An administrator tells the bot to send something: what can be done is done, the rest is said plainly. */
export const adminBroadcast: Handler = {
  handles: ['admin_broadcast'],
  async answer(context) {
    const refusal = whyMayNotPost(context);
    if (refusal !== undefined) return refusal;
    const wish = wishIn(context.text);
    if (wish === 'summary') return await previewSummary(context, context.slots.periods?.at(-1));
    if (wish === 'failures') return await failures(context);
    const { tx, now } = context;
    const latest = latestPublished(await tx.find('notices', { index: 'byId' }), now);
    const period = latest === undefined ? undefined : formatPeriod(latest.periodId);
    return answerOf({
      title: phrases.title,
      paragraphs: [
        cannot(wish, context),
        period === undefined ? phrases.nothingPublished : phrases.canDo(period),
      ],
      actions:
        period === undefined
          ? [action('human', answers.ask.humanLabel, answers.ask.human)]
          : [action('post', phrases.postLabel, phrases.post(period))],
      reach: { kind: 'asker' },
    });
  },
};
