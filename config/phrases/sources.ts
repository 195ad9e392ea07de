/** What is said of paths and files that cannot be imported. */
export const sources = {
  notFound: (path: string): string => `找不到 ${path}。请核对路径。`,
  emptyFolder: (path: string): string => `${path} 里没有 .xlsx 或 .csv 文件。`,
  tooLarge: (path: string, megabytes: number, most: number): string =>
    `${path} 有 ${megabytes} MB，超过 ${most} MB 的上限。`,
  oldFormat: (file: string): string =>
    `${file} 是旧格式（.xls 或 .et），或设了打开密码。请用 WPS 或 Excel 打开后另存为 .xlsx（不设密码），再导入。`,
  otherFormat: (file: string, what: string): string =>
    `${file} 其实是${what}。请用 WPS 或 Excel 打开后另存为 .xlsx，再导入。`,
  webPage: '网页格式的表格',
  xmlSheet: 'XML 格式的表格',
  openDocument: '.ods 表格',
  binaryWorkbook: '.xlsb 工作簿',
  unknownFormat: (file: string): string =>
    `不认识 ${file} 的格式。可以导入 .xlsx、.csv，或放着它们的文件夹。`,
  badCsv: (file: string, line: number): string =>
    `${file} 不是正确的 CSV：第 ${line} 行附近的引号没有成对。请用 WPS 或 Excel 打开，另存为 .xlsx 再导入。`,
  badEncoding: (file: string): string =>
    `${file} 的文字既不是 UTF-8 也不是 GBK，读出来会是乱码。请用 WPS 或 Excel 打开，另存为 .xlsx 再导入。`,
};
