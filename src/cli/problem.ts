import { pictures as picturePhrases } from '../../config/phrases/pictures.js';
import { problems as problemPhrases } from '../../config/phrases/problems.js';
import { proceedings as phrases } from '../../config/phrases/proceedings.js';
import type { House } from '../app.js';
import { formatDeadline } from '../domain/day.js';
import { RectificationState } from '../domain/records/index.js';
import { type ListedProblem, listProblems } from '../proceedings/list.js';
import { moveProblem } from '../proceedings/move.js';
import { allPicturesOf } from '../proceedings/pictures.js';
import { parsePeriod, resolveUnit } from './arguments.js';
import { CommandEnd, exitCode, type Register } from './command.js';
import { type MoveOptions, moveContext, parseState } from './moving.js';
import { addProblemPictures } from './problem-pictures.js';

interface ListOptions {
  readonly unit?: string;
  readonly period?: string;
  readonly state?: string;
  readonly overdue?: boolean;
  readonly data?: string;
  readonly json?: boolean;
}

const parse = (text: string): RectificationState =>
  parseState(text, phrases.rectification, RectificationState.options);

const list = async ({ store, clock }: House, options: ListOptions): Promise<ListedProblem[]> => {
  const unitId = options.unit === undefined ? undefined : await resolveUnit(store, options.unit);
  const periodId = options.period === undefined ? undefined : parsePeriod(options.period);
  const state = options.state === undefined ? undefined : parse(options.state);
  const all = await listProblems(store, clock.now(), unitId);
  return all.filter(
    (one) =>
      (periodId === undefined || one.problem.periodId === periodId) &&
      // What nobody has said anything of is not rectified, as far as is known.
      (state === undefined || (one.state ?? 'open') === state) &&
      (options.overdue !== true || one.standing === 'overdue'),
  );
};

/** How many pictures there are about a problem, of all reports. */
const pictureCount = async ({ store }: House, { problem }: ListedProblem): Promise<number> =>
  (await allPicturesOf(store, problem.id)).length;

const jsonOf = (
  { problem, state, standing, submittedAt, recurrence, moves }: ListedProblem,
  pictures: number,
) => {
  const { id, periodId, unitId, kind, objectType, objectName, severity, since, note } = problem;
  const { evidence, dueOn, dueTime } = problem;
  return {
    id,
    period: periodId,
    unit: unitId,
    kind,
    objectType,
    object: objectName,
    severity,
    since,
    note,
    evidence,
    dueOn,
    dueTime,
    state: state ?? 'unknown',
    standing,
    submittedAt,
    recurrence: recurrence ?? null,
    pictures,
    moves,
  };
};

/** Two lines: what the problem is and where it stands, and what comes next. */
const linesOf = ({ problem, state, standing, recurrence }: ListedProblem, pictures: number): string => {
  const { id, periodId, unitId, kind, objectName, dueOn, dueTime } = problem;
  const what = problemPhrases.detail(kind, objectName === undefined ? [] : [objectName]);
  const due = dueOn === undefined ? '' : ` ${formatDeadline(dueOn, dueTime)}`;
  const periods = recurrence?.periods.length ?? 1;
  return [
    [id, periodId, unitId ?? problemPhrases.unnamed, what].join('  '),
    [
      `    ${state === undefined ? phrases.stateUnknown : phrases.rectification[state]}`,
      `${phrases.standings[standing]}${due}`,
      ...(periods > 1 ? [phrases.recurring(periods)] : []),
      ...(pictures === 0 ? [] : [picturePhrases.stored(pictures)]),
      phrases.next(phrases.nextForProblem[state ?? 'open']),
    ].join('；'),
  ].join('\n');
};

/** `tongbao problem list|move|pictures`: problems of the notices and their rectification. */
export const registerProblem: Register = (program, context) => {
  const problem = program.command('problem').description('通报的问题和整改情况');
  problem
    .command('list')
    .description('列出问题、整改状态、期限和下一步')
    .option('--unit <单位>', '只看一个单位')
    .option('--period <期间>', '只看一期，例如 2023Q4')
    .option('--state <状态>', Object.values(phrases.rectification).join('、'))
    .option('--overdue', '只看超期的')
    .option('--data <目录>', '数据目录')
    .option('--json', '输出 JSON')
    .action(async (options: ListOptions) => {
      await context.withHouse(options, async (house) => {
        const listed = await list(house, options);
        if (options.json === true) {
          const rows = listed.map(async (one) => jsonOf(one, await pictureCount(house, one)));
          context.out(`${JSON.stringify(await Promise.all(rows))}\n`);
          return;
        }
        if (listed.length === 0) context.out(`${phrases.none.problems}\n`);
        for (const one of listed) context.out(`${linesOf(one, await pictureCount(house, one))}\n`);
      });
    });
  problem
    .command('move')
    .description('登记一个问题的整改进展；每一步都记入审计')
    .argument('<编号>', 'problem list 里的编号')
    .argument('<状态>', Object.values(phrases.rectification).join('、'))
    .option('--note <说明>', '个人信息会打码后保存')
    .option('--at <时间>', '实际办理时间（补登时写），例如 2023-12-04T09:00:00+08:00')
    .option('--for <平台:用户ID>', '代某人登记，按他的角色和单位检查')
    .option('--data <目录>', '数据目录')
    .option('--json', '输出 JSON')
    .action(async (id: string, stateText: string, options: MoveOptions) => {
      const to = parse(stateText);
      await context.withHouse(options, async (house) => {
        const moved = await house.store.transaction(async (tx) =>
          moveProblem(tx, id, to, await moveContext(tx, house, options)),
        );
        if (options.json === true) {
          context.out(`${JSON.stringify({ id, ...moved })}\n`);
          return;
        }
        const names = phrases.rectification;
        context.out(`${phrases.moved(id, names[moved.from], names[moved.to])}\n`);
        context.out(`${phrases.next(phrases.nextForProblem[moved.to])}\n`);
      });
    });
  addProblemPictures(problem, context);
  problem.action(() => {
    context.err(problem.helpInformation());
    throw new CommandEnd(exitCode.wrongUsage);
  });
};
