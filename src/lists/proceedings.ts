import { accounts as accountWords } from '../../config/phrases/accounts.js';
import { lists as phrases } from '../../config/phrases/lists.js';
import { proceedings as words } from '../../config/phrases/proceedings.js';
import {
  type ListedChange,
  type ListedFiling,
  type ListedProblem,
  listFilings,
  listProblems,
} from '../proceedings/list.js';
import { type ListColumn, listOf, writtenTime } from './list.js';

const titles = phrases.columns;

const ofChanges: readonly ListColumn<ListedChange>[] = [
  { title: titles.unit, of: ({ unitId }) => unitId },
  { title: titles.account, of: ({ change }) => change.accountName },
  { title: titles.platform, of: ({ change }) => change.platform },
  { title: titles.kind, of: ({ change }) => accountWords.kinds[change.kind] },
  { title: titles.effective, of: ({ change }) => change.effectiveOn },
  { title: titles.observed, of: ({ change }) => change.observedOn },
  { title: titles.state, of: ({ status }) => accountWords.states[status.state] },
  { title: titles.fileBy, of: ({ status }) => status.fileBy },
  { title: titles.filed, of: ({ status }) => status.filing?.filedOn },
  { title: titles.next, of: ({ status }) => words.nextForChange[status.state], width: 40, wrap: true },
];

const ofFilings: readonly ListColumn<ListedFiling>[] = [
  { title: titles.unit, of: ({ unitId }) => unitId },
  { title: titles.number, of: ({ filing }) => filing.id },
  { title: titles.account, of: ({ filing }) => filing.accountName },
  { title: titles.platform, of: ({ filing }) => filing.platform },
  { title: titles.kind, of: ({ filing }) => accountWords.kinds[filing.kind] },
  { title: titles.filed, of: ({ filing }) => filing.filedOn },
  { title: titles.planned, of: ({ filing }) => filing.plannedOn },
  { title: titles.state, of: ({ state }) => words.filing[state] },
  { title: titles.decided, of: ({ filing }) => filing.decidedOn },
  { title: titles.note, of: ({ moves }) => moves.at(-1)?.note, width: 40, wrap: true },
];

const ofProblems: readonly ListColumn<ListedProblem>[] = [
  { title: titles.period, of: ({ problem }) => problem.periodId },
  { title: titles.unit, of: ({ problem }) => problem.unitId },
  { title: titles.kind, of: ({ problem }) => problem.kind },
  { title: titles.object, of: ({ problem }) => problem.objectName },
  { title: titles.since, of: ({ problem }) => problem.since },
  {
    title: titles.deadline,
    of: ({ problem: { dueOn, dueTime } }) => [dueOn, dueTime].filter((part) => part !== undefined).join(' '),
  },
  {
    title: titles.state,
    of: ({ state }) => (state === undefined ? words.stateUnknown : words.rectification[state]),
  },
  { title: titles.standing, of: ({ standing }) => words.standings[standing] },
  {
    title: titles.submitted,
    of: ({ submittedAt }) => (submittedAt === undefined ? undefined : writtenTime(submittedAt)),
  },
  { title: titles.recurring, of: ({ recurrence }) => recurrence?.periods.length },
  { title: titles.note, of: ({ moves }) => moves.at(-1)?.note, width: 40, wrap: true },
  { title: titles.next, of: ({ state }) => words.nextForProblem[state ?? 'open'], width: 40, wrap: true },
  { title: titles.number, of: ({ problem }) => problem.id },
];

/** Account changes, filings, and problems with their rectification. */
export const proceedingLists = [
  listOf(
    phrases.names.changes,
    ofChanges,
    async ({ reader, rules, now }) => (await listFilings(reader, rules, now, undefined)).changes,
  ),
  listOf(
    phrases.names.filings,
    ofFilings,
    async ({ reader, rules, now }) => (await listFilings(reader, rules, now, undefined)).filings,
  ),
  listOf(phrases.names.problems, ofProblems, ({ reader, now }) => listProblems(reader, now, undefined)),
] as const;
