import type { HandlerServices } from '../../handlers/handler.js';
import type { Reader } from '../../storage/port.js';
import type { Outbox } from '../delivery/outbox.js';
import { type Channels, routesToPerson, takesFiles } from '../delivery/routes.js';
import type { MakeFile } from '../delivery/upload.js';
import type { Clock } from '../domain/clock.js';
import { TongbaoError } from '../domain/error.js';
import { isLiveAdministrator } from '../domain/members.js';
import { message } from '../message/build.js';
import type { FileReference } from '../message/document.js';

/**
 * Who asked is told what to do when nothing comes; a file that comes much later would only surprise. Also less
 * than platforms keep an upload (WeCom three days).
 */
const goodForMs = 2 * 3_600_000;

/**
 * `make` for those who may still have it: between asking and sending, up to two hours, somebody may have left
 * the office.
 */
export const forAdministrators =
  (
    { store, clock }: { readonly store: Reader; readonly clock: Clock },
    make: (file: FileReference) => ReturnType<MakeFile>,
  ): MakeFile =>
  async (file, memberId) => {
    const member = memberId === undefined ? undefined : await store.get('members', memberId);
    if (!isLiveAdministrator(member, clock.now())) {
      throw new TongbaoError(
        'files.no_longer_allowed',
        `文件“${file.name}”没有发出：要它的人现在不是管理员。需要时请由管理员重新导出。`,
      );
    }
    return await make(file);
  };

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
