import { createHmac } from 'node:crypto';
import type { CallbackRequest, Door, DoorOutcome } from '../../../src/channels/door.js';

/** The instant at which the requests of these tests are received: 09:00 in Shanghai. */
export const now = new Date('2023-12-04T01:00:00.000Z');

export const robotConfig = {
  kind: 'dingtalk_robot' as const,
  appKey: 'dingdemoapp0000000001',
  appSecret: 'app-secret-for-tests',
  apiBaseUrl: 'https://api.example',
  oapiBaseUrl: 'https://oapi.example',
};

export const webhookConfig = {
  kind: 'dingtalk_webhook' as const,
  accessToken: 'webhook-access-token-for-tests',
  secret: 'SECwebhook-secret-for-tests',
  keywords: [],
  baseUrl: 'https://oapi.example',
};

export const sessionUrl = 'https://oapi.example/robot/sendBySession?session=secret-session-for-tests';
/** Ninety minutes after the message, as in every official sample. */
const sessionEnds = now.getTime() + 5_400_060;

/** A line that somebody of the organisation says to the robot in a group. */
export const groupText = {
  conversationId: 'cidTESTgroup0000000001==',
  atUsers: [{ dingtalkId: '$:LWCP_v1:$botTEST' }, { dingtalkId: '$:LWCP_v1:$u2', staffId: 'user002' }],
  chatbotCorpId: 'dingtestcorp',
  chatbotUserId: '$:LWCP_v1:$botTEST',
  msgId: 'msgTEST0001==',
  senderNick: '测试员',
  isAdmin: false,
  senderStaffId: 'user001',
  sessionWebhookExpiredTime: sessionEnds,
  createAt: now.getTime(),
  senderCorpId: 'dingtestcorp',
  conversationType: '2',
  senderId: '$:LWCP_v1:$u1',
  conversationTitle: '测试群',
  isInAtList: true,
  sessionWebhook: sessionUrl,
  text: { content: ' 签收 A123' },
  robotCode: robotConfig.appKey,
  msgtype: 'text',
};

type Fields = Readonly<Record<string, unknown>>;

/** The same in the direct chat, which has neither a title nor mentions. */
export const directText: Fields = {
  ...groupText,
  conversationId: 'cidTESTdirect000001==',
  conversationType: '1',
  conversationTitle: undefined,
  atUsers: undefined,
  isInAtList: undefined,
};

export const signByHand = (timestamp: string, secret: string): string =>
  createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');

/** A callback as the platform sends it. Fields that are `undefined` are left out. */
export const callback = (fields: Fields, at: Date = now): CallbackRequest => {
  const timestamp = String(at.getTime());
  return {
    method: 'POST',
    query: {},
    headers: {
      'content-type': 'application/json; charset=utf-8',
      timestamp,
      sign: signByHand(timestamp, robotConfig.appSecret),
    },
    body: Buffer.from(JSON.stringify(fields)),
    now,
  };
};

/** What a door makes of a callback that it is to take. */
export const taken = async (door: Door, fields: Fields): Promise<Extract<DoorOutcome, { kind: 'event' }>> => {
  const outcome = await door.receive(callback(fields));
  if (outcome.kind !== 'event') throw new Error(`not taken: ${JSON.stringify(outcome)}`);
  return outcome;
};
