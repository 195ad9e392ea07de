import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { MessageView } from '../api.js';
import { type ApiAnswer, errcodeAnswer, parseJson } from '../api-call.js';
import type { Upgrade } from '../api-server.js';
import type { CallLog } from '../call-log.js';
import type { Credentials } from '../credentials.js';
import type { Faults } from '../faults.js';
import { newId, type PlatformParts } from '../platform.js';
import { RateWindow } from '../rate-window.js';
import type { SaidLine } from '../spoken-line.js';
import { directChatId } from '../world.js';
import { type BotPicture, botEvent, botMessage } from './bot-body.js';
import { type ConnectionSends, createConnectionSends, type Question } from './connection-sends.js';

/** Where the emulator has what is at the root of openws.work.weixin.qq.com. */
export const connectionPath = '/openws';

/** Commands that faults can be planned for. */
export const connectionCommands = [
  'aibot_subscribe',
  'ping',
  'aibot_respond_msg',
  'aibot_respond_welcome_msg',
  'aibot_send_msg',
] as const;

const largestFrame = 1024 * 1024;
/** A connection that says nothing for longer is closed. The length is not documented; a ping comes every 30 s. */
const silenceMs = 90_000;
/** How long a person looks at the chat for an answer. */
const lookMs = 5000;

const Frame = z.object({
  cmd: z.string(),
  headers: z.object({ req_id: z.string().min(1) }),
  body: z.unknown().optional(),
});
const Subscription = z.strictObject({ bot_id: z.string(), secret: z.string() });

/** One socket that a service has opened. */
interface Line {
  readonly socket: WebSocket;
  readonly questions: Map<string, Question>;
  subscribed: boolean;
  /** Half-open: it takes what comes, and nothing more comes from it. */
  frozen: boolean;
  cancelSilence: () => void;
}

/** The long connection of the emulated 智能机器人 (wecom-protocol 4.4). */
export interface EmulatedConnection {
  readonly upgrade: Upgrade;
  /** Whether a service is subscribed. */
  isOpen(): boolean;
  /** Resolves when a service is subscribed. */
  whenOpen(): Promise<void>;
  /** Somebody speaks to the bot. Resolves with what the bot shows in that chat, or when nobody waits longer. */
  say(
    chatId: string,
    userId: string,
    line: SaidLine,
    pictures: readonly BotPicture[],
  ): Promise<readonly MessageView[]>;
  /** First entry of the day into the single chat. */
  enter(userId: string): Promise<readonly MessageView[]>;
  /** The last message once more, as a new request. False when there was none or nobody is subscribed. */
  repeat(): boolean;
  /** Cuts the subscribed connection without a word. */
  drop(): void;
  /** Leaves the subscribed connection open at this end only: nothing goes out on it or is looked at any more. */
  freeze(): void;
  /** Another program subscribes in the bot's name. */
  displace(): void;
  /** Sends any text over the subscribed connection. */
  sendRaw(text: string): void;
  close(): void;
}

export const createEmulatedConnection = (
  { bot }: Credentials['wecom'],
  parts: PlatformParts,
  tools: { readonly faults: () => Faults; readonly calls: CallLog },
): EmulatedConnection => {
  const { clock, timers, random, transcript } = parts;
  const server = new WebSocketServer({ noServer: true, maxPayload: largestFrame, perMessageDeflate: false });
  const lines = new Set<Line>();
  const awaited: (() => void)[] = [];
  const sends: ConnectionSends = createConnectionSends(parts);
  const subscriptions = new RateWindow(20, 60_000);
  let last: { readonly chatId: string; readonly kind: Question['kind']; readonly body: object } | undefined;

  const current = (): Line | undefined => [...lines].find(({ subscribed }) => subscribed);
  const write = ({ socket, frozen }: Line, frame: object): void => {
    if (!frozen) socket.send(JSON.stringify(frame));
  };
  const tell = (line: Line, cmd: string, body: object, question: Question): void => {
    const req_id = newId(random);
    line.questions.set(req_id, question);
    write(line, { cmd, headers: { req_id }, body });
  };
  const question = (kind: Question['kind'], chatId: string): Question => ({
    kind,
    chatId,
    at: clock.now().getTime(),
    askedAt: performance.now(),
  });

  const displace = (): void => {
    const older = current();
    if (older === undefined) return;
    older.subscribed = false;
    const event = botEvent({ msgid: newId(random), botId: bot.botId }, 'disconnected_event', clock.now());
    tell(older, 'aibot_event_callback', event, question('event', ''));
    if (!older.frozen) older.socket.close(1000);
  };

  const subscribe = (line: Line, body: unknown): ApiAnswer => {
    const asked = Subscription.safeParse(body).data;
    if (asked?.bot_id !== bot.botId) return errcodeAnswer(93019, 'invalid bot_id');
    if (line.subscribed || !subscriptions.take(asked.bot_id, clock.now())) {
      return errcodeAnswer(45009, 'api freq out of limit');
    }
    if (asked.secret !== bot.secret) return errcodeAnswer(853000, 'invalid secret');
    displace();
    line.subscribed = true;
    for (const resolve of awaited.splice(0)) resolve();
    return errcodeAnswer(0, 'ok');
  };

  const answerOf = (line: Line, { cmd, headers, body }: z.infer<typeof Frame>): ApiAnswer => {
    if (cmd === 'aibot_subscribe') return subscribe(line, body);
    if (!line.subscribed) return errcodeAnswer(846609, 'aibot websocket not subscribed');
    const asked = line.questions.get(headers.req_id);
    switch (cmd) {
      case 'ping':
        return errcodeAnswer(0, 'ok');
      case 'aibot_respond_msg':
        return sends.respond(asked, body);
      case 'aibot_respond_welcome_msg':
        return sends.welcome(asked, body);
      case 'aibot_send_msg':
        return sends.push(body);
      default:
        return errcodeAnswer(40008, 'invalid cmd');
    }
  };

  const expectNoise = (line: Line): void => {
    line.cancelSilence();
    line.cancelSilence = timers.after(silenceMs, () => line.socket.terminate());
  };

  const received = (line: Line, data: RawData, isBinary: boolean): void => {
    if (line.frozen) return;
    expectNoise(line);
    const text = isBinary || !Buffer.isBuffer(data) ? '' : data.toString('utf8');
    const frame = Frame.safeParse(parseJson(text)).data;
    if (frame === undefined) {
      line.socket.close(1007);
      return;
    }
    const known = connectionCommands.some((command) => command === frame.cmd);
    const fault = known ? tools.faults().take(frame.cmd) : undefined;
    const answer =
      fault?.kind === 'answer' ? fault.answer : fault?.effect === false ? undefined : answerOf(line, frame);
    const isSecret = frame.cmd === 'aibot_subscribe';
    tools.calls.add({ path: frame.cmd, ...(isSecret ? { secretBodies: true } : {}) }, text, answer, fault);
    if (fault?.kind === 'reset') line.socket.terminate();
    else if (fault?.kind !== 'hang' && answer !== undefined) {
      write(line, { headers: frame.headers, ...z.record(z.string(), z.unknown()).parse(answer.body) });
    }
  };

  server.on('connection', (socket) => {
    const line: Line = {
      socket,
      questions: new Map(),
      subscribed: false,
      frozen: false,
      cancelSilence: () => undefined,
    };
    lines.add(line);
    expectNoise(line);
    socket.on('message', (data, isBinary) => received(line, data, isBinary));
    // A frame that is too large ends in `close`.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      line.cancelSilence();
      lines.delete(line);
    });
  });

  /** Waits for the bot to show something in a chat. */
  const looked = (chatId: string): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        stop();
        cancel();
        resolve();
      };
      const stop = transcript.onMessage((message) => {
        if (message.chatId === chatId && message.from.kind === 'bot') done();
      });
      const cancel = timers.after(lookMs, done);
    });

  const ask = async (
    cmd: string,
    chatId: string,
    kind: Question['kind'],
    body: object,
  ): Promise<readonly MessageView[]> => {
    const line = current();
    const before = transcript.of(chatId).length;
    last = { chatId, kind, body };
    if (line === undefined) transcript.note(chatId, '机器人没有连上企业微信，这条消息没有送到。');
    else {
      const answer = looked(chatId);
      tell(line, cmd, body, question(kind, chatId));
      await answer;
    }
    return transcript.of(chatId).slice(before);
  };

  return {
    upgrade: (request, socket, head) => {
      if (request.url !== connectionPath) {
        socket.destroy();
        return;
      }
      server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request));
    },
    isOpen: () => current() !== undefined,
    whenOpen: () =>
      new Promise((resolve) => {
        if (current() === undefined) awaited.push(resolve);
        else resolve();
      }),
    say: (chatId, userId, line, pictures) => {
      sends.heardIn(chatId);
      const inGroup = parts.organisation.chat(chatId)?.kind === 'group';
      const spoken = {
        msgid: newId(random),
        botId: bot.botId,
        userId,
        ...(inGroup ? { groupId: chatId } : {}),
      };
      return ask('aibot_msg_callback', chatId, 'message', botMessage(spoken, line, pictures));
    },
    enter: (userId) => {
      const event = botEvent({ msgid: newId(random), botId: bot.botId, userId }, 'enter_chat', clock.now());
      return ask('aibot_event_callback', directChatId('wecom', userId), 'entrance', event);
    },
    repeat: () => {
      const line = current();
      if (line === undefined || last === undefined) return false;
      const cmd = last.kind === 'message' ? 'aibot_msg_callback' : 'aibot_event_callback';
      tell(line, cmd, last.body, question(last.kind, last.chatId));
      return true;
    },
    drop: () => current()?.socket.terminate(),
    freeze: () => {
      const line = current();
      if (line === undefined) return;
      line.frozen = true;
      line.cancelSilence();
    },
    displace,
    sendRaw: (text) => current()?.socket.send(text),
    close: () => {
      for (const { socket } of lines) socket.terminate();
      server.close();
    },
  };
};
