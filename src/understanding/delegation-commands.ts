import type { TypedCommand } from './reading.js';

const ends =
  /^(?:我?(?:要|想)?|请)?(?:取消|结束|撤销|收回|终止|停止|提前结束)(?:休假|请假|工作)?委托(?:了|吧)?$|^(?:休假|请假|工作)?委托(?:取消|结束|撤销|收回)(?:了|吧)?$|^我?(?:已经?|提前|要)?销假了?$/u;

/** Lines that begin as somebody speaks of his leave. */
const begins =
  /^(?:我|请|休|年假|病假|产假|事假|婚假|出差|外出|离岗|工作|委托|办理|申请|把|从|\d|下|本|这|明|今|后|周|怎么|如何)/u;
/** Other things that are called so, and questions that are no wish to have one. */
const other =
  /委托(?:人|书|方|单位|第三方|运维|公司|机构|管理|建设|律师|合同|协议|招|代理)|网站|栏目|账号|留言|通报|排名|多少|几[个天家]|哪|谁|吗|呢/u;
const longest = 40;

/** 委托至12月20日, 取消委托: leave with a colleague who stands in. The day is read by its handler. */
export const readDelegationCommand = (text: string): TypedCommand | undefined => {
  if (ends.test(text)) return { name: 'end_delegation' };
  const line = text.replace(/[?？]$/u, '');
  return line.includes('委托') && line.length <= longest && begins.test(line) && !other.test(line)
    ? { name: 'delegate' }
    : undefined;
};
