import { chatProceedings } from '../config/phrases/chat-proceedings.js';
import { isLive } from '../src/domain/members.js';
import { isPublished } from '../src/domain/publication.js';
import type { Problem, RectificationState } from '../src/domain/records/index.js';
import { listProblems } from '../src/proceedings/list.js';
import { say, whyNotUnit } from './doing.js';
import type { Answer, HandlerContext } from './handler.js';
import { maySubmit, maySubmitFor } from './may-submit.js';
import { problemLine } from './problem-lines.js';

const title = chatProceedings.titles.rectification;

/** A problem of the asker's units that waits for its rectification. */
export interface Waiting {
  readonly problem: Problem;
  readonly state: RectificationState;
}

/** From here a unit still has something to do. */
const unitsTurn: readonly RectificationState[] = ['open', 'in_progress', 'rechecked_failed'];

/** Problems of the asker's units that the notices have told; what nobody said anything of is not rectified. */
export const waitingProblems = async ({ tx, asker, now }: HandlerContext): Promise<Waiting[]> => {
  const own = await Promise.all(asker.units.map(({ id }) => listProblems(tx, now, id)));
  const waiting: Waiting[] = [];
  for (const { problem, state = 'open' } of own.flat()) {
    if (!unitsTurn.includes(state)) continue;
    if (isPublished(await tx.get('notices', problem.periodId), now)) waiting.push({ problem, state });
  }
  return waiting;
};

/** Problem and unit, for those who have several. */
export const lineOf = ({ problem }: Pick<Waiting, 'problem'>, { asker }: HandlerContext): string =>
  asker.units.length > 1 ? `${problem.unitId ?? ''}${problemLine(problem)}` : problemLine(problem);

/** Names of those of some units who may hand in a report. */
const unitAdmins = async ({ tx, now }: HandlerContext, unitIds: readonly string[]): Promise<string[]> => {
  const members = await Promise.all(
    unitIds.map((id) => tx.find('members', { index: 'byUnit', equals: [id] })),
  );
  const admins = members.flat().filter((member) => member.role === 'unit_admin' && isLive(member, now));
  const persons = await Promise.all(
    [...new Set(admins.map(({ personId }) => personId))].map((id) => tx.get('persons', id)),
  );
  return persons.flatMap((person) => (person?.name === undefined ? [] : [person.name]));
};

const onlyAdmins = async (context: HandlerContext, unitIds: readonly string[]): Promise<Answer> =>
  say(
    title,
    chatProceedings.onlyUnitAdmin(await unitAdmins(context, unitIds), context.settings.office.contact),
  );

/** Why the asker may not hand in a report on this problem; `undefined` = may. */
export const whyNotSubmit = async (
  { problem: { unitId = '' } }: Waiting,
  context: HandlerContext,
): Promise<Answer | undefined> =>
  maySubmitFor(context, unitId) ? undefined : await onlyAdmins(context, [unitId]);

/** Why the asker may hand in no report at all here; `undefined` = may. */
export const whyNotSubmitAny = async (context: HandlerContext): Promise<Answer | undefined> => {
  const refusal = whyNotUnit(context, title);
  if (refusal !== undefined) return refusal;
  return maySubmit(context)
    ? undefined
    : await onlyAdmins(
        context,
        context.asker.units.map(({ id }) => id),
      );
};
