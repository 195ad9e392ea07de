import { answers } from '../config/phrases/answers.js';
import { notice as phrases } from '../config/phrases/notice.js';
import type { Attachment } from '../src/domain/records/index.js';
import { action } from '../src/message/build.js';
import { askedPeriod } from './asked-period.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { answerOf, type Reply } from './reply.js';
import { sightIn } from './sight.js';
import type { ShownPeriod } from './sources.js';

/** Words of a line, and words of the title they mean. */
const topics: readonly (readonly [RegExp, RegExp])[] = [
  [/得分/u, /得分/u],
  [/报送|采用/u, /报送/u],
  [/工作日|答复|留言/u, /留言|答复/u],
  [/评优/u, /评优/u],
];

/** The attachment that a line names by words of its title. */
const namedIn = (text: string, attachments: readonly Attachment[]): Attachment | undefined => {
  const topic = topics.find(([words]) => words.test(text));
  return topic === undefined ? undefined : attachments.find(({ title }) => topic[1].test(title));
};

const isUrl = (file: string): boolean => /^https?:\/\//u.test(file);

/** A line of the list: everybody may read it, so only public addresses stand in it. */
const lineOf = ({ number, title, file, audience }: Attachment): string => {
  const { attachmentStates: states } = phrases;
  if (file === undefined) return phrases.attachment(number, title, states.missing);
  if (audience === 'recipients') return phrases.attachment(number, title, states.recipients);
  if (audience !== 'public') return phrases.attachment(number, title, states.closed);
  return isUrl(file)
    ? phrases.attachmentAt(number, title, file)
    : phrases.attachment(number, title, states.stored);
};

/** One attachment, as far as this asker may have it here. */
const oneAttachment = (
  context: HandlerContext,
  period: ShownPeriod,
  { number, title, file, audience }: Attachment,
): Pick<Reply, 'paragraphs' | 'reach'> => {
  const office = context.settings.office.name;
  if (file === undefined) return { paragraphs: [phrases.oneMissing(number, title, office)] };
  const { place } = context;
  const sight = sightIn(context, audience, {
    isPublished: period.isPublished,
    ...(place.kind === 'unit_group' ? { unitId: place.unit.id } : {}),
  });
  if (sight === 'refuse') {
    const why = audience === 'recipients' ? phrases.oneForUnits : phrases.oneClosed;
    return { paragraphs: [why(number, title)] };
  }
  const sentence = isUrl(file)
    ? phrases.oneAttachmentAt(number, title, file)
    : phrases.oneStored(number, title, office);
  const unitReach: Answer['reach'] =
    sight === 'show' && place.kind === 'unit_group'
      ? { kind: 'unit', unitId: place.unit.id }
      : { kind: 'asker' };
  return { paragraphs: [sentence], reach: audience === 'public' ? { kind: 'public' } : unitReach };
};

const list = (attachments: readonly Attachment[]): Pick<Reply, 'paragraphs' | 'lines'> =>
  attachments.length === 0
    ? { paragraphs: [phrases.noAttachments] }
    : { paragraphs: [phrases.attachments(attachments.length)], lines: attachments.map(lineOf) };

/** Attachments of a notice and its original text. */
export const attachments: Handler = {
  handles: ['attachments'],
  async answer(context) {
    const found = await askedPeriod(context);
    if ('refusal' in found) return found.refusal;
    const { period } = found;
    const { slots, text, tx } = context;
    const all = await tx.find('attachments', { index: 'byPeriod', equals: [period.id] });
    const url = period.notice?.url;
    const original = url === undefined ? phrases.originalUnknown : phrases.original(url);
    const common = {
      title: phrases.titles.attachments,
      period,
      actions: [action('human', answers.ask.humanLabel, answers.ask.human)],
    } satisfies Partial<Reply>;
    const asked =
      slots.attachment === undefined
        ? namedIn(text, all)
        : all.find(({ number }) => number === slots.attachment);
    if (asked !== undefined) {
      return answerOf({ ...common, ...oneAttachment(context, period, asked), after: [original] });
    }
    if (slots.attachment !== undefined) {
      const missing = phrases.noSuchAttachment(slots.attachment, all.length);
      return answerOf({ ...common, paragraphs: [missing], after: [original] });
    }
    if (!/附件|附见|附表/u.test(text) && /原文|全文|通报|文件|pdf|word/iu.test(text)) {
      const { paragraphs, lines = [] } = list(all);
      return answerOf({ ...common, paragraphs: [original, ...paragraphs], lines });
    }
    return answerOf({ ...common, ...list(all), after: [original] });
  },
};
