import pino from 'pino';
import { createWecomConnection } from '../../../src/channels/wecom/index.js';
import type { Channel } from '../../../src/delivery/channel.js';
import type { ReceivedEvent } from '../../../src/inbox/event.js';
import { type StoppedTime, settled, stoppedTime } from '../../support/stopped-time.js';
import { createFakePlatform } from './fake-platform.js';
import { type FarEnd, fakeSockets } from './fake-socket.js';
import { now } from './platform-side.js';

export const connectionConfig = {
  kind: 'wecom_bot_connection' as const,
  botId: 'aib-under-test',
  secret: 'secret-of-the-long-connection',
  names: ['通报助手'],
  url: 'wss://openws.example',
};

/** A group message as the platform sends it over the connection. */
export const groupMessage = (requestId: string, msgid: string, content = '@通报助手 我单位排名') => ({
  cmd: 'aibot_msg_callback',
  headers: { req_id: requestId },
  body: {
    msgid,
    aibotid: connectionConfig.botId,
    chatid: 'wrGroup01',
    chattype: 'group',
    from: { userid: 'ZhongYuan' },
    msgtype: 'text',
    text: { content },
  },
});

export const eventFrame = (requestId: string, eventtype: string) => ({
  cmd: 'aibot_event_callback',
  headers: { req_id: requestId },
  body: {
    msgid: `event-${requestId}`,
    create_time: 1_700_000_000,
    aibotid: connectionConfig.botId,
    from: { userid: 'ZhongYuan' },
    msgtype: 'event',
    event: { eventtype },
  },
});

/** A long connection whose sockets, time and lease are in the hands of a test. */
export const connectionBench = (settings: { readonly pictureHosts?: readonly string[] } = {}) => {
  const time: StoppedTime = stoppedTime(now.toISOString());
  const sockets = fakeSockets();
  const platform = createFakePlatform();
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  const taken: ReceivedEvent[] = [];
  /** The store refuses so many times. */
  const store = { refuses: 0 };
  let lease = { held: false, onHeld: (): void => undefined, onLost: (): void => undefined };
  let opened = 0;
  let ids = 0;
  const { connection, channel } = createWecomConnection(
    'helper',
    { ...connectionConfig, pictureHosts: [...(settings.pictureHosts ?? [])] },
    {
      openSocket: sockets.open,
      http: platform.http,
      clock: time.clock,
      timers: time,
      log,
      newId: () => {
        ids += 1;
        return `id-${ids}`;
      },
      fraction: () => 0.5,
      keeperOf: (_, changes) => {
        lease = { held: false, ...changes };
        return {
          start: () => undefined,
          isHeld: () => lease.held,
          stop: async () => {
            lease.held = false;
          },
        };
      },
    },
  );
  connection.start({
    take: async (event) => {
      if (store.refuses > 0) {
        store.refuses -= 1;
        throw new Error('disk full');
      }
      taken.push(event);
    },
    onOpen: () => {
      opened += 1;
    },
  });
  const hold = (): void => {
    lease.held = true;
    lease.onHeld();
  };
  const accept = async (): Promise<FarEnd> => {
    const end = sockets.last();
    end.events.opened();
    await settled();
    end.answer('aibot_subscribe');
    await settled();
    return end;
  };
  return {
    time,
    sockets,
    platform,
    logged,
    taken,
    store,
    connection,
    channel: channel satisfies Channel,
    opened: () => opened,
    hold,
    lose: () => {
      lease.held = false;
      lease.onLost();
    },
    /** The lease is gone and nobody has noticed yet. */
    letLeaseRunOut: () => {
      lease.held = false;
    },
    /** The platform takes the last socket's subscription. */
    accept,
    /** Holds the lease and is subscribed. */
    subscribed: async (): Promise<FarEnd> => {
      hold();
      return await accept();
    },
  };
};
