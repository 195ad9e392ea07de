import { z } from 'zod';

/** A secret as the file names it: never the secret itself, always an environment variable or a file. */
export const SecretReference = z.union(
  [z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })],
  { error: '密钥不能直接写在配置里，请写成 { env: 环境变量名 } 或 { file: 文件路径 }' },
);
export type SecretReference = z.infer<typeof SecretReference>;

const url = z.url({ protocol: /^https?$/ });

/** A host, or `*.` and what its name ends in. */
const hostPattern = z.string().regex(/^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/);
/** The secret goes over it: in the clear only to this machine, where the emulator is. */
const socketUrl = z
  .url({ protocol: /^wss?$/ })
  .refine((address) => new URL(address).protocol === 'wss:' || new URL(address).hostname === '127.0.0.1', {
    error: '要以 wss:// 开头',
  });

/** The kinds of channel, with their secrets read or still as references. */
const channelSettings = <S extends z.ZodType>(secret: S) =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('wecom_app'),
      corpId: z.string().min(1),
      agentId: z.number().int(),
      token: secret,
      encodingAesKey: secret,
      corpSecret: secret,
      baseUrl: url.default('https://qyapi.weixin.qq.com'),
    }),
    z.strictObject({
      kind: z.literal('wecom_bot'),
      /** Checked against `aibotid` when set. */
      botId: z.string().optional(),
      /** Display names people mention it by; taken off the front of what they type. */
      names: z.array(z.string().min(1)).default([]),
      token: secret,
      encodingAesKey: secret,
      /** Empty for a bot inside one's own enterprise. */
      receiveId: z.string().default(''),
      /** `response_url`s at other hosts are refused. */
      baseUrl: url.default('https://qyapi.weixin.qq.com'),
      /** Hosts besides that and WeCom's own from which pictures in messages are fetched, by HTTPS. */
      pictureHosts: z.array(hostPattern).optional(),
    }),
    z.strictObject({
      kind: z.literal('wecom_bot_connection'),
      botId: z.string().min(1),
      /** Made for the long connection; not the token of the callback. */
      secret,
      /** Display names people mention it by; taken off the front of what they type. */
      names: z.array(z.string().min(1)).default([]),
      url: socketUrl.default('wss://openws.work.weixin.qq.com'),
      /** Hosts besides that and WeCom's own from which pictures in messages are fetched, by HTTPS. */
      pictureHosts: z.array(hostPattern).optional(),
    }),
    z.strictObject({
      kind: z.literal('wecom_webhook'),
      key: secret,
      baseUrl: url.default('https://qyapi.weixin.qq.com'),
    }),
    z.strictObject({
      kind: z.literal('dingtalk_robot'),
      appKey: z.string().min(1),
      appSecret: secret,
      /** Of the organisation the robot belongs to; messages from another are refused when it is set. */
      corpId: z.string().min(1).optional(),
      /** Equals the appKey unless the console says otherwise. */
      robotCode: z.string().optional(),
      apiBaseUrl: url.default('https://api.dingtalk.com'),
      /** Session webhooks at other hosts are refused. */
      oapiBaseUrl: url.default('https://oapi.dingtalk.com'),
      /** Hosts besides these and DingTalk's own from which pictures in messages are fetched, by HTTPS. */
      pictureHosts: z.array(hostPattern).optional(),
    }),
    z.strictObject({
      kind: z.literal('dingtalk_webhook'),
      accessToken: secret,
      /** The `SEC…` secret where the robot is set to signing. */
      secret: secret.optional(),
      /** Where the robot is set to keywords: each message must hold one. */
      keywords: z.array(z.string().min(1)).default([]),
      baseUrl: url.default('https://oapi.dingtalk.com'),
    }),
  ]);

/**
 * One service serves one enterprise: user ids of two are not told apart, and the administrator of one would
 * be a stranger of the other.
 */
const refuseSecondCorp = (
  channels: Readonly<Record<string, { readonly kind: string; readonly corpId?: string | undefined }>>,
  context: z.RefinementCtx,
): void => {
  const seen = new Map<string, { readonly name: string; readonly corpId: string }>();
  for (const [name, { kind, corpId }] of Object.entries(channels)) {
    if (corpId === undefined) continue;
    const first = seen.get(kind);
    if (first === undefined) seen.set(kind, { name, corpId });
    else if (first.corpId !== corpId) {
      context.addIssue({
        code: 'custom',
        path: [name, 'corpId'],
        message: `和通道 ${first.name} 的 corpId 不同。一个服务只接一个企业（组织）：两个企业的账号会混在一起。请为另一个企业另装一个服务`,
      });
    }
  }
};

/** A bot has one connection: a second channel of the same bot would wait for it for ever. */
const refuseSecondConnection = (
  channels: Readonly<Record<string, { readonly kind: string; readonly botId?: string | undefined }>>,
  context: z.RefinementCtx,
): void => {
  const seen = new Map<string, string>();
  for (const [name, { kind, botId }] of Object.entries(channels)) {
    if (kind !== 'wecom_bot_connection' || botId === undefined) continue;
    const first = seen.get(botId);
    if (first === undefined) seen.set(botId, name);
    else {
      context.addIssue({
        code: 'custom',
        path: [name, 'botId'],
        message: `和通道 ${first} 的 botId 相同。一个智能机器人只能有一个长连接，请去掉一条`,
      });
    }
  }
};

/** Where the data are: in `dataDir`, for one process; or in PostgreSQL, for several. */
const storeSettings = <S extends z.ZodType>(secret: S) =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('lowdb') }),
    z.strictObject({
      kind: z.literal('postgres'),
      /** `postgres://user:password@host:5432/database?sslmode=verify-full`. */
      url: secret,
      /** File with the certificate (PEM) of the CA that signed the server's, where the system's are not enough. */
      ca: z.string().min(1).optional(),
      /** Connections of this process at the most. */
      poolSize: z.number().int().min(2).max(200).default(10),
      /** A statement that takes longer is given up. */
      statementTimeoutMs: z.number().int().min(100).default(15_000),
    }),
  ]);

const days = z.number().int().min(1);

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const settings = <S extends z.ZodType>(secret: S) =>
  z.strictObject({
    office: z.strictObject({
      /** Name of the office that runs the bot. */
      name: z.string().min(1),
      /** Whom to call, as `help` prints it: a post or a name, and a telephone number. */
      contact: z.string().min(1),
    }),
    dataDir: z.string().min(1).default('data'),
    store: storeSettings(secret).default({ kind: 'lowdb' }),
    server: z
      .strictObject({
        host: z.string().default('0.0.0.0'),
        port: z.number().int().min(0).max(65535).default(8080),
        /** Second listener: /readyz and /metrics. */
        adminHost: z.string().default('127.0.0.1'),
        adminPort: z.number().int().min(0).max(65535).default(8081),
      })
      .prefault({}),
    channels: z
      .record(z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/), channelSettings(secret))
      .superRefine(refuseSecondCorp)
      .superRefine(refuseSecondConnection)
      .default({}),
    reminders: z
      .strictObject({
        enabled: z.boolean().default(true),
        /** node-cron expression, Asia/Shanghai. */
        schedule: z.string().default('10 9 * * *'),
        workdaysOnly: z.boolean().default(true),
        /** A firing missed while the process was down: run it late once, or skip it and tell the administrator. */
        missed: z.enum(['run_late', 'skip']).default('run_late'),
        /** Messages are reminded of this many working days before they are due. */
        messageDueSoonWorkdays: z.number().int().min(0).default(1),
        /** Columns are reminded of this many days before their cycle ends. */
        columnDueSoonDays: z.number().int().min(0).default(3),
        /** Shared groups get one message with counts, without names of units. */
        sharedCounts: z.boolean().default(false),
        /** Nothing is pushed outside these hours (Asia/Shanghai). */
        from: clock.default('08:30'),
        to: clock.default('18:00'),
      })
      .prefault({}),
    /** Copies of the embedded store's data, in `dataDir/backups`; PostgreSQL has its own means. */
    backups: z
      .strictObject({
        enabled: z.boolean().default(true),
        /** node-cron expression, Asia/Shanghai. */
        schedule: z.string().default('20 3 * * *'),
        /** How many of the newest are kept. */
        keep: z.number().int().min(1).default(7),
      })
      .prefault({}),
    /** Days that finished work is kept. Data of the inspection and the audit are kept for ever. */
    retention: z
      .strictObject({
        enabled: z.boolean().default(true),
        schedule: z.string().default('50 3 * * *'),
        inbox: days.default(180),
        conversations: days.default(30),
        deliveries: days.default(730),
        scheduleRuns: days.default(365),
        bindingCodes: days.default(90),
      })
      .prefault({}),
    /** Which indicators (检查指标) scores are computed by. */
    scoring: z
      .strictObject({
        /** The place, as an indicator set names it; without a set of its own, the national one holds. */
        region: z.string().min(1).default('全国'),
        /** The id of a set, whatever its region. */
        indicatorSet: z.string().min(1).optional(),
      })
      .prefault({}),
    binding: z
      .strictObject({
        codeValidHours: z.number().positive().default(72),
        /** Somebody on leave may let a colleague stand in for so many days at the most, today counted. */
        delegationMaxDays: days.default(31),
        /** Whose binding ends is told so many working days before. */
        expiryNoticeWorkdays: days.default(7),
      })
      .prefault({}),
    log: z
      .strictObject({ level: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info') })
      .prefault({}),
  });

/** The settings file. Unknown names are refused, so a misspelled one does not pass for a default. */
export const SettingsFile = settings(SecretReference);

/** Settings with each secret read. */
export const Settings = settings(z.string().min(1));
export type Settings = z.infer<typeof Settings>;
export type ChannelConfig = Settings['channels'][string];
export type ChannelConfigOf<K extends ChannelConfig['kind']> = Extract<ChannelConfig, { kind: K }>;
