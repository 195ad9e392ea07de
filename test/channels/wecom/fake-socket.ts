import { z } from 'zod';
import type { OpenSocket, SocketEvents } from '../../../src/channels/socket.js';

const Sent = z.object({
  cmd: z.string(),
  headers: z.object({ req_id: z.string() }),
  body: z.unknown().optional(),
});
type Sent = z.infer<typeof Sent>;

/** The far end of one socket, in the hands of a test. */
export interface FarEnd {
  readonly sent: Sent[];
  /** Whether the near end has cut it. */
  readonly isCut: () => boolean;
  readonly events: SocketEvents;
  /** What writing a frame does from now on; absent = it is recorded. */
  onSend: ((frame: Sent) => void) | undefined;
  /** Sends a frame, or any text. */
  say(frame: object | string): void;
  /** Answers the last frame of this command. */
  answer(cmd: string, errcode?: number): void;
}

/** Sockets without a network; `ends` are their far ends, in the order they were opened. */
export const fakeSockets = (): { open: OpenSocket; ends: FarEnd[]; last: () => FarEnd } => {
  const ends: FarEnd[] = [];
  const open: OpenSocket = (_, events) => {
    const sent: Sent[] = [];
    let cut = false;
    const end: FarEnd = {
      sent,
      isCut: () => cut,
      events,
      onSend: undefined,
      say: (frame) => events.received(typeof frame === 'string' ? frame : JSON.stringify(frame)),
      answer: (cmd, errcode = 0) => {
        const frame = sent.findLast((one) => one.cmd === cmd);
        if (frame === undefined) throw new Error(`no ${cmd} was sent`);
        end.say({ headers: frame.headers, errcode, errmsg: 'errmsg of the platform' });
      },
    };
    ends.push(end);
    return {
      send: (text) => {
        const frame = Sent.parse(JSON.parse(text));
        sent.push(frame);
        end.onSend?.(frame);
      },
      terminate: () => {
        cut = true;
      },
    };
  };
  return {
    open,
    ends,
    last: () => {
      const end = ends.at(-1);
      if (end === undefined) throw new Error('no socket was opened');
      return end;
    },
  };
};
