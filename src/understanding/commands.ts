import { readDelegationCommand } from './delegation-commands.js';
import { readExportCommand } from './export-command.js';
import { readNumber } from './numbers.js';
import { findPeriods } from './periods.js';
import { readProceedingCommand } from './proceeding-commands.js';
import type { Intent, Lexicon, TypedCommand } from './reading.js';

/** Longer and shorter than a code, too, so that a mistyped one is answered as a code. */
const bind = /^绑定(?:码)?[:：\s]*(?<code>[0-9a-z]{6,12})$/u;
const postSummary = /^(?:我要)?发布(?:一下)?(?<when>.{0,12}?)的?通报?摘要$/u;

const issueCode =
  /^(?:请|帮我)?(?:给|为)?.{0,20}?(?:发|生成|开|要)(?:一?个|张)?绑定码.{0,20}$|^发码.{0,20}$/u;

const plain: ReadonlyMap<string, TypedCommand> = new Map(
  (
    [
      [{ name: 'confirm' }, ['确认', '确认发布', '确认发送', '确定']],
      [{ name: 'cancel' }, ['取消', '取消发布', '取消发送']],
      [{ name: 'more' }, ['更多', '继续', '下一页', '还有吗', '还有呢', '接着看']],
      [{ name: 'unbind' }, ['解绑', '解除绑定', '取消绑定', '解绑单位']],
      [{ name: 'hand_over' }, ['交接', '工作交接', '办理交接', '我要交接']],
      [{ name: 'human' }, ['转人工', '人工', '人工客服', '转人工客服']],
    ] as const
  ).flatMap(([command, words]) => words.map((word) => [word, command] as const)),
);

/** The most choices that are ever offered, and some to spare; a longer number is no choice. */
const mostChoices = 20;

const numberOf = (line: string): number | undefined =>
  readNumber(
    /^(?:选|第)?(?<number>\d{1,2}|[一二三四五六七八九])(?:个|项)?$/u.exec(line)?.groups?.number ?? '',
  );

/** 绑定 jinshui: a unit in pinyin, which no code is. */
const isUnitInLetters = (code: string, lexicon: Lexicon): boolean =>
  !/\d/u.test(code) &&
  lexicon.findUnits(code).some(({ unitIds, words }) => unitIds.length > 0 && words === code);

/** The typed command that a cleaned line is, the whole of it; `undefined` = a question. */
export const readCommand = (
  line: string,
  { now, lexicon }: { readonly now: Date; readonly lexicon: Lexicon },
): TypedCommand | undefined => {
  const text = line.replace(/[\s。.!！,，]+$/u, '');
  const known = plain.get(text);
  if (known !== undefined) return known;
  const code = bind.exec(text)?.groups?.code;
  if (code !== undefined && !isUnitInLetters(code, lexicon)) {
    return { name: 'bind', code: code.toUpperCase() };
  }
  if (issueCode.test(text)) {
    return { name: 'issue_code', unitIds: lexicon.findUnits(text).flatMap(({ unitIds }) => unitIds) };
  }
  const post = postSummary.exec(text);
  if (post !== null) {
    const period = findPeriods(post.groups?.when ?? '', now).periods.at(-1)?.mention;
    return { name: 'post_summary', ...(period === undefined ? {} : { period }) };
  }
  const command = readDelegationCommand(text) ?? readProceedingCommand(text) ?? readExportCommand(text);
  if (command !== undefined) return command;
  const number = numberOf(text);
  return number !== undefined && number >= 1 && number <= mostChoices
    ? { name: 'choose', number }
    : undefined;
};

/** The intent nearest to a typed command. What only goes with a question asked before has none of its own. */
export const intentOfCommand = ({ name }: TypedCommand): Intent => {
  switch (name) {
    case 'bind':
    case 'unbind':
    case 'issue_code':
    case 'hand_over':
    case 'delegate':
    case 'end_delegation':
      return 'bind_unit';
    case 'post_summary':
      return 'admin_broadcast';
    case 'human':
      return 'help';
    case 'export_list':
      return 'attachments';
    case 'file_change':
    case 'decide_filing':
      return 'account_filing';
    case 'pending_filings':
      return 'unfiled_changes';
    case 'rectify':
    case 'recheck':
    case 'show_pictures':
    case 'pending_rechecks':
      return 'problems';
    case 'cancel':
      return 'out_of_scope';
    case 'confirm':
    case 'more':
    case 'choose':
      return 'ambiguous';
  }
};
