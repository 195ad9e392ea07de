import type { ErrorClass } from '../../delivery/records.js';

const minute = 60_000;

/** Codes that mean the same to a sender. */
export interface DingtalkErrorEntry {
  /**
   * Error numbers of the old API (errcode), codes of the new one, or fields of an answer that name people.
   * A `*` at the beginning or the end stands for whatever DingTalk puts there.
   */
  readonly codes: readonly string[];
  readonly errorClass: ErrorClass;
  /** What is wrong and what to do next, for administrators. */
  readonly advice: string;
  /** How long to wait before the next try, where a try makes sense; in milliseconds. */
  readonly waitMs?: number;
  /** The message may have got there all the same: only a route that drops repeats tries again. */
  readonly mayHaveArrived?: true;
}

/**
 * Error codes of webhooks and robot calls (custom-robots-send-group-messages, server-api-error-codes-1,
 * how-to-process-api-throttling-on-the-dingtalk-server, and reports of integrations) and what a sender does
 * about them; documentation is made from the same table.
 */
export const dingtalkErrors: readonly DingtalkErrorEntry[] = [
  // Answers that leave open whether the message went out
  {
    codes: ['-1', '15', '88'],
    errorClass: 'retry',
    advice: '钉钉繁忙或处理超时，消息可能已经发出。',
    waitMs: 10_000,
    mayHaveArrived: true,
  },
  {
    codes: ['unknown.send.result'],
    errorClass: 'unknown',
    advice: '钉钉没有给出发送结果，消息可能已经发出。',
    waitMs: 10_000,
    mayHaveArrived: true,
  },

  // Too much, too fast
  {
    codes: ['130101', '410100'],
    errorClass: 'throttle',
    advice: '群机器人发送太频繁（每分钟最多20条），被限流10分钟，到时自动重试。',
    waitMs: 10 * minute,
  },
  {
    codes: ['1111'],
    errorClass: 'throttle',
    advice:
      '本机出口IP调用太多（20秒超过1万次），被钉钉禁用5分钟，到时自动重试；请检查是否有其他程序在同一出口频繁调用。',
    waitMs: 5 * minute,
  },
  {
    codes: ['send.too.fast', 'send.byToken.tooFast', 'too.many.group', 'too.many.people'],
    errorClass: 'throttle',
    advice: '发送太频繁，被钉钉限流，稍后自动重试。',
    waitMs: minute,
  },
  {
    codes: ['flowControlledStaffIdList'],
    errorClass: 'throttle',
    advice: '对方近期收到的机器人消息太多，被钉钉限流，稍后自动重试。',
    waitMs: minute,
  },
  {
    codes: [
      'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi',
      'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi',
      'Forbidden.AccessDenied.QpsLimitForApi',
      '90018',
      '90002',
    ],
    errorClass: 'throttle',
    advice: '接口调用太快，被钉钉限流，几秒后自动重试。',
    waitMs: 5000,
  },
  {
    codes: ['Forbidden.AccessDenied.ApiCountLimitForOrg', '90020'],
    errorClass: 'configuration',
    advice: '本单位本月的钉钉接口调用次数已用完，请管理员在钉钉管理后台购买或等到下月。',
  },

  // Settings
  {
    codes: ['InvalidAuthentication', '40014', '42001', '40001'],
    errorClass: 'refresh_token',
    advice: '访问凭证已失效，会自动重新获取；一直出现时请核对 appKey 与 appSecret 是否属于同一个应用。',
    waitMs: minute,
  },
  {
    codes: ['invalidClientIdOrSecret'],
    errorClass: 'configuration',
    advice: 'appKey 或 appSecret 不对，请从钉钉开发者后台该应用的“凭证与基础信息”页重新复制后重启。',
  },
  {
    codes: ['310000'],
    errorClass: 'configuration',
    advice:
      '不符合机器人的安全设置：缺少关键词、加签密钥不对、本机时间相差超过1小时，或出口IP不在名单里。请逐项核对。',
  },
  {
    codes: ['*AccessTokenPermissionDenied', '60011', '50002'],
    errorClass: 'configuration',
    advice: '应用没有调用该接口的权限，请管理员在开发者后台“权限管理”中开通。',
  },
  {
    codes: ['*IpNotInWhiteList', '60020'],
    errorClass: 'configuration',
    advice: '本机的出口IP不在应用的服务器出口IP名单里，请在开发者后台“安全设置”中添加。',
  },
  {
    codes: ['only.groupAdmin.canAtAll'],
    errorClass: 'configuration',
    advice: '该群只允许群主和管理员@所有人，请在群设置中放开，或去掉@所有人。',
  },

  // People
  {
    codes: ['invalidStaffIdList'],
    errorClass: 'recipient',
    advice: '钉钉里没有这个成员账号，或不在应用的可见范围内，请核对“人员”表里的账号。',
  },

  // Content
  {
    codes: [
      '430101',
      '430102',
      '430103',
      '430104',
      'contain.notAllowed.*',
      'contain.unsafe.url',
      'param.contentUnsafe',
      'card.content.checkFailed',
    ],
    errorClass: 'content',
    advice: '内容没有通过钉钉的安全检查（链接、文字或图片），没有发出，请人工修改后再发。',
  },
  {
    codes: ['460101', '101002', 'invalidParameter.msgParam.tooLong'],
    errorClass: 'size',
    advice: '消息内容过长，没有发出。请缩短内容；仍不行请联系开发人员。',
  },
  {
    codes: ['40035', '43004', '400105', 'miss.param.*', 'invalidParameter.msgKey.*', '*msgParam.invalid'],
    errorClass: 'content',
    advice: '消息的类型或参数不被接受，没有发出，请联系开发人员。',
  },
  {
    codes: ['40004', '40005', '40006', '40007', '41005', '43008', '44001', '45001'],
    errorClass: 'content',
    advice: '文件的类型或大小不符合要求（20 MB以内），没有发出。',
  },

  // Routes
  {
    codes: ['400013', 'group.disbanded'],
    errorClass: 'route_dead',
    advice: '群已解散，请在“群”表中改用其他群。',
  },
  {
    codes: ['400101', 'token.notExisted'],
    errorClass: 'route_dead',
    advice: '群机器人的 access_token 不存在，请在群里重新添加机器人并更新 accessToken。',
  },
  {
    codes: ['400102', 'bot.stopped'],
    errorClass: 'route_dead',
    advice: '机器人已停用，请在群设置或开发者后台重新启用。',
  },
  {
    codes: ['400106', 'chatbotNotInstall'],
    errorClass: 'route_dead',
    advice: '机器人不在群里，请在群设置中重新添加。',
  },
  {
    codes: ['300001'],
    errorClass: 'route_dead',
    advice: '回复地址或 access_token 不存在：会话回复约90分钟内有效；群机器人请重新添加并更新 accessToken。',
  },
  {
    codes: ['invalidParameter.robotCode.*'],
    errorClass: 'route_dead',
    advice: 'robotCode 不对，或机器人没有发布，请在开发者后台核对。',
  },
  {
    codes: ['invalid.openConversationId', 'conversation.org.notMatch', 'chat.notExist'],
    errorClass: 'route_dead',
    advice: '群不存在或不属于本单位，请核对群，外部群请改用自定义机器人。',
  },
  {
    codes: ['chatbotId.notAllow.sendOTO'],
    errorClass: 'route_dead',
    advice: '机器人不能主动发起单聊，请在开发者后台检查机器人是否已发布和启用。',
  },
  {
    codes: ['bot.forbidden.sendMessage'],
    errorClass: 'route_dead',
    advice: '机器人在该群被禁言，请群主或群管理员解除禁言。',
  },
];

const listed = dingtalkErrors.flatMap((entry) => entry.codes.map((code) => ({ code, entry })));
const exact = new Map(listed.map(({ code, entry }) => [code, entry]));
const open = listed.filter(({ code }) => code.includes('*'));

const matches = (pattern: string, code: string): boolean =>
  pattern.startsWith('*') ? code.endsWith(pattern.slice(1)) : code.startsWith(pattern.slice(0, -1));

/**
 * What a code other than 0 means for a sender, an errcode as its decimal text. Decided by the code only:
 * `errmsg` has several shapes and changes freely.
 */
export const classify = (code: string): Omit<DingtalkErrorEntry, 'codes'> =>
  exact.get(code) ??
  open.find((one) => matches(one.code, code))?.entry ?? {
    errorClass: 'unknown',
    advice: `钉钉返回了未收录的错误码${code}，没有发出，请按错误码查钉钉文档。`,
  };
