import type { ListKey, TypedCommand } from './reading.js';

/** The verb that makes a line ask for a file and not for an answer; 下载 is said of the notice's files. */
const verb = /导出来?|导成|导一?[份个]/u;
const asksHow = /怎么|如何|咋|[吗么?？]$/u;

/** Which list the words name: the first that fits. */
const named: readonly (readonly [list: ListKey, words: RegExp])[] = [
  [
    'overdueMessages',
    /(?:逾期|超期|超时|过期)未?(?:答复|回复|办理|办结)?的?(?:留言|信件|诉求|咨询|办件)|(?:留言|信件|诉求|咨询|办件)(?:逾期|超期|超时|过期)|^逾期$/u,
  ],
  ['dueSoonMessages', /临期|(?:快|将|即将|马上|要)(?:到期|逾期|超期)/u],
  [
    'staleColumns',
    /(?:超期|逾期|过期|未更新|没更新|不更新|没有更新)的?(?:栏目|网站)|栏目(?:超期|逾期|未更新|没更新|不更新)/u,
  ],
  ['filings', /报备批复|批复|报备(?:处理|审批|办理)|(?:提交|收到)的报备/u],
  ['changes', /变更|未报备|没报备|漏报备|报备/u],
  ['problems', /问题|整改/u],
  ['scores', /得分|分数|打分|评分|成绩|排名|排行|名次/u],
  ['columns', /栏目|更新情况/u],
  ['messages', /留言|信件|诉求|咨询|办件/u],
];

/** 导出逾期留言: a list as a file; without `list` it names none that there is. */
export const readExportCommand = (text: string): TypedCommand | undefined => {
  const line = text.toLowerCase();
  if (!verb.test(line) || asksHow.test(line)) return undefined;
  const list = named.find(([, words]) => words.test(line))?.[0];
  return { name: 'export_list', ...(list === undefined ? {} : { list }) };
};
