import { chatProceedings } from '../config/phrases/chat-proceedings.js';
import { maskPersonalData } from '../src/domain/privacy/index.js';
import { isPublished } from '../src/domain/publication.js';
import type { Problem, RectificationState } from '../src/domain/records/index.js';
import { rectificationTable } from '../src/domain/rectification.js';
import { targetsOf } from '../src/domain/transitions.js';
import { action, message, paragraph } from '../src/message/build.js';
import { listProblems } from '../src/proceedings/list.js';
import { moveProblem } from '../src/proceedings/move.js';
import { confirmation, longestNote, moverIn, noteAfter, orRefusal, say, whyNotUnit } from './doing.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { problemLine } from './problem-lines.js';
import { answerOf } from './reply.js';

const phrases = chatProceedings.rectification;
const title = chatProceedings.titles.rectification;

/** A problem of the asker's units that waits for its rectification. */
interface Waiting {
  readonly problem: Problem;
  readonly state: RectificationState;
}

/** From here a unit still has something to do. */
const unitsTurn: readonly RectificationState[] = ['open', 'in_progress', 'rechecked_failed'];

/** Problems of the asker's units that the notices have told; what nobody said anything of is not rectified. */
const waitingProblems = async ({ tx, asker, now }: HandlerContext): Promise<Waiting[]> => {
  const own = await Promise.all(asker.units.map(({ id }) => listProblems(tx, now, id)));
  const waiting: Waiting[] = [];
  for (const { problem, state = 'open' } of own.flat()) {
    if (!unitsTurn.includes(state)) continue;
    if (isPublished(await tx.get('notices', problem.periodId), now)) waiting.push({ problem, state });
  }
  return waiting;
};

/** Problem and unit, for those who have several. */
const lineOf = ({ problem }: Pick<Waiting, 'problem'>, { asker }: HandlerContext): string =>
  asker.units.length > 1 ? `${problem.unitId ?? ''}${problemLine(problem)}` : problemLine(problem);

/** Names of those of a unit who may hand in a report. */
const unitAdmins = async ({ tx }: HandlerContext, unitId: string): Promise<string[]> => {
  const members = await tx.find('members', { index: 'byUnit', equals: [unitId] });
  const ids = new Set(members.filter(({ role }) => role === 'unit_admin').map(({ personId }) => personId));
  const persons = await Promise.all([...ids].map((id) => tx.get('persons', id)));
  return persons.flatMap((person) => (person?.name === undefined ? [] : [person.name]));
};

/** Why the asker may not hand in a report on this problem; `undefined` = may. */
const whyNot = async ({ problem }: Waiting, context: HandlerContext): Promise<Answer | undefined> => {
  const { unitId = '' } = problem;
  return targetsOf(rectificationTable, 'in_progress', moverIn(context, unitId).role).includes('submitted')
    ? undefined
    : say(
        title,
        chatProceedings.onlyUnitAdmin(await unitAdmins(context, unitId), context.settings.office.contact),
      );
};

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

const confirming = (one: Waiting, note: string, context: HandlerContext): Answer => {
  if (note.length > longestNote) return say(title, phrases.tooLong(longestNote));
  const evidence = address.exec(note)?.[0];
  return confirmation(
    title,
    {
      sentence: phrases.understood,
      items: [
        [phrases.facts.problem, lineOf(one, context)],
        [phrases.facts.note, note],
        ...(evidence === undefined ? [] : [[phrases.facts.evidence, evidence] as const]),
      ],
    },
    { command: 'rectify', args: { id: one.problem.id, note } },
  );
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
    const mayNot = await whyNot(one, context);
    if (mayNot !== undefined) return mayNot;
    const note = noteAfter(text, commandWords);
    if (note !== '') return confirming(one, note, context);
    return {
      ...say(title, phrases.tellWhat(lineOf(one, context)), phrases.pictures),
      pending: { kind: 'ask', command: 'rectify', args: { id: one.problem.id } },
    };
  },
  async completed(context, { id }) {
    if (!reports.test(context.text)) return undefined;
    const refusal = whyNotUnit(context, title);
    if (refusal !== undefined) return refusal;
    const one = (await waitingProblems(context)).find(({ problem }) => problem.id === id);
    if (one === undefined) return say(title, chatProceedings.changedMeanwhile);
    return (await whyNot(one, context)) ?? confirming(one, maskPersonalData(context.text.trim()), context);
  },
  async confirmed(context, { id = '', note = '' }) {
    const refusal = whyNotUnit(context, title);
    if (refusal !== undefined) return refusal;
    return await orRefusal(title, async () => {
      const { tx, now, services } = context;
      const one = (await waitingProblems(context)).find(({ problem }) => problem.id === id);
      if (one === undefined) return say(title, chatProceedings.changedMeanwhile);
      const mayNot = await whyNot(one, context);
      if (mayNot !== undefined) return mayNot;
      const by = { mover: moverIn(context, one.problem.unitId), now, newId: services.newId };
      if (one.state !== 'in_progress') await moveProblem(tx, id, 'in_progress', by);
      await moveProblem(tx, id, 'submitted', { ...by, note });
      const { unitId = '' } = one.problem;
      await services.notify(
        tx,
        {
          key: `problem/${id}/${services.newId()}`,
          to: 'administrators',
          document: message(
            title,
            [paragraph(phrases.told(unitId, problemLine(one.problem))), paragraph(phrases.toRecheck)],
            [action('pending', phrases.pendingLabel, phrases.pendingLabel)],
          ),
        },
        now,
      );
      return say(title, phrases.done);
    });
  },
};
