import { chatProceedings } from '../config/phrases/chat-proceedings.js';
import { pictures as picturePhrases } from '../config/phrases/pictures.js';
import { message, paragraph } from '../src/message/build.js';
import type { ListedProblem } from '../src/proceedings/list.js';
import { moveProblem } from '../src/proceedings/move.js';
import { picturesOf } from '../src/proceedings/pictures.js';
import { membersOf } from './decide-filing.js';
import { confirmation, longestNote, moverIn, noteAfter, orRefusal, say, whyNotAdmin } from './doing.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { problemLine } from './problem-lines.js';
import { answerOf } from './reply.js';
import { reportOf, submittedReports, unitOf } from './submitted-reports.js';

const phrases = chatProceedings.recheck;
const title = chatProceedings.titles.recheck;

const pictureCount = async (
  { tx }: HandlerContext,
  { problem, submittedAt }: ListedProblem,
): Promise<number> => (await picturesOf(tx, problem.id, submittedAt)).length;

/** A report with its number, and with how many pictures there are to look at. */
const waitingLine = async (context: HandlerContext, one: ListedProblem, number: number): Promise<string> => {
  const line = phrases.line(number, unitOf(one), problemLine(one.problem), reportOf(one));
  const count = await pictureCount(context, one);
  return count === 0 ? line : picturePhrases.withCount(line, number, count);
};

/** The typed command 待复查: what waits for a recheck, numbered, with what the unit wrote. */
export const pendingRechecks: Handler = {
  handles: ['pending_rechecks'],
  async answer(context) {
    const refusal = whyNotAdmin(context, title);
    if (refusal !== undefined) return refusal;
    const waiting = await submittedReports(context);
    if (waiting.length === 0) return say(title, phrases.none);
    return answerOf({
      title,
      paragraphs: [phrases.count(waiting.length)],
      lines: await Promise.all(waiting.map((one, at) => waitingLine(context, one, at + 1))),
      after: [phrases.how],
      reach: { kind: 'asker' },
    });
  },
};

const commandWords =
  /^.*?(?:通过|合格)\s*(?:第)?[\d０-９一二三四五六七八九]*(?:号|项|条|个)?[\s,，、:：;；]*/u;

/** The typed commands 复查通过 N and 复查不通过 N 原因: an administrator decides after a confirmation. */
export const recheck: Handler = {
  handles: ['recheck'],
  async answer(context) {
    const refusal = whyNotAdmin(context, title);
    if (refusal !== undefined) return refusal;
    const { command, text } = context;
    if (command?.name !== 'recheck') return say(title, phrases.how);
    const { passes, number = 0 } = command;
    const waiting = await submittedReports(context);
    const one = waiting[number - 1];
    if (one === undefined) return say(title, phrases.noSuch(number, waiting.length));
    const note = noteAfter(text, commandWords);
    if (!passes && note === '') return say(title, phrases.needsReason);
    if (note.length > longestNote) return say(title, chatProceedings.rectification.tooLong(longestNote));
    const facts = chatProceedings.rectification.facts;
    const count = await pictureCount(context, one);
    return confirmation(
      title,
      {
        sentence: phrases.understood(passes),
        items: [
          [chatProceedings.filing.facts.unit, unitOf(one)],
          [facts.problem, problemLine(one.problem)],
          ...(reportOf(one) === '' ? [] : [[facts.note, reportOf(one)] as const]),
          ...(count === 0 ? [] : [[facts.pictures, picturePhrases.count(count)] as const]),
        ],
        notes: note === '' ? [] : [phrases.reason(note)],
      },
      {
        command: 'recheck',
        args: { id: one.problem.id, to: passes ? 'rechecked_ok' : 'rechecked_failed', note },
      },
    );
  },
  async confirmed(context, { id = '', to, note = '' }) {
    const refusal = whyNotAdmin(context, title);
    if (refusal !== undefined) return refusal;
    const passes = to === 'rechecked_ok';
    return await orRefusal(title, async (): Promise<Answer> => {
      const { tx, now, services } = context;
      const one = (await submittedReports(context)).find(({ problem }) => problem.id === id);
      await moveProblem(tx, id, passes ? 'rechecked_ok' : 'rechecked_failed', {
        mover: moverIn(context),
        now,
        newId: services.newId,
        ...(note === '' ? {} : { note }),
      });
      if (one?.problem.unitId !== undefined) {
        const words = [
          phrases.told(passes, problemLine(one.problem)),
          ...(note === '' ? [] : [phrases.reason(note)]),
        ];
        await services.notify(
          tx,
          {
            key: `problem/${id}/${services.newId()}`,
            to: await membersOf(context, one.problem.unitId),
            unitId: one.problem.unitId,
            document: message(
              title,
              words.map((text) => paragraph(text)),
            ),
          },
          now,
        );
      }
      return say(title, phrases.done(passes, one === undefined ? '' : unitOf(one)));
    });
  },
};
