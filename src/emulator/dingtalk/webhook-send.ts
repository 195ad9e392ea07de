import { z } from 'zod';
import type { ChatView } from '../api.js';
import { type ApiRoute, errcodeAnswer, parseJson } from '../api-call.js';
import type { PlatformParts } from '../platform.js';
import { RateWindow } from '../rate-window.js';
import { shownOf } from './message.js';
import { readRobotRequest } from './robot-request.js';
import { isSigned } from './signature.js';

const perMinute = 20;
const penaltyMs = 10 * 60 * 1000;

const Uuid = z.object({ msgUuid: z.string().min(1) });

/** A custom robot, and the group it is in. */
export interface GroupRobot {
  readonly chat: ChatView;
  readonly secret: string;
}

/** 20 a minute; one more closes the robot for ten minutes (dingtalk-protocol 3.3). */
class RobotPace {
  readonly #window = new RateWindow(perMinute, 60_000);
  readonly #closedUntil = new Map<string, number>();

  take(token: string, now: Date): boolean {
    if (now.getTime() < (this.#closedUntil.get(token) ?? 0)) return false;
    if (this.#window.take(token, now)) return true;
    this.#closedUntil.set(token, now.getTime() + penaltyMs);
    return false;
  }
}

/** `POST /robot/send`: a custom group robot that is set to signing (dingtalk-protocol 3). */
export const webhookSend = (
  robotOf: (token: string) => GroupRobot | undefined,
  { clock, transcript }: PlatformParts,
): ApiRoute => {
  const pace = new RobotPace();
  const sent = new Set<string>();
  return {
    method: 'POST',
    path: '/robot/send',
    handle: (request) => {
      const { query, body } = request;
      const token = query.get('access_token') ?? '';
      const robot = robotOf(token);
      if (robot === undefined) return errcodeAnswer(400101, 'access_token does not exist');
      const signed = { timestamp: query.get('timestamp') ?? '', sign: query.get('sign') ?? '' };
      if (!isSigned(signed, robot.secret, clock.now())) {
        return errcodeAnswer(310000, 'description:签名不匹配或时间戳无效;solution:请检查密钥和时钟;');
      }
      const read = readRobotRequest(request);
      if ('refusal' in read) return read.refusal;
      const uuid = Uuid.safeParse(parseJson(body)).data?.msgUuid;
      const sentKey = uuid === undefined ? undefined : `${token} ${uuid}`;
      if (sentKey !== undefined && sent.has(sentKey)) return errcodeAnswer(0, 'ok');
      if (!pace.take(token, clock.now())) {
        return errcodeAnswer(130101, 'send too fast, exceed 20 times per minute');
      }
      if (sentKey !== undefined) sent.add(sentKey);
      transcript.addFromBot(shownOf(read.message, robot.chat), { chatId: robot.chat.id, via: 'push' });
      return errcodeAnswer(0, 'ok');
    },
  };
};
