import { accounts } from '../../config/phrases/accounts.js';
import { proceedings as phrases } from '../../config/phrases/proceedings.js';
import type { House } from '../app.js';
import { formatDay } from '../domain/day.js';
import { FilingState } from '../domain/filing-decisions.js';
import { type ListedChange, type ListedFiling, listFilings } from '../proceedings/list.js';
import { moveFiling } from '../proceedings/move.js';
import { resolveUnit } from './arguments.js';
import { CommandEnd, exitCode, type Register } from './command.js';
import { type MoveOptions, moveContext, parseState } from './moving.js';

interface ListOptions {
  readonly unit?: string;
  readonly state?: string;
  readonly data?: string;
  readonly json?: boolean;
}

const parse = (text: string): FilingState => parseState(text, phrases.filing, FilingState.options);

const list = async ({ store, rules, clock }: House, options: ListOptions) => {
  const unitId = options.unit === undefined ? undefined : await resolveUnit(store, options.unit);
  const state = options.state === undefined ? undefined : parse(options.state);
  const { filings, changes } = await listFilings(store, rules, clock.now(), unitId);
  return {
    filings: filings.filter((one) => state === undefined || one.state === state),
    // A state of filings is asked for: changes have others.
    changes: state === undefined ? changes : [],
  };
};

const filingJson = ({ filing, unitId, state, moves }: ListedFiling) => {
  const { id, accountName, platform, kind, filedOn, plannedOn, decidedOn } = filing;
  return {
    id,
    account: accountName,
    platform,
    kind,
    unit: unitId,
    filedOn,
    plannedOn,
    state,
    decidedOn,
    moves,
  };
};

const changeJson = ({ change, unitId, status }: ListedChange) => {
  const { id, accountName, platform, kind, effectiveOn, observedOn } = change;
  return {
    id,
    account: accountName,
    platform,
    kind,
    unit: unitId,
    effectiveOn,
    observedOn,
    state: status.state,
    basis: status.basis,
    fileBy: status.fileBy,
    filing: status.filing?.id,
  };
};

const filingLines = ({ filing, unitId, state }: ListedFiling): string => {
  const { id, accountName, platform, kind, filedOn, plannedOn } = filing;
  const head = [id, unitId, accounts.account(accountName, platform), accounts.kinds[kind]];
  return [
    head.filter((part) => part !== undefined).join('  '),
    [
      `    ${phrases.filing[state]}`,
      phrases.filedOn(formatDay(filedOn)),
      ...(plannedOn === undefined ? [] : [phrases.plannedOn(formatDay(plannedOn))]),
      phrases.next(phrases.nextForFiling[state]),
    ].join('；'),
  ].join('\n');
};

const changeLines = ({ change, unitId, status }: ListedChange): string => {
  const { accountName, platform, kind, effectiveOn } = change;
  const head = [unitId, accounts.account(accountName, platform), accounts.kinds[kind]];
  return [
    head.filter((part) => part !== undefined).join('  '),
    [
      `    ${accounts.states[status.state]}`,
      ...(effectiveOn === undefined ? [] : [accounts.effective(formatDay(effectiveOn))]),
      phrases.next(phrases.nextForChange[status.state]),
    ].join('；'),
  ].join('\n');
};

/** `tongbao filing list|decide`: filings of account changes, and the changes with whether they were filed. */
export const registerFiling: Register = (program, context) => {
  const filing = program.command('filing').description('账号变更的报备和批复');
  filing
    .command('list')
    .description('列出报备、批复情况，以及账号变更是否提前报备')
    .option('--unit <单位>', '只看一个单位')
    .option('--state <结论>', Object.values(phrases.filing).join('、'))
    .option('--data <目录>', '数据目录')
    .option('--json', '输出 JSON')
    .action(async (options: ListOptions) => {
      await context.withHouse(options, async (house) => {
        const { filings, changes } = await list(house, options);
        if (options.json === true) {
          const listed = { filings: filings.map(filingJson), changes: changes.map(changeJson) };
          context.out(`${JSON.stringify(listed)}\n`);
          return;
        }
        if (filings.length + changes.length === 0) context.out(`${phrases.none.filings}\n`);
        if (filings.length > 0) context.out(`${phrases.filings}\n`);
        for (const one of filings) context.out(`${filingLines(one)}\n`);
        if (changes.length > 0) context.out(`${phrases.changes}\n`);
        for (const one of changes) context.out(`${changeLines(one)}\n`);
      });
    });
  filing
    .command('decide')
    .description('登记一项报备的批复、撤回或更正；每一步都记入审计')
    .argument('<编号>', 'filing list 里的编号')
    .argument('<结论>', Object.values(phrases.filing).join('、'))
    .option('--note <说明>', '个人信息会打码后保存')
    .option('--at <时间>', '实际办理时间（补登时写），例如 2023-12-04T09:00:00+08:00')
    .option('--for <平台:用户ID>', '代某人登记，按他的角色和单位检查')
    .option('--data <目录>', '数据目录')
    .option('--json', '输出 JSON')
    .action(async (id: string, stateText: string, options: MoveOptions) => {
      const to = parse(stateText);
      await context.withHouse(options, async (house) => {
        const moved = await house.store.transaction(async (tx) =>
          moveFiling(tx, id, to, await moveContext(tx, house, options)),
        );
        if (options.json === true) {
          context.out(`${JSON.stringify({ id, ...moved })}\n`);
          return;
        }
        const names = phrases.filing;
        context.out(`${phrases.moved(id, names[moved.from], names[moved.to])}\n`);
        context.out(`${phrases.next(phrases.nextForFiling[moved.to])}\n`);
      });
    });
  filing.action(() => {
    context.err(filing.helpInformation());
    throw new CommandEnd(exitCode.wrongUsage);
  });
};
