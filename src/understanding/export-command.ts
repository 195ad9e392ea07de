import type { ListKey, TypedCommand } from './reading.js';

/** The verb that makes a line ask for a file and not for an answer; 下载 is said of the notice's files. */
const verb = /(?<![领引指主督辅疏误编倡向先教传])(?:导出|导成|导一?[份个])/u;
const asksHow = /怎么|怎样|如何|咋|哪里|哪儿|在哪|哪[些个]|什么|为什么|为何|多久|谁/u;
/** 能导出逾期留言吗 asks for the list as much as 请导出 does. */
const politeStart = /能|可以|可否|麻烦|请|帮/u;
const asksWhether = /[吗么没呢?？]$/u;
/** Of a file that there is already, or that nobody wants. */
const ofAnother =
  /(?:不|别|没|勿|未|刚|已|已经|上次|昨天|之前)[^,，。]{0,4}(?:导出|导成)|导出(?:有|出|失败|不|错|过|完|成功|后|时|来?了|[^,，。]{0,10}(?:失败|打不开|不对|有误|错))|导出来?的(?:文件|表|清单|数据|结果|内容|东西)/u;

const messages = '(?:留言|信件|诉求|咨询|办件)';
const past = '(?:逾期|超期|超时|过期)';

/** Which list the words name: the first that fits. */
const named: readonly (readonly [list: ListKey, words: RegExp])[] = [
  [
    'overdueMessages',
    new RegExp(
      `${past}(?:还|仍)?[未没]?(?:答复|回复|办理|办结)?的?${messages}|${messages}${past}|${past}(?:还|仍)?[未没](?:答复|回复|办结)`,
      'u',
    ),
  ],
  [
    'dueSoonMessages',
    /(?:临期|(?:快|将|即将|马上|要)(?:到期|逾期|超期))(?!.*(?:栏目|网站|整改|问题|报备|变更))/u,
  ],
  [
    'staleColumns',
    new RegExp(`(?:${past}|[未没不]更新|没有更新)的?(?:栏目|网站)|栏目(?:${past}|[未没不]更新)`, 'u'),
  ],
  ['filings', /报备批复|批复|报备(?:处理|审批|办理)|(?:提交|收到)的报备/u],
  ['changes', /变更|未报备|没报备|漏报备|报备/u],
  ['problems', /问题|整改/u],
  ['scores', /得分|分数|打分|评分|成绩|排名|排行|名次/u],
  ['columns', /栏目|更新情况/u],
  ['messages', new RegExp(messages, 'u')],
];

const isRequest = (line: string): boolean => {
  if (!verb.test(line) || asksHow.test(line) || ofAnother.test(line)) return false;
  return !asksWhether.test(line) || politeStart.test(line);
};

/** 导出逾期留言: a list as a file; without `list` it names none that there is. */
export const readExportCommand = (text: string): TypedCommand | undefined => {
  const line = text.toLowerCase();
  if (!isRequest(line)) return undefined;
  const list = named.find(([, words]) => words.test(line))?.[0];
  return { name: 'export_list', ...(list === undefined ? {} : { list }) };
};
