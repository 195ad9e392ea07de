import { binding as phrases } from '../config/phrases/binding.js';
import { action } from '../src/message/build.js';
import { endBinding } from './end-binding.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { answerOf } from './reply.js';

const say = (sentence: string): Answer => answerOf({ title: phrases.title, paragraphs: [sentence] });

const unitNames = ({ asker }: HandlerContext): readonly string[] => asker.member?.unitIds ?? [];

const nothing = ({ asker }: HandlerContext): Answer =>
  say(asker.standsIn.length > 0 ? phrases.unbindStandIn : phrases.unbindNothing);

/** The typed command 解绑: asks once, then ends the binding. */
export const unbind: Handler = {
  handles: ['unbind'],
  async answer(context) {
    const { member } = context.asker;
    // What somebody is bound to is shown to that person alone, and the confirmation belongs to the same chat.
    if (context.place.kind !== 'direct') return say(phrases.unbindDirect);
    if (member === undefined) return nothing(context);
    return {
      ...answerOf({
        title: phrases.title,
        paragraphs: [phrases.unbindAsk(unitNames(context))],
        ...(member.boundBy === 'roster' ? { notes: [phrases.unbindRoster] } : {}),
        actions: [
          action('confirm', phrases.confirmLabel, phrases.confirm),
          action('cancel', phrases.cancelLabel, phrases.cancel),
        ],
      }),
      pending: { kind: 'confirm', command: 'unbind', args: {} },
    };
  },
  async confirmed(context) {
    const { tx, asker, now, services } = context;
    if (asker.member === undefined) return nothing(context);
    await endBinding(tx, asker.member, { by: asker.key, now, newId: services.newId });
    await tx.put('audits', {
      id: services.newId(),
      at: now.toISOString(),
      actor: asker.key,
      action: 'member_unbound',
      subject: asker.key,
      detail: { units: [...asker.member.unitIds], role: asker.member.role },
    });
    return say(phrases.unbindDone(unitNames(context)));
  },
};
