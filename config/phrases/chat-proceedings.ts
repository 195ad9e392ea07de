/** Filing, deciding, reporting and rechecking in the chat. */
export const chatProceedings = {
  titles: {
    filing: '账号变更报备',
    decision: '报备批复',
    rectification: '提交整改',
    recheck: '整改复查',
  },
  onlyDirect: '这件事请在与我的单聊里办，把同样的话发给我即可。',
  notBound: (contact: string): string =>
    `只有绑定了单位的人才能办。请先在单聊里发送“绑定”加绑定码；绑定码向${contact}索取。`,
  onlyUnit: '这件事由单位办理，主管单位的人员不代办；纸质材料请由运维人员登记。',
  onlyAdmin: (contact: string): string => `只有管理员能办这件事。请联系${contact}。`,
  onlyUnitAdmin: (admins: readonly string[], contact: string): string =>
    admins.length === 0
      ? `整改情况由单位管理员提交，本单位还没有登记单位管理员。请联系${contact}登记。`
      : `整改情况由单位管理员提交。请转告本单位的${admins.join('、')}把同样的话发给我。`,
  confirm: '确认',
  cancel: '取消',
  confirmLabel: '确认',
  cancelLabel: '取消',
  confirmHint: '请核对；5分钟内由您本人回复“确认”后生效。',
  changedMeanwhile: '情况已有变化，没有办理。请重新查看后再办。',

  filing: {
    missing: {
      account: '账号名称（加引号）',
      platform: '平台（微信、微博、抖音等）',
      kind: '变更类型（更名、主体变更、认证变更、停更、关停、注销、迁移、开设）',
      plannedOn: '拟变更日期',
      unit: '单位（您管着几个单位，请写明是哪个）',
    },
    ask: (missing: readonly string[]): string => `请补充：${missing.join('；')}。`,
    example: '例如：报备 微信“示例发布”12月20日更名为“示例在线”。',
    badDate: (text: string): string => `没有“${text}”这一天，请重新写拟变更日期。`,
    own: (names: readonly string[]): string => `本单位登记的账号：${names.join('、')}。`,
    notYours: (account: string): string =>
      `${account}登记在别的单位名下，不能由您报备。登记有误请联系管理员更正。`,
    understood: '将提交这项报备：',
    facts: {
      unit: '单位',
      account: '账号',
      kind: '变更类型',
      plannedOn: '拟变更日期',
      note: '说明',
    },
    lateBy: (day: string, days: number): string =>
      `按规定应至少提前${days}天报备，最晚是${day}；现在报备会记为没有提前报备，请在备案表里说明原因。`,
    newAccount: '台账里没有登记这个账号，将按您单位的账号报备。',
    already: (day: string): string => `这项变更${day}已经报备，正等待批复，不用再报。`,
    done: '报备已提交，等待批复。批复前请不要变更；批复后我会私信告诉您。',
    form: (contact: string): string => `备案表仍请按要求报送${contact}。`,
    told: (unit: string, what: string): string => `${unit}报备：${what}。`,
    toDecide: '发送“待审报备”查看并批复。',
    pendingLabel: '待审报备',
  },
  decision: {
    none: '没有等待批复的报备。',
    count: (count: number): string => `有${count}项报备等待批复：`,
    line: (number: number, unit: string, what: string, filed: string): string =>
      `${number}. ${unit}：${what}（${filed}报备）`,
    how: '批复请回复“同意报备 1”或“不同意报备 1 理由”。',
    whichNumber: '请写明第几项，例如“同意报备 1”。发送“待审报备”可以看到编号。',
    noSuch: (number: number, count: number): string =>
      count === 0
        ? '没有等待批复的报备。'
        : `没有第${number}项，现在等待批复的有${count}项。发送“待审报备”查看。`,
    needsReason: '不同意的请写明理由，例如“不同意报备 1 名称与其他单位重复”。',
    understood: (approves: boolean): string => `将${approves ? '同意' : '不同意'}这项报备：`,
    done: (approves: boolean, unit: string): string =>
      `已登记：${approves ? '同意' : '不同意'}${unit}的报备，已告知报备人。`,
    told: (approves: boolean, what: string): string =>
      `您单位的报备${approves ? '已获同意' : '未获同意'}：${what}。`,
    reason: (text: string): string => `意见：${text}`,
    what: (account: string, kind: string, day: string | undefined): string =>
      `${account}${day === undefined ? '' : `拟${day}`}${kind}`,
  },
  rectification: {
    none: '没有等待整改的问题。',
    count: (count: number): string => `有${count}个问题等待整改：`,
    line: (number: number, line: string): string => `${number}. ${line}`,
    how: '整改完成后请回复“整改 1 做了什么”，可以附上网址，也可以先后发图片。',
    noSuch: (number: number, count: number): string =>
      count === 0
        ? '没有等待整改的问题。'
        : `没有第${number}个，现在等待整改的有${count}个。发送“整改”查看。`,
    tellWhat: (problem: string): string =>
      `“${problem}”是怎样整改的？请用一句话写明，可以附上网址，例如：已于12月3日更新图片新闻5条 https://…`,
    pictures: '可以附图片，在确认之前发到这里就行；图片里请不要有群众的个人信息。',
    tooLong: (most: number): string => `说明太长，请缩短到${most}字以内；材料请放到网页上发网址。`,
    understood: '将提交这项整改：',
    facts: { problem: '问题', note: '整改情况', evidence: '网址', pictures: '图片' },
    done: '整改情况已提交，等待复查。复查后我会私信告诉您。',
    told: (unit: string, problem: string, pictures: number): string =>
      `${unit}提交整改：${problem}${pictures === 0 ? '' : `，附图${pictures}张`}。`,
    toRecheck: '发送“待复查”查看并复查。',
    pendingLabel: '待复查',
  },
  recheck: {
    none: '没有等待复查的整改。',
    count: (count: number): string => `有${count}项整改等待复查：`,
    line: (number: number, unit: string, problem: string, note: string): string =>
      `${number}. ${unit}：${problem}${note === '' ? '' : `。${note}`}`,
    how: '复查请回复“复查通过 1”或“复查不通过 1 原因”。',
    noSuch: (number: number, count: number): string =>
      count === 0
        ? '没有等待复查的整改。'
        : `没有第${number}项，现在等待复查的有${count}项。发送“待复查”查看。`,
    needsReason: '不通过的请写明原因，例如“复查不通过 1 链接仍打不开”。',
    understood: (passes: boolean): string => `将登记复查${passes ? '通过' : '不通过'}：`,
    done: (passes: boolean, unit: string): string =>
      `已登记：${unit}的整改复查${passes ? '通过' : '不通过'}，已告知提交人。`,
    told: (passes: boolean, problem: string): string =>
      passes ? `整改复查通过：${problem}。` : `整改复查没有通过：${problem}。请按意见重新整改。`,
    reason: (text: string): string => `意见：${text}`,
  },
} as const;
