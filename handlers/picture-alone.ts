import { pictures as phrases } from '../config/phrases/pictures.js';
import { mostPictures, pictureWaitsMs } from '../src/domain/pictures.js';
import { type ListedProblem, listProblems } from '../src/proceedings/list.js';
import { attachPictures, picturesOf } from '../src/proceedings/pictures.js';
import { say } from './doing.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { problemLine } from './problem-lines.js';
import { answerOf } from './reply.js';
import { waitingProblems, whyNotSubmitAny } from './waiting-problems.js';

const { title } = phrases;

/** The report that this person handed in last, if it was within minutes and nobody has rechecked it. */
const justSubmitted = async ({ tx, asker, now }: HandlerContext): Promise<ListedProblem | undefined> => {
  const since = new Date(now.getTime() - pictureWaitsMs).toISOString();
  const own = (await Promise.all(asker.units.map(({ id }) => listProblems(tx, now, id)))).flat();
  return own
    .filter(({ state, submittedAt = '' }) => state === 'submitted' && submittedAt > since)
    .filter(({ moves }) => moves.at(-1)?.by === asker.key)
    .toSorted((one, other) => ((one.submittedAt ?? '') < (other.submittedAt ?? '') ? 1 : -1))
    .at(0);
};

/**
 * Pictures that are late for a report: it was confirmed while they were still being fetched, or no problem is left
 * that they could be for. `undefined` = they are not.
 */
const attachedLate = async (context: HandlerContext, isOnlyOne: boolean): Promise<string[] | undefined> => {
  const { tx, asker, now, services, pictures } = context;
  const report = await justSubmitted(context);
  if (report?.submittedAt === undefined) return undefined;
  const { problem, submittedAt } = report;
  if (!isOnlyOne && pictures.receivedAt > submittedAt) return undefined;
  const before = (await picturesOf(tx, problem.id, submittedAt)).length;
  const taken = pictures.waiting.slice(0, Math.max(0, mostPictures - before));
  const attached = await attachPictures(
    tx,
    taken,
    { problemId: problem.id, submittedAt, by: asker.key },
    { now, newId: services.newId },
  );
  return [
    ...(attached > 0 ? [phrases.late(problemLine(problem), before + attached)] : []),
    ...(taken.length < pictures.waiting.length ? [phrases.faults(['too_many'])] : []),
  ];
};

/** Pictures without a word while nothing is being prepared: one line on what can be done with them. */
export const pictureAlone: Handler = {
  handles: ['picture'],
  async answer(context): Promise<Answer> {
    const { place, asker, pictures } = context;
    if (place.kind !== 'direct') return answerOf({ title, paragraphs: [phrases.onlyDirect] });
    if (asker.isOffice) return say(title, phrases.onlyUnit);
    const refusal = await whyNotSubmitAny(context);
    if (refusal !== undefined) return { ...refusal, pictures: 'done' };
    const faults = pictures.faults.length === 0 ? [] : [phrases.faults(pictures.faults)];
    if (pictures.waiting.length === 0) return { ...say(title, ...faults), pictures: 'told' };
    const problems = (await waitingProblems(context)).length;
    const late = await attachedLate(context, problems === 0);
    if (late !== undefined) return { ...say(title, ...late, ...faults), pictures: 'done' };
    if (problems === 0) {
      return { ...say(title, phrases.nothingToRectify), pictures: 'done' };
    }
    const words = [phrases.got(pictures.waiting.length), ...faults, phrases.how(problems)];
    return { ...say(title, ...words), pictures: 'told' };
  },
};
