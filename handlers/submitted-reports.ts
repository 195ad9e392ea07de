import { problems } from '../config/phrases/problems.js';
import { type ListedProblem, listProblems } from '../src/proceedings/list.js';
import type { HandlerContext } from './handler.js';

/** What units handed in, the oldest first, so that one that comes in does not move the others. */
export const submittedReports = async ({ tx, now }: HandlerContext): Promise<ListedProblem[]> => {
  const all = await listProblems(tx, now, undefined);
  const time = ({ submittedAt, problem }: ListedProblem): string => `${submittedAt ?? ''} ${problem.id}`;
  return all
    .filter(({ state }) => state === 'submitted')
    .toSorted((one, other) => (time(one) < time(other) ? -1 : 1));
};

export const unitOf = ({ problem }: ListedProblem): string => problem.unitId ?? problems.unnamed;
export const reportOf = ({ moves }: ListedProblem): string => moves.at(-1)?.note ?? '';
