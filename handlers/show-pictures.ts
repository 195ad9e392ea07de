import { chatProceedings } from '../config/phrases/chat-proceedings.js';
import { pictures } from '../config/phrases/pictures.js';
import { endingOf } from '../src/domain/pictures.js';
import { picturesOf } from '../src/proceedings/pictures.js';
import { say, whyNotAdmin } from './doing.js';
import type { Answer, Handler } from './handler.js';
import { timesInLastHour } from './recent.js';
import { submittedReports, unitOf } from './submitted-reports.js';

const phrases = pictures.show;
const { title } = pictures;

/** Looks of one person inside an hour: each uploads some pictures. */
const looksPerHour = 60;
const shownAction = 'pictures_shown';

/** The typed command 看图 N: an administrator gets the pictures of a report that waits, in the direct chat. */
export const showPictures: Handler = {
  handles: ['show_pictures'],
  async answer(context): Promise<Answer> {
    const refusal = whyNotAdmin(context, title);
    const { asker, command, tx, now, services } = context;
    if (refusal !== undefined || asker.member === undefined) return refusal ?? say(title, phrases.which);
    const number = command?.name === 'show_pictures' ? command.number : undefined;
    if (number === undefined) return say(title, phrases.which);
    const waiting = await submittedReports(context);
    const one = waiting[number - 1];
    if (one === undefined) return say(title, chatProceedings.recheck.noSuch(number, waiting.length));
    const shown = await picturesOf(tx, one.problem.id, one.submittedAt);
    if (shown.length === 0) return say(title, phrases.none(unitOf(one)));
    if ((await timesInLastHour(context, shownAction)) >= looksPerHour) {
      return say(title, phrases.tooMany(looksPerHour));
    }
    const id = services.newId();
    const files = shown.map((picture, at) => ({
      picture: picture.id,
      name: phrases.fileName(unitOf(one), number, at + 1, endingOf(picture.type)),
    }));
    const sent = await services.sendFiles(tx, { key: `pictures/${id}`, to: asker.member, files }, now);
    if (sent === 'no_route') return say(title, phrases.noRoute(one.problem.id));
    await tx.put('audits', {
      id,
      at: now.toISOString(),
      actor: asker.key,
      action: shownAction,
      subject: `problem/${one.problem.id}`,
      detail: { pictures: files.length },
    });
    return say(title, phrases.sending(unitOf(one), files.length), phrases.handle);
  },
};
