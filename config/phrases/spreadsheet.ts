/** What is said of a file that cannot be read as a table. */
export const spreadsheet = {
  badWorkbook: (file: string, reason: string): string =>
    `${file} 打不开：${reason}。请用 WPS 或 Excel 重新另存为 .xlsx。`,
  expands: (file: string): string => `${file} 解开后过大，不像正常的表格，没有导入。`,
  tooManyRows: (file: string, sheet: string, most: number): string =>
    `${file} 的“${sheet}”超过 ${most} 行的上限，没有导入。请分成几个文件。`,
  reasons: {
    notAZip: '不是有效的 .xlsx 文件',
    damaged: '内容已损坏',
    encrypted: '设有密码',
    doctype: '含有不允许的 DOCTYPE',
    noWorkbook: '缺少工作簿内容',
  },
  yes: '是',
  no: '否',
};
