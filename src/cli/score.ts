import { scores as phrases } from '../../config/phrases/scores.js';
import type { House } from '../app.js';
import { TongbaoError } from '../domain/error.js';
import { previousPeriod } from '../domain/period.js';
import { type ScoreReport, scoreReport } from '../scores/report.js';
import { parsePeriod, resolveUnit } from './arguments.js';
import { CommandEnd, exitCode, type Register } from './command.js';
import { scoreJson } from './score-json.js';
import { scoreText } from './score-text.js';

interface Options {
  readonly unit?: string;
  readonly explain?: boolean;
  readonly without?: string;
  readonly against?: string;
  readonly data?: string;
  readonly json?: boolean;
}

const itemsOf = ({ without = '' }: Options): string[] =>
  without
    .split(/[,，、]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');

const reportOf = async (house: House, periodId: string, options: Options): Promise<ScoreReport> => {
  const { store, rules, settings } = house;
  const without = itemsOf(options);
  if (without.length > 0 && options.unit === undefined) {
    throw new TongbaoError('cli.without_needs_unit', phrases.withoutNeedsUnit);
  }
  const unitId = options.unit === undefined ? undefined : await resolveUnit(store, options.unit);
  const unit = unitId === undefined ? undefined : await store.get('units', unitId);
  return await scoreReport(
    store,
    { indicatorSets: rules.indicatorSets, choice: settings.scoring },
    {
      periodId,
      against: options.against === undefined ? previousPeriod(periodId) : parsePeriod(options.against),
      ...(unit === undefined ? {} : { unit }),
      withComputedRank: options.explain === true || without.length > 0,
      without,
    },
  );
};

/** A figure that was asked for and could not be computed. */
const isRefused = ({ lines }: ScoreReport, options: Options): boolean => {
  const asked = options.explain === true || options.without !== undefined;
  return lines.some(
    ({ computed, imported }) => computed.state === 'refused' && (asked || imported === undefined),
  );
};

/** `tongbao score PERIOD`: scores and ranks, imported beside computed, and why; changes nothing. */
export const registerScore: Register = (program, context) => {
  program
    .command('score')
    .description('一期的得分与排名：导入的和按扣分明细计算的并列；可以逐条说明，也可以看假如整改了会怎样')
    .argument('<期间>', '例如 2023Q4')
    .option('--unit <单位>', '只看一个单位')
    .option('--explain', '逐条说明：日期、规则、依据、扣了几分')
    .option(
      '--without <指标代码>',
      '假如这些指标的明细都已整改（逗号分隔，也可以写明细编号），要和 --unit 一起用',
    )
    .option('--against <期间>', '和哪一期比；不写就是上一期')
    .option('--data <目录>', '数据目录')
    .option('--json', '输出 JSON')
    .action(async (period: string, options: Options) => {
      const periodId = parsePeriod(period);
      await context.withHouse(options, async (house) => {
        const report = await reportOf(house, periodId, options);
        const explain = options.explain === true;
        context.out(
          options.json === true
            ? `${JSON.stringify(scoreJson(periodId, report, { explain, items: itemsOf(options) }))}\n`
            : scoreText(periodId, report, { explain, items: itemsOf(options) }),
        );
        if (isRefused(report, options)) throw new CommandEnd(exitCode.refused);
      });
    });
};
