import { z } from 'zod';
import { type ApiAnswer, type ApiRequest, errcodeAnswer, parseJson } from '../api-call.js';
import { utf8Bytes } from '../platform.js';
import { largestMessage, RobotMessage } from './message.js';

const knownTypes = ['text', 'markdown', 'actionCard'];

const Typed = z.object({ msgtype: z.string() });

/** The message in a call of a robot webhook, or the refusal (dingtalk-protocol 3.5). */
export const readRobotRequest = ({
  headers,
  body,
}: ApiRequest): { readonly message: RobotMessage } | { readonly refusal: ApiAnswer } => {
  const type = headers['content-type'];
  if (typeof type !== 'string' || !/^application\/json\b/i.test(type)) {
    return { refusal: errcodeAnswer(43004, 'Content-Type must be application/json') };
  }
  if (utf8Bytes(body) > largestMessage) {
    return { refusal: errcodeAnswer(460101, `message over ${largestMessage} bytes`) };
  }
  const json = parseJson(body);
  const typed = Typed.safeParse(json);
  if (!typed.success) return { refusal: errcodeAnswer(40035, 'json parameter missing: msgtype') };
  if (!knownTypes.includes(typed.data.msgtype)) {
    return { refusal: errcodeAnswer(400105, 'message type not supported') };
  }
  const parsed = RobotMessage.safeParse(json);
  if (parsed.success) return { message: parsed.data };
  return {
    refusal: errcodeAnswer(40035, `json parameter missing: ${parsed.error.issues[0]?.path.join('.') ?? ''}`),
  };
};
