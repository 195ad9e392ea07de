import { createHash } from 'node:crypto';
import { z } from 'zod';
import { channels as phrases } from '../../../config/phrases/channels.js';
import type { ChannelConfigOf } from '../../../config/settings.js';
import type { Channel, ChannelCapabilities, SendOutcome } from '../../delivery/channel.js';
import type { RenderedPart } from '../../delivery/records.js';
import type { Clock } from '../../domain/clock.js';
import type { Destination } from '../../inbox/event.js';
import type { MessageDocument } from '../../message/document.js';
import type { Http } from '../http.js';
import { splitByBytes } from '../split.js';
import { outcomeOf, refused } from './api.js';
import type { BotConnection } from './bot-connection.js';
import { fetchSealed } from './bot-picture.js';
import type { BotSession } from './bot-session.js';
import { botDialect, renderParts, renderPlain } from './render.js';
import { wrongDestination } from './wrong-destination.js';

/** The long connection of a 智能机器人 (D-101463). It knows no repeat, and no mention is documented. */
const connectionCapabilities: ChannelCapabilities = {
  receive: true,
  destinations: ['connection_reply', 'chat', 'person'],
  mention: false,
  card: false,
  update: false,
  recall: false,
  readState: false,
  idempotent: false,
  files: false,
  maxBytes: 20_480,
  // Replies and pushes together, per chat.
  rates: [
    { messages: 30, perMs: 60_000 },
    { messages: 1000, perMs: 3_600_000 },
  ],
};

/** Largest welcome: a text, whose limit the other text messages of WeCom have. */
const largestWelcome = 2048;

type Reply = Extract<Destination, { kind: 'connection_reply' }>;

const Markdown = z.object({ msgtype: z.literal('markdown') });

/** The same whenever one message is rendered, and another for each message. */
const streamIdOf = ({ connection, requestId }: Reply): string =>
  createHash('sha256').update(`${connection}/${requestId}`).digest('hex').slice(0, 32);

/** A stream that is finished at once, as the callback answers; what does not fit in it follows as messages. */
const renderReply = (document: MessageDocument, reply: Reply): RenderedPart[] => {
  if (reply.to === 'entrance') {
    // One text is all that an entrance may be answered.
    return splitByBytes([renderPlain(document)], '\n', largestWelcome)
      .slice(0, 1)
      .map((content) => ({ body: { msgtype: 'text', text: { content } }, text: content }));
  }
  return renderParts(document, botDialect, connectionCapabilities.maxBytes).map((part, index) =>
    index > 0
      ? part
      : {
          ...part,
          body: { msgtype: 'stream', stream: { id: streamIdOf(reply), finish: true, content: part.text } },
        },
  );
};

const notConnected = (now: Date): SendOutcome => ({
  status: 'deferred',
  errorClass: 'retry',
  code: 'no_connection',
  advice: phrases.connection.notConnected,
  retryAt: new Date(now.getTime() + 5000),
});

/**
 * Answers and pushes over the long connection, from the process that has it. Pictures are fetched from beside it,
 * by whichever process works on their message: each has its own key.
 */
export const createConnectionChannel = (
  name: string,
  config: ChannelConfigOf<'wecom_bot_connection'>,
  connection: Pick<BotConnection, 'session'>,
  { clock, http }: { readonly clock: Clock; readonly http: Http },
): Channel => {
  const { pictureHosts } = config;
  // The platform as it is configured: files at the host of the socket are its own.
  const baseUrl = config.url.replace(/^ws/i, 'http');

  const push = async (
    session: BotSession,
    chatid: string,
    chat_type: 1 | 2,
    { body }: RenderedPart,
  ): Promise<SendOutcome> => {
    const result = await session.request('aibot_send_msg', { chatid, chat_type, ...body });
    return outcomeOf(result, { repeat: 'shown_twice', now: clock.now() });
  };

  const reply = async (session: BotSession, to: Reply, part: RenderedPart): Promise<SendOutcome> => {
    if (Markdown.safeParse(part.body).success) {
      return await push(session, to.chat.id, to.chat.kind === 'group' ? 2 : 1, part);
    }
    // The next route leads to the same chat.
    if (to.connection !== session.id || !session.isClear(to.requestId)) {
      return refused('route_dead', 'connection_gone', phrases.connection.gone);
    }
    const command = to.to === 'entrance' ? 'aibot_respond_welcome_msg' : 'aibot_respond_msg';
    const result = await session.request(command, part.body, to.requestId);
    return outcomeOf(result, { repeat: 'shown_twice', now: clock.now() });
  };

  return {
    name,
    platform: 'wecom',
    capabilities: connectionCapabilities,
    isOpen: () => connection.session() !== undefined,
    render: (document, destination) =>
      destination.kind === 'connection_reply'
        ? renderReply(document, destination)
        : renderParts(document, botDialect, connectionCapabilities.maxBytes),
    async send(part, destination) {
      const session = connection.session();
      const through = (send: (open: BotSession) => Promise<SendOutcome>): Promise<SendOutcome> =>
        session === undefined ? Promise.resolve(notConnected(clock.now())) : send(session);
      switch (destination.kind) {
        case 'chat':
          return await through((open) => push(open, destination.chatId, 2, part));
        case 'person':
          return await through((open) => push(open, destination.userId, 1, part));
        case 'connection_reply':
          return await through((open) => reply(open, destination, part));
        default:
          return wrongDestination(destination);
      }
    },
    fetchPicture: async (source) => await fetchSealed(http, source, { baseUrl, pictureHosts }),
  };
};
