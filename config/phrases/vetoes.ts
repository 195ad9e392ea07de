/** How far a site is from failing as a whole (单项否决), and what comes next. */
export const vetoes = {
  breached: (site: string, title: string, count: number, limit: number): string =>
    limit === 1
      ? `${site}已命中单项否决：${title}。`
      : `${site}的${title}已有${count}个，满${limit}个即单项否决，请立即更新。`,
  near: (site: string, title: string, count: number, limit: number): string =>
    `${site}的${title}现有${count}个，满${limit}个即单项否决。`,
  next: (column: string, left: string, number: number, limit: number): string =>
    limit === 1
      ? `“${column}”${left}，超期即单项否决。`
      : `“${column}”${left}，这将是第${number}个，满${limit}个即单项否决。`,
  breachedFrom: (day: string): string => `都不更新的话，${day}起即单项否决。`,
  undated: (count: number): string => `另有${count}个栏目没有登记更新日期，未计入。`,
  rule: (text: string, source: string): string => `规定：${text}（${source}）。`,
  left: {
    workdays: (count: number): string => `再过${count}个工作日将超期`,
    today: '今天不更新将超期',
    noWorkday: '到期前已没有工作日，不更新将超期',
    provisional: '（节假日安排未导入，暂定）',
  },
} as const;
