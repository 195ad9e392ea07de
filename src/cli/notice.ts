import type { House } from '../app.js';
import { documentToPlain } from '../message/plain.js';
import { findGroup, parsePeriod } from './arguments.js';
import { CommandEnd, exitCode, type Register } from './command.js';

interface Options {
  readonly to?: string;
  readonly dryRun?: boolean;
  readonly data?: string;
  readonly json?: boolean;
}

const stateNames = {
  pending: '等待发送',
  sending: '正在发送',
  delivered: '平台已接收',
  refused: '未送达',
  unknown: '结果未知',
  expired: '已过期，未发送',
} as const;

/** What became of each group's delivery, by the platform's own code. */
const report = async (house: House, keys: readonly string[]) => {
  const rows = [];
  for (const key of keys) {
    const delivery = await house.store.get('deliveries', key);
    if (delivery === undefined) continue;
    const last = delivery.attempts.at(-1);
    rows.push({
      group: delivery.recipient,
      state: delivery.state,
      ...(last?.code === undefined ? {} : { code: last.code }),
      ...(last?.advice === undefined ? {} : { advice: last.advice }),
    });
  }
  return rows;
};

const summary = async (house: House, periodText: string, options: Options) => {
  const periodId = parsePeriod(periodText);
  const groupId = options.to === undefined ? undefined : (await findGroup(house.store, options.to)).id;
  const now = house.clock.now();
  const preview = await house.store.transaction((tx) =>
    house.summaries.previewSummary(tx, periodId, now, groupId === undefined ? {} : { groupId }),
  );
  if (options.dryRun === true) return { preview, deliveries: [] };
  const posted = await house.store.transaction((tx) =>
    house.summaries.postSummary(tx, periodId, 'operator', now, groupId === undefined ? {} : { groupId }),
  );
  await house.dispatcher.runDue();
  return { preview, deliveries: await report(house, [...posted.keys]) };
};

/** `tongbao notice summary PERIOD`: posts the summary of a published notice to all groups, or to one. */
export const registerNotice: Register = (program, context) => {
  const notice = program.command('notice').description('通报的摘要');
  notice
    .command('summary')
    .description('把一期已发布通报的摘要发到各群；同一个群同一期只发一次')
    .argument('<期间>', '例如 2023Q4')
    .option('--to <群>', '只发到一个群')
    .option('--dry-run', '只看摘要和会发到哪些群')
    .option('--data <目录>', '数据目录')
    .option('--json', '输出 JSON')
    .action(async (period: string, options: Options) => {
      await context.withHouse(options, async (house) => {
        const { preview, deliveries } = await summary(house, period, options);
        if (options.json === true) {
          context.out(
            `${JSON.stringify({
              period,
              text: documentToPlain(preview.document),
              groups: preview.groupNames,
              already: preview.already,
              deliveries,
            })}\n`,
          );
        } else {
          context.out(`${documentToPlain(preview.document)}\n\n`);
          context.out(`会发到：${preview.groupNames.join('、') || '没有可以发送的群'}\n`);
          if (preview.already.length > 0) context.out(`已发过，不再重复：${preview.already.join('、')}\n`);
          for (const { group, state, code, advice } of deliveries) {
            const why = [code, advice].filter((one) => one !== undefined).join('，');
            context.out(`${group}：${stateNames[state]}${why === '' ? '' : `（${why}）`}\n`);
          }
        }
        if (deliveries.some(({ state }) => state === 'refused' || state === 'unknown')) {
          throw new CommandEnd(exitCode.refused);
        }
      });
    });
};
