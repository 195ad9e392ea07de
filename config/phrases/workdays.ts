import { formatInstant } from '../../src/domain/day.js';

const outcomes = { added: '已导入', changed: '已更新', unchanged: '与已有的相同，没有变化：' } as const;

/** Working days: what loading a year says, and the notice to administrators that one is missing. */
export const workdays = {
  loaded: (told: {
    readonly year: string;
    readonly outcome: keyof typeof outcomes;
    readonly workdays: number;
    readonly source: string;
  }): string =>
    `${outcomes[told.outcome]}${told.year}年放假调休安排，全年${told.workdays}个工作日（依据：${told.source}）。`,
  listed: (one: { readonly year: string; readonly source: string; readonly loadedAt?: string }): string =>
    `${one.year}年：${one.source}${one.loadedAt === undefined ? '（随程序）' : `（${formatInstant(one.loadedAt)}导入）`}`,
  missingTitle: (year: string): string => `请导入${year}年放假调休安排`,
  missing: (year: string): string =>
    `留言的办理期限已经算到${year}年，但${year}年的节假日安排尚未导入，有关期限暂按周一至周五推算，显示时标“暂定”。`,
  missingNext: (year: string): string =>
    `国务院办公厅发布${year}年放假通知后，请运维人员执行：tongbao workdays load ${year}.json（文件写法见《安装与运行》）。`,
  missingOnce: '此提醒只发一次',
} as const;
