import { createHash } from 'node:crypto';
import { broadcast as phrases } from '../config/phrases/broadcast.js';
import { TongbaoError } from '../src/domain/error.js';
import { formatPeriod } from '../src/domain/period.js';
import { PeriodId } from '../src/domain/records/index.js';
import { action, message, paragraph } from '../src/message/build.js';
import type { PeriodMention } from '../src/understanding/reading.js';
import { askedPeriod } from './asked-period.js';
import type { Answer, Handler, HandlerContext, HandlerServices } from './handler.js';
import { answerOf } from './reply.js';

type Preview = Awaited<ReturnType<HandlerServices['previewSummary']>>;

const say = (...paragraphs: readonly string[]): Answer =>
  answerOf({ title: phrases.title, paragraphs, reach: { kind: 'asker' } });

/** Why this person may not post here; `undefined` = may. The confirmation has to come from the same chat. */
export const whyMayNotPost = ({ asker, place, settings }: HandlerContext): Answer | undefined => {
  if (asker.member?.role !== 'admin') {
    return answerOf({ title: phrases.title, paragraphs: [phrases.notAdmin(settings.office.contact)] });
  }
  return place.kind === 'direct'
    ? undefined
    : answerOf({ title: phrases.title, paragraphs: [phrases.onlyDirect] });
};

/** What is confirmed: this text to these groups. Anything else is previewed anew. */
const digestOf = ({ document, groupNames }: Preview): string =>
  createHash('sha256')
    .update(JSON.stringify([document, groupNames]))
    .digest('hex');

const previewAnswer = (periodId: PeriodId, preview: Preview, first: readonly string[]): Answer => {
  const period = formatPeriod(periodId);
  const { document, groupNames, already } = preview;
  if (groupNames.length === 0) {
    return say(already.length > 0 ? phrases.allPosted(period, already.length) : phrases.noGroups(period));
  }
  return {
    document: message(
      phrases.title,
      [
        ...first.map((text) => paragraph(text)),
        paragraph(phrases.preview(period, groupNames.length)),
        paragraph(phrases.groups(groupNames.join('、'))),
        ...(already.length > 0 ? [paragraph(phrases.already(already.join('、')))] : []),
        ...document.blocks,
      ],
      [
        action('confirm', phrases.confirmLabel, phrases.confirm),
        action('cancel', phrases.cancelLabel, phrases.cancel),
      ],
    ),
    reach: { kind: 'asker' },
    pending: {
      kind: 'confirm',
      command: 'post_summary',
      args: { period: periodId, digest: digestOf(preview) },
    },
  };
};

/** A refusal of the service, as the sentence it carries for people. */
const orRefusal = async (attempt: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof TongbaoError && error.code.startsWith('summary.')) return say(error.hint);
    throw error;
  }
};

/** Previews the summary of a period with its groups, and asks for a confirmation. */
export const previewSummary = async (
  context: HandlerContext,
  mention: PeriodMention | undefined,
): Promise<Answer> => {
  const refusal = whyMayNotPost(context);
  if (refusal !== undefined) return refusal;
  const found = await askedPeriod(context, mention);
  if ('refusal' in found) return found.refusal;
  const { id } = found.period;
  const { tx, now, services } = context;
  return await orRefusal(async () => previewAnswer(id, await services.previewSummary(tx, id, now), []));
};

/** The typed command 发布…通报摘要: preview, confirmation, one delivery for each group. */
export const postSummary: Handler = {
  handles: ['post_summary'],
  async answer(context) {
    const { command } = context;
    return await previewSummary(context, command?.name === 'post_summary' ? command.period : undefined);
  },
  async confirmed(context, args) {
    const refusal = whyMayNotPost(context);
    if (refusal !== undefined) return refusal;
    const periodId = PeriodId.parse(args.period);
    const { tx, now, services, asker } = context;
    return await orRefusal(async () => {
      const preview = await services.previewSummary(tx, periodId, now);
      // What was approved is what goes out.
      if (digestOf(preview) !== args.digest) return previewAnswer(periodId, preview, [phrases.changed]);
      const { stored, already } = await services.postSummary(tx, periodId, asker.key, now);
      const period = formatPeriod(periodId);
      return answerOf({
        title: phrases.title,
        paragraphs: [
          phrases.stored(period, stored.length),
          ...(already.length > 0 ? [phrases.already(already.join('、'))] : []),
        ],
        actions: [action('failures', phrases.failuresLabel, phrases.failuresCommand)],
        reach: { kind: 'asker' },
      });
    });
  },
};
