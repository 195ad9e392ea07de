/** What is wrong with a cell, and what is expected instead; what a column wants. */
export const cells = {
  is: (cell: string, what: string): string => `“${cell}”${what}`,
  text: { hint: '文字' },
  name: {
    hint: '名称',
    tooLong: (most: number): string => `名称超过 ${most} 个字`,
    expected: (most: number): string => `不超过 ${most} 个字的名称`,
  },
  textTooLong: (most: number): string => `内容超过 ${most} 个字`,
  textExpected: (most: number): string => `不超过 ${most} 个字`,
  code: { hint: '编号或代码' },
  prose: { hint: '文字；其中的电话、证件号码等个人信息在导入时会遮盖' },
  list: { hint: '一个或多个，用“、”隔开' },
  integer: {
    wrong: '不是整数',
    expected: '整数，例如 26；不知道就留空',
    hint: '整数；不知道就留空，不要填 0',
  },
  count: { wrong: '不是数目', expected: '0 或正整数，例如 26；不知道就留空' },
  onlyNumber: (number: string): string => `只写数字 ${number}，不带单位；约数在“约数”列写“是”`,
  positive: { wrong: '不是正整数', expected: '大于 0 的整数', hint: '大于 0 的整数' },
  decimal: { wrong: '不是数字', expected: '数字，例如 96.5；不知道就留空', hint: '数字，可以有小数' },
  occurrences: {
    wrong: '不是次数',
    expected: '0 或正整数；查过没有发现问题写 0，不知道就留空',
    hint: '次数；查过没有发现问题写 0，不知道就留空',
  },
  points: {
    wrong: '不是有效分值',
    expected: '不带负号、最多两位小数，例如 2.5',
    hint: '分值，不带负号，最多两位小数',
  },
  percent: {
    wrong: '不是百分比',
    expected: '0 到 100 之间的百分比，例如 100%',
    hint: '百分比，例如 98.5%',
    unclear: (share: string): string => `看不出是 ${share} 还是它的 100 倍`,
    unclearExpected: (as: string, hundredfold: string): string => `写明百分号：${hundredfold} 或 ${as}`,
  },
  yesNo: { wrong: '不是“是”或“否”', expected: '是 或 否', hint: '是 或 否' },
  day: {
    wrong: '不是有效日期',
    expected: '日期，例如 2023-11-07',
    hint: '日期，例如 2023-11-07',
    serial: (day: string): string =>
      `日期，例如 2023-11-07（这是日期的序号，把单元格格式改成日期就是 ${day}）`,
  },
  instant: {
    wrong: '不是有效时间',
    expected: '日期和时间，例如 2023-11-07 09:30',
    hint: '日期和时间，例如 2023-11-07 09:30（北京时间）',
  },
  deadline: {
    wrong: '不是有效期限',
    expected: '日期，或日期和时间，例如 2025-04-16 12:00',
    hint: '日期，例如 2025-04-16；限定到几点的写 2025-04-16 12:00',
  },
  period: {
    wrong: '不是有效期间',
    expected: '2023Q4、2023-10、2023H2 或 2023',
    hint: '2023Q4（季度）、2023-10（月）、2023H2（半年）或 2023（年）',
  },
  oneOf: {
    wrong: '不在可选范围内',
    hint: (words: readonly string[]): string => `从中选一个：${words.join('、')}`,
  },
  countOrYes: { hint: '整数；只知道有、不知道多少时写 是' },
  formulaError: (error: string): string => `公式出错：${error}`,
  formulaErrorExpected: '改好公式，或直接填写数值',
  formulaWithoutValue: '公式还没有算出结果',
  formulaWithoutValueExpected: '用 WPS 或 Excel 打开、保存一次再导入，或直接填写数值',
  tooManyDigits: '数字超过 15 位，表格软件已经改动了末尾几位',
  tooManyDigitsExpected: '先把这一列设成“文本”格式，再重新填写',
  garbled: '内容是乱码',
  garbledExpected: '用 WPS 或 Excel 打开核对文字，另存为 .xlsx 或 UTF-8 的 CSV',
  empty: '没有填写',
  emptyExpected: '这一列必填',
} as const;

/** What is wrong with a sheet as a whole, or worth knowing of it. */
export const sheets = {
  missingColumn: '缺少这一列',
  missingColumnExpected: (title: string): string => `表头里要有“${title}”`,
  twice: '这一列出现了两次',
  twiceExpected: '每列只出现一次',
  alike: (titles: readonly string[]): string => `有几列都像这一列：${titles.join('、')}`,
  alikeExpected: (title: string): string => `只留一列，或把其中一列的表头改为“${title}”`,
  unknownColumn: (file: string, sheet: string, column: string): string =>
    `${file}“${sheet}”的列“${column}”不认识，已忽略`,
  unknownSheet: (file: string, sheet: string): string => `${file}的表“${sheet}”不认识，已忽略`,
  misnamedSheet: '表名不认识',
  misnamedSheetExpected: (name: string): string => `表名改为“${name}”；不用导入就删去这张表`,
  noSheet: '没有一张认得的表',
  noSheetExpected: (names: readonly string[]): string => `表名是其中之一：${names.join('、')}`,
  noRows: (file: string, sheet: string): string => `${file}“${sheet}”只有表头，没有数据`,
  nothingAtAll: '没有要导入的数据',
  hiddenSheet: (file: string, sheet: string): string => `${file}“${sheet}”是隐藏的表，也导入了`,
  hiddenRows: (file: string, sheet: string, rows: string): string =>
    `${file}“${sheet}”第 ${rows} 行是隐藏的，也导入了；不要的请删去`,
  hiddenColumn: (file: string, sheet: string, column: string): string =>
    `${file}“${sheet}”的列“${column}”是隐藏的，也导入了`,
  footer: (file: string, sheet: string, row: number): string =>
    `${file}“${sheet}”第 ${row} 行像是表尾的说明，没有导入`,
  example: (file: string, sheet: string, row: number): string =>
    `${file}“${sheet}”第 ${row} 行以“示例：”开头，当作示例没有导入；是正式内容就去掉“示例：”`,
  onRows: (file: string, sheet: string, column: string, rows: string, what: string): string =>
    `${file}“${sheet}”第 ${rows} 行的“${column}”：${what}`,
  fullWidth: '是全角字符，已按半角读取',
  masked: '含电话、证件号码等个人信息，已遮盖',
  /** `3-7、12 等 40`: the rows that a warning is about. */
  rows: (shown: readonly string[], all: number, left: boolean): string =>
    left ? `${shown.join('、')} 等 ${all}` : shown.join('、'),
} as const;

/** What the rows of a sheet say against each other, or against what is known. */
export const checks = {
  earlier: (column: string): string => `早于${column}`,
  earlierExpected: (column: string): string => `不早于${column}`,
  future: '晚于今天',
  duplicate: (file: string, row: number): string => `与${file}第 ${row} 行重复`,
  duplicateExpected: '同一条内容只写一行',
  unknownUnit: (name: string): string => `没有“${name}”这个单位`,
  nearUnits: (units: readonly string[]): string => `单位名单里的名称，相近的有：${units.join('、')}`,
  addUnit: '先在“单位”表里加上它',
  ambiguousUnit: (name: string): string => `“${name}”可能是多个单位`,
  ambiguousUnitExpected: (units: readonly string[]): string => `写清楚：${units.join('、')}`,
  sharedAlias: (name: string, units: readonly string[]): string =>
    `别名“${name}”属于多个单位（${units.join('、')}），只写它时认不出是哪个`,
  ownParent: '上级单位是它自己',
  ownParentExpected: '另一个单位，或留空',
  unknownSite: (name: string): string => `没有“${name}”这个网站`,
  addSite: '先在“网站”表里加上它',
  noChannelYet: '还没有配置通道，看不出这个群在哪个平台',
  noChannelYetExpected: '先在配置文件 channels 里设置通道，再导入',
  unknownChannel: (name: string): string => `没有配置“${name}”这个通道`,
  knownChannels: (names: readonly string[]): string => `已配置：${names.join('、') || '无'}`,
  twoPlatforms: '一个群的通道分属两个平台',
  twoPlatformsExpected: '同一平台的通道；两个平台的群写两行',
  groupWithoutUnit: '范围是“单位”的群没有写单位',
  groupWithoutUnitExpected: '这个群所属的单位',
  boundAgain: (day: string): string =>
    `绑定已在${day}解除，按这一行恢复；不该恢复的，请删去这一行，再用 tongbao member remove 解除`,
  sharedGroupWithUnit: '范围是“共享”的群写了单位，共享的群里只说已公布的内容',
  siteIdCode: (code: string): string => `“${code}”不是有效的网站标识码`,
  siteIdCodeExpected: '10 位数字，或 bm 加 8 位数字',
  address: '不像网址，点不开',
  twoNames: (person: string, other: string): string => `自然人编号“${person}”在别处的姓名是“${other}”`,
  twoNamesExpected: '同一个人的姓名相同；不同的人用不同的编号',
  unknownIndicator: (set: string, name: string): string =>
    `《${set}》里没有“${name}”这个指标，或有几个同名的`,
  unknownIndicatorExpected: (near: string): string => `指标的代码，相近的有：${near}`,
  vetoPoints: (name: string): string => `“${name}”是单项否决，没有分值`,
  vetoPointsExpected: '留空',
  accountUnnamed: (name: string): string => `“${name}”是查账号的，没有写是哪个账号`,
  accountUnnamedExpected: '账号名称',
  itemWithoutBreakdown: '写了细分项，没有写细分方式',
  itemWithoutBreakdownExpected: '类别、地区、平台 等',
  breakdownWithoutItem: '写了细分方式，没有写细分项',
  breakdownWithoutItemExpected: '例如 微信、市级部门',
  changeWithoutUnit: '写了“比上期”，没有写单位',
  changeWithoutUnitExpected: '个百分点、% 或 数量',
  brokenIdentity: (row: string, says: string, actual: string, written: string): string =>
    `${row}：数字对不上（${says}；算得 ${actual}，写的是 ${written}），已按写的导入，请核对`,
  changeDoesNotHold: (row: string): string =>
    `${row}：“比上期”与“数量”“上期”算出的变化不一致，已按写的导入，请核对`,
  row: (file: string, sheet: string, row: number): string => `${file}“${sheet}”第 ${row} 行`,
  direction: (fromRank: number, toRank: number): string => `与名次不符：原第 ${fromRank}，现第 ${toRank}`,
  directionExpected: (word: string): string => word,
  filePath: '文件不在数据目录之内',
  filePathExpected: '数据目录下的相对路径，或网址',
  pendingDecided: '结论是“待定”，却写了结论日期',
} as const;
