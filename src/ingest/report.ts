import type { CollectionName } from '../../storage/schema.js';
import type { ImportReport } from './import.js';

const collectionNames: Readonly<Partial<Record<CollectionName, string>>> = {
  units: '单位',
  persons: '自然人',
  members: '人员',
  groups: '群',
  sites: '网站',
  columns: '栏目',
  accounts: '账号',
  accountChanges: '账号变更',
  filings: '备案',
  notices: '通报',
  inspections: '检查',
  inspectionParts: '检查（细分）',
  scores: '得分排名',
  findings: '扣分明细',
  rankChanges: '排名变化',
  commendations: '表扬',
  problems: '问题',
  messages: '留言',
  messageStats: '留言统计',
  portalStats: '门户运行',
  mailboxStats: '市长信箱',
  statistics: '统计',
  reprintTasks: '转载任务',
  reminderSlips: '提示单',
  noticeSections: '正文段落',
  submissions: '信息报送',
  awards: '评优',
  requirements: '要求',
  attachments: '附件',
};

/** An import's report in words: every fault with its place, or what was added and changed. */
export const explainImport = ({ ok, dryRun, faults, warnings, counts }: ImportReport): string => {
  const lines = warnings.map((warning) => `提示：${warning}`);
  if (!ok) {
    lines.push(`发现 ${faults.length} 处错误，没有导入任何内容：`);
    for (const { file, sheet, row, column, problem, expected } of faults) {
      lines.push(`  ${file}｜${sheet}｜第 ${row} 行｜${column}：${problem}（应为：${expected}）`);
    }
    lines.push('请改正后重新导入。');
    return `${lines.join('\n')}\n`;
  }
  lines.push(dryRun ? '检查通过，没有错误。正式导入会：' : '导入完成：');
  for (const [collection, name] of Object.entries(collectionNames)) {
    const one = Object.entries(counts).find(([key]) => key === collection)?.[1];
    if (one === undefined) continue;
    lines.push(`  ${name}：新增 ${one.added}，更新 ${one.changed}，不变 ${one.unchanged}`);
  }
  return `${lines.join('\n')}\n`;
};
