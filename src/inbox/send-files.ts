import type { HandlerServices } from '../../handlers/handler.js';
import type { Outbox } from '../delivery/outbox.js';
import { type Channels, routesToPerson, takesFiles } from '../delivery/routes.js';
import { message } from '../message/build.js';

/**
 * Who asked is told what to do when nothing comes; a file that comes much later would only surprise. Also less
 * than platforms keep an upload (WeCom three days).
 */
const goodForMs = 2 * 3_600_000;

/** Stores one delivery of files for the account that asked; see `HandlerServices.sendFiles`. */
export const createFileSender = (parts: {
  readonly outbox: Outbox;
  readonly channels: Channels;
}): Pick<HandlerServices, 'sendFiles'> => ({
  async sendFiles(tx, { key, to, files }, now) {
    const routes = routesToPerson(to, parts.channels).filter(({ channel, destination }) => {
      const known = parts.channels.get(channel);
      return known !== undefined && takesFiles(known, destination);
    });
    if (routes.length === 0) return 'no_route';
    const title = files.map(({ name }) => name).join('、');
    await parts.outbox.enqueue(
      tx,
      {
        key,
        purpose: 'direct_reply',
        recipient: (await tx.get('persons', to.personId))?.name ?? to.id,
        memberId: to.id,
        document: { ...message(title, []), files: [...files] },
        routes,
        expiresAt: new Date(now.getTime() + goodForMs),
      },
      now,
    );
    return 'stored';
  },
});
