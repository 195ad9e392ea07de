/** What a console of the platform shows for one callback address of WeCom. */
export interface WecomEndpointKeys {
  readonly token: string;
  /** 43 letters and digits. */
  readonly encodingAesKey: string;
}

/** Ids and secrets of the emulated organisation, for the service's settings. All of it is made up. */
export interface Credentials {
  readonly wecom: {
    readonly corpId: string;
    readonly agentId: number;
    readonly corpSecret: string;
    readonly app: WecomEndpointKeys;
    readonly bot: WecomEndpointKeys & {
      readonly botId: string;
      /** Of the long connection. */
      readonly secret: string;
    };
    /** Webhook keys by channel name. */
    readonly webhooks: Readonly<Record<string, string>>;
  };
  readonly dingtalk: {
    readonly corpId: string;
    readonly appKey: string;
    readonly appSecret: string;
    /** Custom group robots by channel name; all are set to signing. */
    readonly webhooks: Readonly<Record<string, { readonly accessToken: string; readonly secret: string }>>;
  };
}

/** Gives so many random bytes; `randomBytes` of `node:crypto`, or a fixed source in tests. */
export type Random = (size: number) => Buffer;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const lettersAndDigits = (random: Random, length: number): string =>
  Array.from(random(length), (byte) => alphabet[byte % alphabet.length]).join('');

const endpointKeys = (random: Random): WecomEndpointKeys => ({
  token: lettersAndDigits(random, 32),
  encodingAesKey: lettersAndDigits(random, 43),
});

const byName = <T>(names: readonly string[], make: () => T): Readonly<Record<string, T>> =>
  Object.fromEntries(names.map((name) => [name, make()]));

const demoWebhooks = {
  wecom: ['zhongyuan-hook', 'shili-hook', 'city-hook'],
  dingtalk: ['zhongyuan-ding', 'shiliju-ding', 'city-ding'],
} as const;

/** New secrets in the platforms' own forms; ids are those of the demo, `webhooks` the channel names. */
export const randomCredentials = (
  random: Random,
  webhooks: { readonly wecom: readonly string[]; readonly dingtalk: readonly string[] } = demoWebhooks,
): Credentials => ({
  wecom: {
    corpId: 'ww0000000000demo01',
    agentId: 1000002,
    corpSecret: lettersAndDigits(random, 43),
    app: endpointKeys(random),
    bot: {
      botId: 'aibDemoHelper0000000001',
      secret: lettersAndDigits(random, 43),
      ...endpointKeys(random),
    },
    webhooks: byName(webhooks.wecom, () => lettersAndDigits(random, 36)),
  },
  dingtalk: {
    corpId: 'dingdemocorp0000000001',
    appKey: 'dingdemoapp0000000001',
    appSecret: lettersAndDigits(random, 64),
    webhooks: byName(webhooks.dingtalk, () => ({
      accessToken: random(32).toString('hex'),
      secret: `SEC${random(32).toString('hex')}`,
    })),
  },
});
