import { chatProceedings } from '../config/phrases/chat-proceedings.js';
import { formatDay } from '../src/domain/day.js';
import { message, paragraph } from '../src/message/build.js';
import { type ListedFiling, listFilings } from '../src/proceedings/list.js';
import { moveFiling } from '../src/proceedings/move.js';
import { confirmation, longestNote, moverIn, noteAfter, orRefusal, say, whyNotAdmin } from './doing.js';
import { filingWords } from './file-change.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { answerOf } from './reply.js';

const phrases = chatProceedings.decision;
const title = chatProceedings.titles.decision;

/** Filings that wait for a decision, the oldest first, so that one that comes in does not move the others. */
const undecided = async ({ tx, rules, now }: HandlerContext): Promise<ListedFiling[]> => {
  const { filings } = await listFilings(tx, rules, now, undefined);
  return filings.filter(({ state }) => state === 'filed').toReversed();
};

const unitOf = ({ unitId, filing }: ListedFiling): string => unitId ?? filing.accountName;

/** The typed command 待审报备: what waits for a decision, numbered. */
export const pendingFilings: Handler = {
  handles: ['pending_filings'],
  async answer(context) {
    const refusal = whyNotAdmin(context, title);
    if (refusal !== undefined) return refusal;
    const waiting = await undecided(context);
    if (waiting.length === 0) return say(title, phrases.none);
    return answerOf({
      title,
      paragraphs: [phrases.count(waiting.length)],
      lines: waiting.map((one, at) =>
        phrases.line(at + 1, unitOf(one), filingWords(one.filing), formatDay(one.filing.filedOn)),
      ),
      after: [phrases.how],
      reach: { kind: 'asker' },
    });
  },
};

/** The words of the command and its number; behind them stands the reason. */
const commandWords =
  /^.*?(?:同意|批准|通过|驳回|退回)\s*(?:第)?报备\s*(?:第)?[\d０-９一二三四五六七八九]*(?:号|项|条|个)?[\s,，、:：;；]*/u;

/** The members of a unit: whoever filed or reported is among them. */
export const membersOf = async ({ tx }: HandlerContext, unitId: string): Promise<string[]> =>
  (await tx.find('members', { index: 'byUnit', equals: [unitId] })).map(({ id }) => id);

/** The typed commands 同意报备 N and 不同意报备 N 理由: an administrator decides after a confirmation. */
export const decideFiling: Handler = {
  handles: ['decide_filing'],
  async answer(context) {
    const refusal = whyNotAdmin(context, title);
    if (refusal !== undefined) return refusal;
    const { command, text } = context;
    if (command?.name !== 'decide_filing') return say(title, phrases.whichNumber);
    const { approves, number } = command;
    const waiting = await undecided(context);
    if (number === undefined) return say(title, phrases.whichNumber);
    const one = waiting[number - 1];
    if (one === undefined) return say(title, phrases.noSuch(number, waiting.length));
    const note = noteAfter(text, commandWords);
    if (!approves && note === '') return say(title, phrases.needsReason);
    if (note.length > longestNote) return say(title, chatProceedings.rectification.tooLong(longestNote));
    return confirmation(
      title,
      {
        sentence: phrases.understood(approves),
        items: [
          [chatProceedings.filing.facts.unit, unitOf(one)],
          [chatProceedings.filing.facts.account, filingWords(one.filing)],
          ...(one.filing.note === undefined
            ? []
            : [[chatProceedings.filing.facts.note, one.filing.note] as const]),
        ],
        notes: note === '' ? [] : [phrases.reason(note)],
      },
      { command: 'decide_filing', args: { id: one.filing.id, to: approves ? 'approved' : 'rejected', note } },
    );
  },
  async confirmed(context, { id = '', to, note = '' }) {
    const refusal = whyNotAdmin(context, title);
    if (refusal !== undefined) return refusal;
    const approves = to === 'approved';
    return await orRefusal(title, async (): Promise<Answer> => {
      const { tx, now, services } = context;
      const one = (await undecided(context)).find(({ filing }) => filing.id === id);
      await moveFiling(tx, id, approves ? 'approved' : 'rejected', {
        mover: moverIn(context),
        now,
        newId: services.newId,
        ...(note === '' ? {} : { note }),
      });
      if (one?.unitId !== undefined) {
        const words = [
          phrases.told(approves, filingWords(one.filing)),
          ...(note === '' ? [] : [phrases.reason(note)]),
        ];
        await services.notify(
          tx,
          {
            key: `filing/${id}/${services.newId()}`,
            to: await membersOf(context, one.unitId),
            unitId: one.unitId,
            document: message(
              title,
              words.map((text) => paragraph(text)),
            ),
          },
          now,
        );
      }
      return say(title, phrases.done(approves, one === undefined ? '' : unitOf(one)));
    });
  },
};
