import { randomBytes } from 'node:crypto';
import type { Clock } from '../domain/clock.js';
import { TongbaoError } from '../domain/error.js';
import { systemTimers, type Timers } from '../domain/timers.js';
import type { ChatView, EmulatedPlatform, MessageView, SayRequest, World } from './api.js';
import { startApiServer } from './api-server.js';
import { type CallLog, createCallLog } from './call-log.js';
import {
  type Callback,
  type CallbackOutcome,
  createCallbackSender,
  type Deadline,
  type Patience,
} from './callback.js';
import type { Credentials, Random } from './credentials.js';
import { createEmulatedDingtalk } from './dingtalk/index.js';
import { createFaults, type Faults } from './faults.js';
import { createFileShelf } from './file-shelf.js';
import type { MediaFile } from './media.js';
import type { PlatformParts } from './platform.js';
import { spokenLine } from './spoken-line.js';
import { createTranscript, type Transcript } from './transcript.js';
import { connectionCommands, connectionPath, type EmulatedConnection } from './wecom/connection.js';
import { createEmulatedWecom } from './wecom/index.js';
import { createOrganisation, type Organisation } from './world.js';

export { type Credentials, randomCredentials } from './credentials.js';
export { errcodeFault, statusFault } from './faults.js';

/** A WeCom and a DingTalk on this machine: they call the service's routes and take its sends. */
export interface Emulator {
  /** Base URL of both platforms' APIs, for the service's settings. */
  readonly apiBaseUrl: string;
  /** Address of WeCom's long connection, for the service's settings. */
  readonly socketUrl: string;
  /** The long connection of the 智能机器人, and what can be done to it. */
  readonly connection: EmulatedConnection;
  readonly organisation: Organisation;
  readonly transcript: Transcript;
  /** Makes API calls fail on demand. */
  readonly faults: Faults;
  /** API calls so far, without secrets. */
  readonly calls: CallLog;
  /** A picture that a person sent, by the id in its message. */
  picture(id: string): Buffer | undefined;
  /** A file that the service uploaded to either platform, by the id in its message. */
  file(id: string): MediaFile | undefined;
  /** Aborted when the emulator closes. */
  readonly closing: AbortSignal;
  /** Where the service listens. */
  connect(serviceUrl: string): void;
  /**
   * A person says something; resolves when the callback is finished, with the new messages of that chat.
   * What the service sends later comes by `transcript`.
   * @throws TongbaoError `emulator.unknown_chat`, `emulator.not_member`, `emulator.not_connected`
   */
  say(request: SayRequest): Promise<readonly MessageView[]>;
  /**
   * A person opens the self-built app, or the single chat of the 智能机器人, on WeCom.
   * @throws TongbaoError `emulator.unknown_person`, `emulator.not_connected`
   */
  enter(request: { readonly userId: string; readonly to: 'app' | 'bot' }): Promise<readonly MessageView[]>;
  /**
   * Sends the last callback once more: the same message, a new signature; over the long connection, a new
   * request, whose answer is not waited for.
   * @throws TongbaoError `emulator.nothing_to_redeliver`
   */
  redeliver(): Promise<CallbackOutcome>;
  close(): Promise<void>;
}

const single = { kind: 'single' } as const;

/** How long each platform waits for an answer (wecom-protocol 1.4, dingtalk-protocol 1.6). */
const patience: Readonly<Record<EmulatedPlatform, Patience>> = {
  wecom: { limitMs: 5000, tries: 3 },
  // How often DingTalk tries is not documented; once more is the least a service must bear.
  dingtalk: { limitMs: 2500, tries: 2 },
};

const checkWebhooks = (world: World, credentials: Credentials): void => {
  for (const { name, platform, webhookChannel } of world.groups) {
    if (webhookChannel !== undefined && !Object.hasOwn(credentials[platform].webhooks, webhookChannel)) {
      throw new TongbaoError(
        'emulator.bad_world',
        `“${name}”的群机器人“${webhookChannel}”没有密钥。请在凭据里补上，或从群里去掉。`,
      );
    }
  }
};

/**
 * Starts the emulator on a free port of 127.0.0.1.
 * `serviceUrl` may come later by `connect`; `deadline` is for tests of silence.
 * @throws TongbaoError `emulator.bad_world`
 */
export const createEmulator = async (options: {
  readonly world: World;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly serviceUrl?: string;
  readonly random?: Random;
  readonly deadline?: Deadline;
  readonly timers?: Timers;
  /** What the console of the 智能机器人 is set to; over the long connection it is spoken to in direct chats too. */
  readonly bot?: 'callback' | 'connection';
}): Promise<Emulator> => {
  const {
    world,
    credentials,
    clock,
    random = randomBytes,
    timers = systemTimers,
    bot = 'callback',
  } = options;
  const organisation = createOrganisation(world);
  checkWebhooks(world, credentials);
  const transcript = createTranscript(clock);
  const calls = createCallLog(clock);
  const sender = createCallbackSender(transcript, options.deadline);
  const closing = new AbortController();

  let apiBaseUrl = '';
  const parts: PlatformParts = {
    organisation,
    transcript,
    clock,
    timers,
    random,
    apiBaseUrl: () => apiBaseUrl,
  };
  const wecom = createEmulatedWecom(credentials.wecom, parts, { faults: () => faults, calls });
  const dingtalk = createEmulatedDingtalk(credentials.dingtalk, parts);
  const routes = [...wecom.routes, ...dingtalk.routes];
  const faults = createFaults([...routes.map(({ path }) => path), ...connectionCommands]);
  const { connection } = wecom;
  const server = await startApiServer(routes, { faults, calls, upgrade: connection.upgrade });
  apiBaseUrl = server.baseUrl;
  if (options.serviceUrl !== undefined) sender.connect(options.serviceUrl);

  const shelf = createFileShelf(random, clock);
  let again: (() => Promise<CallbackOutcome>) | undefined;
  const send = (callback: Callback, platform: EmulatedPlatform): Promise<CallbackOutcome> => {
    again = () => sender.send(callback, patience[platform]);
    return again();
  };
  const overConnection = (shown: Promise<readonly MessageView[]>): Promise<readonly MessageView[]> => {
    again = async () => ({ tries: connection.repeat() ? 1 : 0, messages: [] });
    return shown;
  };

  const speakerIn = ({ platform, members }: ChatView, userId: string) => {
    const person = organisation.person(platform, userId);
    if (person === undefined || !members.includes(person.userId)) {
      throw new TongbaoError('emulator.not_member', '这个人不在这个聊天里。请换一个人或换一个聊天。');
    }
    return person;
  };

  const callbacksOf = (
    chat: ChatView,
    person: { userId: string; name: string },
    line: ReturnType<typeof spokenLine>,
    request: Pick<SayRequest, 'quote' | 'to' | 'text'>,
    pictures: readonly Buffer[],
  ): Callback[] => {
    const { quote, to, text } = request;
    if (chat.platform === 'dingtalk') {
      const [first, ...others] = pictures.map((picture) => dingtalk.pictures.codeFor(picture));
      return first === undefined
        ? [dingtalk.robot.text(chat, person, { text: line.bare, quote })]
        : [dingtalk.robot.pictures(chat, person, line.bare, [first, ...others])];
    }
    if (chat.kind === 'group' || to === 'bot') {
      const place = chat.kind === 'group' ? ({ kind: 'group', chatId: chat.id } as const) : single;
      const sealed = pictures.map((picture) => wecom.pictures.forBot(picture));
      return [wecom.bot.said(place, person.userId, { text: line.shown, quote }, sealed)];
    }
    // The app knows no message of both: a client sends one after the other.
    const images = pictures.map((picture) => wecom.app.image(person.userId, wecom.pictures.forApp(picture)));
    return text === '' ? images : [...images, wecom.app.text(person.userId, line.shown)];
  };

  return {
    apiBaseUrl,
    socketUrl: `${apiBaseUrl.replace(/^http/, 'ws')}${connectionPath}`,
    connection,
    organisation,
    transcript,
    faults,
    calls,
    file: (id) => wecom.media.shown(id) ?? dingtalk.media.shown(id),
    closing: closing.signal,
    connect: (serviceUrl) => sender.connect(serviceUrl),
    picture: (id) => shelf.find(id),
    say: async (request) => {
      const { chatId, userId, text, mentionBot, nick } = request;
      const chat = organisation.chat(chatId);
      if (chat === undefined)
        throw new TongbaoError('emulator.unknown_chat', '没有这个聊天。请从列表里选一个。');
      const known = speakerIn(chat, userId);
      const person = { userId: known.userId, name: nick ?? known.name };
      const line = spokenLine(text, mentionBot, chat);
      const pictures = (request.pictures ?? []).map((base64) => Buffer.from(base64, 'base64'));
      const common = {
        chatId,
        from: { kind: 'person' as const, userId: person.userId, name: person.name },
        mentions: [],
        via: 'person' as const,
      };
      const said = pictures.map((picture) =>
        transcript.add({
          ...common,
          format: 'picture',
          content: '[图片]',
          picture: `/demo/api/picture?id=${shelf.put(picture, Number.POSITIVE_INFINITY)}`,
        }),
      );
      if (line.shown !== '') said.push(transcript.add({ ...common, format: 'text', content: line.shown }));
      // On WeCom a picture is heard in a group where the mention stands beside it, as in any line.
      if (!line.heard) return said;
      if (bot === 'connection' && chat.platform === 'wecom') {
        const sealed = pictures.map((picture) => wecom.pictures.forConnection(picture));
        const spoken = { text: line.shown, quote: request.quote };
        const asked = connection.say(chat.id, person.userId, spoken, sealed);
        return [...said, ...(await overConnection(asked))];
      }
      for (const callback of callbacksOf(chat, person, line, request, pictures)) {
        said.push(...(await send(callback, chat.platform)).messages);
      }
      return said;
    },
    enter: async ({ userId, to }) => {
      const person = organisation.person('wecom', userId);
      if (person === undefined) {
        throw new TongbaoError('emulator.unknown_person', '企业微信里没有这个人。请从列表里选一个。');
      }
      if (to === 'bot' && bot === 'connection') return overConnection(connection.enter(person.userId));
      const callback =
        to === 'app' ? wecom.app.enterAgent(person.userId) : wecom.bot.enterChat(person.userId);
      return (await send(callback, 'wecom')).messages;
    },
    redeliver: async () => {
      if (again === undefined) {
        throw new TongbaoError('emulator.nothing_to_redeliver', '还没有发送过消息，没有可以重发的。');
      }
      return again();
    },
    close: async () => {
      closing.abort();
      connection.close();
      await sender.close();
      await server.close();
    },
  };
};
