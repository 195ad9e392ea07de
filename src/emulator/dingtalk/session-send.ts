import { type ApiRoute, errcodeAnswer } from '../api-call.js';
import type { PlatformParts } from '../platform.js';
import { shownOf } from './message.js';
import { readRobotRequest } from './robot-request.js';
import type { Sessions } from './sessions.js';

/** `POST /robot/sendBySession`: a later answer to a message (dingtalk-protocol 1.5). */
export const sessionSend = (sessions: Sessions, { clock, transcript }: PlatformParts): ApiRoute => ({
  method: 'POST',
  path: '/robot/sendBySession',
  handle: (request) => {
    const session = sessions.find(request.query.get('session') ?? '', clock.now());
    if (session === undefined) return errcodeAnswer(300001, 'session 不存在');
    const read = readRobotRequest(request);
    if ('refusal' in read) return read.refusal;
    const { chat, askedAt } = session;
    const tookMs = Math.round(performance.now() - askedAt);
    transcript.addFromBot(shownOf(read.message, chat), { chatId: chat.id, via: 'reply', tookMs });
    return errcodeAnswer(0, 'ok');
  },
});
