import { chatProceedings } from '../config/phrases/chat-proceedings.js';
import { pictures as picturePhrases } from '../config/phrases/pictures.js';
import { maskPersonalData } from '../src/domain/privacy/index.js';
import { action, message, paragraph } from '../src/message/build.js';
import { moveProblem } from '../src/proceedings/move.js';
import { attachPictures } from '../src/proceedings/pictures.js';
import { confirmation, longestNote, moverIn, noteAfter, orRefusal, say, whyNotUnit } from './doing.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { problemLine } from './problem-lines.js';
import { answerOf } from './reply.js';
import { lineOf, type Waiting, waitingProblems, whyNotSubmit } from './waiting-problems.js';

const phrases = chatProceedings.rectification;
const title = chatProceedings.titles.rectification;

const commandWords = /^.*?整改(?:情况|报告|结果)?\s*(?:第)?[\d０-９]*(?:号|项|条|个)?[\s,，、:：;；]*/u;
const address = /https?:\/\/[^\s，。；、）)]+/iu;

const listed = (waiting: readonly Waiting[], context: HandlerContext): Answer =>
  waiting.length === 0
    ? say(title, phrases.none)
    : answerOf({
        title,
        paragraphs: [phrases.count(waiting.length)],
        lines: waiting.map((one, at) => phrases.line(at + 1, lineOf(one, context))),
        after: [phrases.how],
        reach: { kind: 'asker' },
      });

/** Ids hold no blanks. */
const idsOf = (list: string | undefined): string[] => (list ?? '').split(' ').filter((id) => id !== '');

/** What became of the pictures of this message, where not all were kept. */
const faultNotes = ({ pictures: { faults } }: HandlerContext): string[] =>
  faults.length === 0 ? [] : [picturePhrases.faults(faults)];

/** `before` are the pictures that an earlier confirmation of the same report named. */
const confirming = (one: Waiting, note: string, context: HandlerContext, before = ''): Answer => {
  if (note.length > longestNote) return say(title, phrases.tooLong(longestNote));
  const evidence = address.exec(note)?.[0];
  const pictures = [...new Set([...idsOf(before), ...context.pictures.waiting])];
  return {
    ...confirmation(
      title,
      {
        sentence: phrases.understood,
        items: [
          [phrases.facts.problem, lineOf(one, context)],
          [phrases.facts.note, note],
          ...(evidence === undefined ? [] : [[phrases.facts.evidence, evidence] as const]),
          ...(pictures.length === 0
            ? []
            : [[phrases.facts.pictures, picturePhrases.count(pictures.length)] as const]),
        ],
        notes: faultNotes(context),
      },
      { command: 'rectify', args: { id: one.problem.id, note, pictures: pictures.join(' ') } },
    ),
    pictures: 'told',
  };
};

/** A number without a word of what was done: the sentence is asked for, pictures or not. */
const askingForWords = (one: Waiting, context: HandlerContext): Answer => {
  const { waiting } = context.pictures;
  const line = lineOf(one, context);
  const words =
    waiting.length === 0
      ? [...faultNotes(context), phrases.tellWhat(line), phrases.pictures]
      : [picturePhrases.got(waiting.length), ...faultNotes(context), picturePhrases.tellWhat(line)];
  return {
    ...say(title, ...words),
    pending: { kind: 'ask', command: 'rectify', args: { id: one.problem.id } },
    pictures: 'told',
  };
};

/** What a report of work done says, other than a question that comes in between. */
const reports = /已|完成|整改|更新|修改|补|删|改|修复|关停|恢复|https?:/u;

/**
 * The typed command 整改: what waits, numbered; with a number and a sentence, perhaps with an address, the
 * unit's administrator hands in the report after a confirmation.
 */
export const submitRectification: Handler = {
  handles: ['rectify'],
  async answer(context) {
    const { command, text } = context;
    const number = command?.name === 'rectify' ? command.number : undefined;
    const refusal = whyNotUnit(context, title);
    if (refusal !== undefined) return refusal;
    const waiting = await waitingProblems(context);
    if (number === undefined) return listed(waiting, context);
    const one = waiting[number - 1];
    if (one === undefined) return say(title, phrases.noSuch(number, waiting.length));
    const mayNot = await whyNotSubmit(one, context);
    if (mayNot !== undefined) return mayNot;
    const note = noteAfter(text, commandWords);
    return note === '' ? askingForWords(one, context) : confirming(one, note, context);
  },
  async completed(context, { id }) {
    // Words with a picture are about the picture, whatever they are.
    if (context.pictures.sent === 0 && !reports.test(context.text)) return undefined;
    const refusal = whyNotUnit(context, title);
    if (refusal !== undefined) return refusal;
    const one = (await waitingProblems(context)).find(({ problem }) => problem.id === id);
    if (one === undefined) return say(title, chatProceedings.changedMeanwhile);
    return (
      (await whyNotSubmit(one, context)) ?? confirming(one, maskPersonalData(context.text.trim()), context)
    );
  },
  async pictured(context, { kind, args: { id, note = '', pictures } }) {
    const refusal = whyNotUnit(context, title);
    if (refusal !== undefined) return refusal;
    const one = (await waitingProblems(context)).find(({ problem }) => problem.id === id);
    if (one === undefined) return say(title, chatProceedings.changedMeanwhile);
    const mayNot = await whyNotSubmit(one, context);
    if (mayNot !== undefined) return mayNot;
    return kind === 'ask' ? askingForWords(one, context) : confirming(one, note, context, pictures);
  },
  async confirmed(context, { id = '', note = '', pictures }) {
    const refusal = whyNotUnit(context, title);
    if (refusal !== undefined) return refusal;
    return await orRefusal(title, async () => {
      const { tx, now, services } = context;
      const one = (await waitingProblems(context)).find(({ problem }) => problem.id === id);
      if (one === undefined) return say(title, chatProceedings.changedMeanwhile);
      const mayNot = await whyNotSubmit(one, context);
      if (mayNot !== undefined) return mayNot;
      const by = { mover: moverIn(context, one.problem.unitId), now, newId: services.newId };
      if (one.state !== 'in_progress') await moveProblem(tx, id, 'in_progress', by);
      await moveProblem(tx, id, 'submitted', { ...by, note });
      const report = { problemId: id, submittedAt: now.toISOString(), by: by.mover.by };
      // One that comes with the word itself is meant as well.
      const ids = [...new Set([...idsOf(pictures), ...context.pictures.waiting])];
      const attached = await attachPictures(tx, ids, report, by);
      const { unitId = '' } = one.problem;
      const told = phrases.told(unitId, problemLine(one.problem), attached);
      await services.notify(
        tx,
        {
          key: `problem/${id}/${services.newId()}`,
          to: 'administrators',
          document: message(
            title,
            [paragraph(told), paragraph(phrases.toRecheck)],
            [action('pending', phrases.pendingLabel, phrases.pendingLabel)],
          ),
        },
        now,
      );
      return { ...say(title, phrases.done, ...faultNotes(context)), pictures: 'done' };
    });
  },
};
