import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Credentials } from '../../../src/emulator/index.js';
import { open, type SealKeys, seal } from '../../../src/emulator/wecom/cipher.js';
import { readXml, writeXml } from '../../../src/emulator/wecom/xml.js';
import type { ReceivedCallback } from '../fake-service.js';

const sealedIn = ({ query }: ReceivedCallback, encrypt: string) => ({
  encrypt,
  signature: query.get('msg_signature') ?? '',
  timestamp: query.get('timestamp') ?? '',
  nonce: query.get('nonce') ?? '',
});

export const appKeys = ({ wecom }: Credentials): SealKeys => ({ ...wecom.app, receiveId: wecom.corpId });
export const botKeys = ({ wecom }: Credentials): SealKeys => ({ ...wecom.bot, receiveId: '' });

/** The decrypted XML of a callback to the self-built app. */
export const appXml = (credentials: Credentials, callback: ReceivedCallback) => {
  const { Encrypt = '' } = readXml(callback.body, 'callback');
  return readXml(open(appKeys(credentials), sealedIn(callback, Encrypt)), 'message');
};

const BotMessage = z.object({
  msgid: z.string(),
  aibotid: z.string(),
  chatid: z.string().optional(),
  chattype: z.string().optional(),
  from: z.object({ userid: z.string() }),
  response_url: z.string().optional(),
  msgtype: z.string(),
  text: z.object({ content: z.string() }).optional(),
  event: z.object({ eventtype: z.string() }).optional(),
});

/** The decrypted JSON of a callback to the 智能机器人. */
export const botJson = (credentials: Credentials, callback: ReceivedCallback) => {
  const { encrypt } = z.object({ encrypt: z.string() }).parse(JSON.parse(callback.body));
  return BotMessage.parse(JSON.parse(open(botKeys(credentials), sealedIn(callback, encrypt))));
};

/** An encrypted answer of the app: a right one to `zhang`, changed where `fields` or `envelope` say so. */
export const appAnswer = (
  credentials: Credentials,
  fields: Readonly<Record<string, string | number>> = {},
  options: { keys?: SealKeys; envelope?: Readonly<Record<string, string>> } = {},
): string => {
  const message = writeXml({
    ToUserName: 'zhang',
    FromUserName: credentials.wecom.corpId,
    CreateTime: 1701651600,
    MsgType: 'text',
    Content: '第1名',
    ...fields,
  });
  const { keys = appKeys(credentials), envelope = {} } = options;
  const sealed = seal(keys, message, { timestamp: '1701651600', nonce: 'own', random: randomBytes });
  return writeXml({
    Encrypt: sealed.encrypt,
    MsgSignature: sealed.signature,
    TimeStamp: Number(sealed.timestamp),
    Nonce: sealed.nonce,
    ...envelope,
  });
};

/** The message of a right answer of the bot. */
export const streamOf = (content: string, id = 'stream-1') => ({
  msgtype: 'stream',
  stream: { id, finish: true, content },
});

/** An encrypted answer of the bot to a callback, changed where `envelope` says so. */
export const botAnswer = (
  credentials: Credentials,
  callback: ReceivedCallback,
  message: unknown,
  options: { keys?: SealKeys; nonce?: string; envelope?: Readonly<Record<string, unknown>> } = {},
): string => {
  const { keys = botKeys(credentials), nonce = callback.query.get('nonce') ?? '', envelope = {} } = options;
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  const sealed = seal(keys, text, { timestamp: '1701651600', nonce, random: randomBytes });
  return JSON.stringify({
    encrypt: sealed.encrypt,
    msgsignature: sealed.signature,
    timestamp: Number(sealed.timestamp),
    nonce,
    ...envelope,
  });
};
