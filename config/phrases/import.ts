/** What an import says of itself. */
export const importPhrases = {
  hint: (warning: string): string => `提示：${warning}`,
  refused: (faults: number): string => `发现 ${faults} 处错误，没有导入任何内容：`,
  fault: (
    file: string,
    sheet: string,
    row: number,
    column: string,
    problem: string,
    expected: string,
  ): string => `  ${file}｜${sheet}｜第 ${row} 行｜${column}：${problem}（应为：${expected}）`,
  sheetFault: (file: string, sheet: string, problem: string, expected: string): string =>
    `  ${file}｜${sheet}：${problem}（应为：${expected}）`,
  moreFaults: (left: number): string => `  另有 ${left} 处，没有一一列出；加 --json 可看到全部`,
  correct: '请改正后重新导入。',
  wouldDo: '检查通过，没有错误。正式导入会：',
  done: '导入完成：',
  counts: (sheet: string, added: number, changed: number, unchanged: number): string =>
    `  ${sheet}：新增 ${added} 行，更新 ${changed} 行，不变 ${unchanged} 行`,
  nothing: '  没有内容',
};
