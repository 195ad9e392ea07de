import { listFiles as phrases } from '../config/phrases/export.js';
import { lists } from '../config/phrases/lists.js';
import { message, numbered, paragraph } from '../src/message/build.js';
import { say, whyNotAdmin } from './doing.js';
import type { Answer, Handler } from './handler.js';
import { timesInLastHour } from './recent.js';

/** Files one person may have made inside an hour: each is a look at everything, and work for the service. */
const filesPerHour = 20;
const exportedAction = 'list_exported';

const which = (): Answer => {
  const options = Object.values(lists.names).map((name) => ({ label: name, text: phrases.option(name) }));
  return {
    document: message(phrases.title, [paragraph(phrases.which), numbered(options.map(({ label }) => label))]),
    reach: { kind: 'asker' },
    pending: { kind: 'choice', options },
  };
};

/** The typed command 导出…: an administrator gets a list as a file, in the direct chat alone. */
export const exportList: Handler = {
  handles: ['export_list'],
  async answer(context) {
    const { asker, command, tx, now, today, services } = context;
    const refusal = whyNotAdmin(context, phrases.title);
    if (refusal !== undefined || asker.member === undefined) return refusal ?? which();
    const key = command?.name === 'export_list' ? command.list : undefined;
    if (key === undefined) return which();
    if ((await timesInLastHour(context, exportedAction)) >= filesPerHour) {
      return say(phrases.title, phrases.tooMany(filesPerHour));
    }
    const list = lists.names[key];
    const id = services.newId();
    const file = { list, name: phrases.fileName(list, today) };
    const sent = await services.sendFiles(tx, { key: `list/${id}`, to: asker.member, files: [file] }, now);
    if (sent === 'no_route') return say(phrases.title, phrases.noRoute(list));
    await tx.put('audits', {
      id,
      at: now.toISOString(),
      actor: asker.key,
      action: exportedAction,
      subject: list,
      detail: { file: file.name },
    });
    return say(phrases.title, phrases.sending(list), phrases.handle, phrases.sendingHow(list));
  },
};
