import { readNumber } from './numbers.js';
import type { TypedCommand } from './reading.js';

/** Lines that ask about filing or rectification in the words that would begin a command. */
const asks =
  /[?？]|[吗么呢没嘛]$|怎么|如何|咋|多少|几[个天日]|哪[些个]|什么|要不要|规[则定]|流程|要求|材料|期限/u;

const filingStart = /^(?:我(?:们|单位)?(?:想|要)?|申请|提交|办理|发起|账号|变更)*报备(?<what>.*)$/u;
/** What a filing says: a kind of change, an account in quotation marks, or the platform. */
const filingWords =
  /更名|改名|换名|主体|主办|认证|停更|暂停|关停|注销|迁移|开设|新开|开通|["“《「]|公众号|微信|微博|抖音|视频号|头条/u;

const readFiling = (text: string): TypedCommand | undefined => {
  const what = filingStart.exec(text)?.groups?.what;
  if (what === undefined || asks.test(text)) return undefined;
  if (/^(?:账号|变更|申请|账号变更)?$/u.test(what.trim())) return { name: 'file_change' };
  return filingWords.test(what) && /^(?:[:：\s"“《「]|账号|微信|微博|抖音|视频号|头条|公众号)/u.test(what)
    ? { name: 'file_change' }
    : undefined;
};

const pendingFilings =
  /^(?:看|查|查看)?(?:待审批?|待批复?|待办|未批复?|未审)的?(?:账号)?报备(?:有哪些)?$|^报备待(?:审|批)$/u;
const pendingRechecks = /^(?:看|查|查看)?待(?:复查|复核|验收)的?(?:整改|问题)?(?:有哪些)?$/u;

const decision =
  /^(?<word>同意|批准|通过|不同意|不批准|驳回|退回)(?:第)?报备\s*(?:第)?(?<number>\d{1,3}|[一二三四五六七八九])?(?:号|项|条|个)?(?:$|[,，、:：;；\s])/u;
const recheck =
  /^(?:整改)?(?:复查|复核)(?<word>不通过|未通过|不合格|通过|合格)\s*(?:第)?(?<number>\d{1,3}|[一二三四五六七八九])?(?:号|项|条|个)?(?:$|[,，、:：;；\s])/u;
const rectify =
  /^(?:我(?:们|单位)?要?)?(?:提交|上报|报送)?整改(?:情况|报告|结果)?\s*(?:第)?(?<number>\d{1,3})(?:号|项|条|个)?(?:$|[,，、:：;；\s])/u;
const rectifyAlone = /^(?:我(?:们|单位)?要?)?(?:提交|上报|报送)整改(?:情况|报告|结果)?$|^整改$/u;

const showPictures =
  /^(?:我要)?(?:查看|看一?下?|打开)(?:整改)?的?(?:图片?|截图|照片)\s*(?:第)?(?<number>\d{1,3}|[一二三四五六七八九])?(?:号|项|条|个)?$/u;

const yes: ReadonlySet<string> = new Set(['同意', '批准', '通过', '合格']);

const numbered = (number: string | undefined): { readonly number?: number } => {
  const read = readNumber(number ?? '');
  return read === undefined ? {} : { number: read };
};

/** The commands of filing and rectification that a cleaned line is; what follows them is read by their handlers. */
export const readProceedingCommand = (text: string): TypedCommand | undefined => {
  if (pendingFilings.test(text)) return { name: 'pending_filings' };
  if (pendingRechecks.test(text)) return { name: 'pending_rechecks' };
  if (rectifyAlone.test(text)) return { name: 'rectify' };
  const shown = showPictures.exec(text)?.groups;
  if (shown !== undefined) return { name: 'show_pictures', ...numbered(shown.number) };
  const decided = decision.exec(text)?.groups;
  if (decided !== undefined) {
    return { name: 'decide_filing', approves: yes.has(decided.word ?? ''), ...numbered(decided.number) };
  }
  const rechecked = recheck.exec(text)?.groups;
  // 复查通过了吗 and 复查通过 ask how it went; with a number it is a verdict.
  if (rechecked?.number !== undefined) {
    return { name: 'recheck', passes: yes.has(rechecked.word ?? ''), ...numbered(rechecked.number) };
  }
  const report = rectify.exec(text)?.groups;
  if (report !== undefined) return { name: 'rectify', ...numbered(report.number) };
  return readFiling(text);
};
