import type { ErrorClass } from '../../delivery/records.js';

/** Codes that mean the same to a sender. */
export interface WecomErrorEntry {
  readonly codes: readonly number[];
  readonly errorClass: ErrorClass;
  /** What is wrong and what to do next, for administrators. */
  readonly advice: string;
  /** How long to wait before the next try, where a try makes sense. */
  readonly waitMs?: number;
}

/**
 * Error codes of the WeCom server API (D-90313, D-91770, D-101138 and reports of integrations) and what a
 * sender does about them; documentation is made from the same table. Codes of the login page (OAuth) and of
 * 微信客服 are left out: the service calls neither.
 */
export const wecomErrors: readonly WecomErrorEntry[] = [
  {
    codes: [-1, 6000],
    errorClass: 'retry',
    advice: '企业微信繁忙，稍后自动重试。',
    waitMs: 5000,
  },
  {
    codes: [40014, 42001],
    errorClass: 'refresh_token',
    advice:
      'access_token 已失效，会自动重新获取；一直出现时请核对 agentId 与 corpSecret 是否属于同一个应用。',
    waitMs: 60_000,
  },
  {
    codes: [45009],
    errorClass: 'throttle',
    advice: '发送太频繁，被企业微信限流（群机器人每分钟最多20条），稍后自动重试。',
    waitMs: 60_000,
  },
  { codes: [45033], errorClass: 'throttle', advice: '同时调用太多，几秒后自动重试。', waitMs: 5000 },

  // Settings
  {
    codes: [40001],
    errorClass: 'configuration',
    advice: 'corpSecret 不对，请从管理后台该应用页面重新复制后重启；反复出错会被企业微信锁定约一小时。',
  },
  { codes: [40013], errorClass: 'configuration', advice: 'corpId 不对，请从管理后台“我的企业”页复制。' },
  { codes: [41001], errorClass: 'configuration', advice: '请求没有带 access_token，请联系开发人员。' },
  { codes: [41002], errorClass: 'configuration', advice: '没有填写 corpId，请检查配置。' },
  { codes: [41004], errorClass: 'configuration', advice: '没有填写 corpSecret，请检查配置。' },
  {
    codes: [60020],
    errorClass: 'configuration',
    advice: '本机的出口IP不在应用的“企业可信IP”里，请在管理后台该应用页面添加，约1分钟后生效。',
  },
  { codes: [40056, 41011], errorClass: 'configuration', advice: 'agentId 缺失或不对，请检查配置。' },
  {
    codes: [301002],
    errorClass: 'configuration',
    advice: 'agentId 与 corpSecret 不属于同一个应用，请核对这两项配置。',
  },
  {
    codes: [48001, 48002, 48009],
    errorClass: 'configuration',
    advice: '应用没有调用该接口的权限，请在管理后台检查应用权限。',
  },
  {
    codes: [48006],
    errorClass: 'configuration',
    advice: '应用因长期未使用被停用接口权限，请管理员在管理后台恢复。',
  },
  { codes: [50001], errorClass: 'configuration', advice: '域名不在应用的可信域名里，请在管理后台添加。' },
  { codes: [50003], errorClass: 'configuration', advice: '应用已停用，请在管理后台启用。' },
  { codes: [43012], errorClass: 'configuration', advice: '发送交互卡片前要先为应用设置回调地址。' },
  {
    codes: [93019],
    errorClass: 'configuration',
    advice: '智能机器人的 botId 不对，请从管理后台该机器人的“API 模式”页面重新复制后重启。',
  },
  {
    codes: [853000],
    errorClass: 'configuration',
    advice:
      '智能机器人的 Secret 不对，请从管理后台该机器人的“长连接”页面重新复制后重启（与回调的 Token 不是一个）。',
  },

  // People
  {
    codes: [40003, 60111],
    errorClass: 'recipient',
    advice: '企业微信里没有这个成员账号，请核对“人员”表里的账号。',
  },
  {
    codes: [40031, 40032, 82002],
    errorClass: 'recipient',
    advice: '收件人名单的格式或人数不符合要求，请核对账号。',
  },
  { codes: [60003, 60123, 82003], errorClass: 'recipient', advice: '收件部门或标签不存在，请核对。' },
  {
    codes: [60011, 60021, 50002],
    errorClass: 'recipient',
    advice: '对方不在应用的可见范围内，请管理员在应用的“可见范围”里加上对方所在部门。',
  },
  {
    codes: [81013],
    errorClass: 'recipient',
    advice: '收件人全部无效：账号不存在，或不在应用的可见范围内，请核对。',
  },
  { codes: [82001], errorClass: 'recipient', advice: '没有收件人，请核对账号。' },
  {
    codes: [93006],
    errorClass: 'recipient',
    advice: '群ID不对，请核对（区分大小写）。',
  },

  // Content
  {
    codes: [45002, 40058],
    errorClass: 'size',
    advice: '消息内容过长或参数不合要求，没有发出。请缩短内容；仍不行请联系开发人员。',
  },
  { codes: [44001, 44004], errorClass: 'content', advice: '消息内容为空，没有发出。' },
  { codes: [40033], errorClass: 'content', advice: '消息里有不能发送的字符，没有发出，请检查内容。' },
  {
    codes: [40008, 40035, 40063, 45008, 82004],
    errorClass: 'content',
    advice: '消息的类型或参数不被接受，没有发出，请联系开发人员。',
  },
  {
    codes: [40004, 40005, 40006, 40009, 41005, 41006, 45001, 45007, 301019],
    errorClass: 'content',
    advice: '图片、语音或文件的类型、大小或校验值不符合要求，没有发出。',
  },
  { codes: [40007], errorClass: 'content', advice: '附件已过期（3天有效），请重新上传后再发。' },
  {
    codes: [42014, 42015, 42016, 42017, 42018, 42019],
    errorClass: 'content',
    advice: '卡片的任务号或按钮不对，不能更新这张卡片。',
  },

  // Routes
  {
    codes: [93000],
    errorClass: 'route_dead',
    advice: '群机器人地址无效或机器人已被移出群，请在群里重新添加并更新 key。',
  },
  { codes: [93004], errorClass: 'route_dead', advice: '群机器人已被停用，请在群里重新添加并更新 key。' },
  { codes: [93008], errorClass: 'route_dead', advice: '群机器人不在群里，请重新添加并更新 key。' },
  {
    codes: [846605, 846608],
    errorClass: 'route_dead',
    advice: '回复的时限已过或长连接已换过，不能再从这条消息回复，改为直接发到会话。',
  },
  {
    codes: [846609],
    errorClass: 'retry',
    advice: '智能机器人的长连接已失效，会自动重新连接后再发。',
    waitMs: 5000,
  },
  {
    codes: [
      86001, 86003, 86004, 86005, 86006, 86007, 86008, 86201, 86202, 86203, 86204, 86205, 86206, 86207, 86215,
      86216, 86217,
    ],
    errorClass: 'route_dead',
    advice: '应用不能向这个群发消息（只能发到由本应用创建的群），请改用群机器人。',
  },
];

const byCode = new Map(wecomErrors.flatMap((entry) => entry.codes.map((code) => [code, entry] as const)));

/** What a code other than 0 means for a sender. Decided by the number only: `errmsg` changes freely. */
export const classify = (errcode: number): Omit<WecomErrorEntry, 'codes'> =>
  byCode.get(errcode) ?? {
    errorClass: 'unknown',
    advice: `企业微信返回了未收录的错误码${errcode}，没有发出，请按错误码查企业微信文档。`,
  };
