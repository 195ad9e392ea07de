import type { Credentials } from './credentials.js';

/** A settings file as an operator would write it, and the environment that holds its secrets. */
export interface ServiceSettings {
  readonly file: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
}

/** The settings with which a service works for the emulated organisation in place of the platforms. */
export const serviceSettings = (
  { wecom, dingtalk }: Credentials,
  options: {
    readonly apiBaseUrl: string;
    readonly dataDir: string;
    readonly port: number;
    readonly adminPort: number;
    /** Address of the long connection, where the 智能机器人 is to have one; else it is called back. */
    readonly socketUrl?: string | undefined;
  },
): ServiceSettings => {
  const { apiBaseUrl, dataDir, port, adminPort, socketUrl } = options;
  const env: Record<string, string> = {};
  const secret = (value: string): { env: string } => {
    const name = `EMULATED_${Object.keys(env).length}`;
    env[name] = value;
    return { env: name };
  };
  const wecomWebhooks = Object.entries(wecom.webhooks).map(([name, key]) => [
    name,
    { kind: 'wecom_webhook', key: secret(key), baseUrl: apiBaseUrl },
  ]);
  const dingtalkWebhooks = Object.entries(dingtalk.webhooks).map(([name, hook]) => [
    name,
    {
      kind: 'dingtalk_webhook',
      accessToken: secret(hook.accessToken),
      secret: secret(hook.secret),
      baseUrl: apiBaseUrl,
    },
  ]);
  const file = {
    office: { name: '郑州市人民政府办公厅', contact: '督查专员（示例） 0371-00000000' },
    dataDir,
    server: { host: '127.0.0.1', port, adminPort },
    channels: {
      app: {
        kind: 'wecom_app',
        corpId: wecom.corpId,
        agentId: wecom.agentId,
        token: secret(wecom.app.token),
        encodingAesKey: secret(wecom.app.encodingAesKey),
        corpSecret: secret(wecom.corpSecret),
        baseUrl: apiBaseUrl,
      },
      helper:
        socketUrl === undefined
          ? {
              kind: 'wecom_bot',
              names: ['通报助手'],
              token: secret(wecom.bot.token),
              encodingAesKey: secret(wecom.bot.encodingAesKey),
              baseUrl: apiBaseUrl,
            }
          : {
              kind: 'wecom_bot_connection',
              botId: wecom.bot.botId,
              secret: secret(wecom.bot.secret),
              names: ['通报助手'],
              url: socketUrl,
            },
      robot: {
        kind: 'dingtalk_robot',
        appKey: dingtalk.appKey,
        appSecret: secret(dingtalk.appSecret),
        apiBaseUrl,
        oapiBaseUrl: apiBaseUrl,
      },
      ...Object.fromEntries([...wecomWebhooks, ...dingtalkWebhooks]),
    },
  };
  return { file, env };
};
