import { binding as phrases } from '../config/phrases/binding.js';
import { formatDay, shanghaiDay } from '../src/domain/day.js';
import { action } from '../src/message/build.js';
import { bindWithCode } from './bind-with-code.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { answerOf } from './reply.js';

const steps = {
  bind: action('bind', phrases.commandLabel, phrases.command),
  unbind: action('unbind', phrases.unbindLabel, phrases.unbindCommand),
};

const howToBind = (context: HandlerContext, first: string): Answer => {
  const { office } = context.settings;
  return answerOf({
    title: phrases.title,
    paragraphs: [first, phrases.contact(office.contact)],
    // A code typed into a group is seen by everybody there.
    actions: context.place.kind === 'direct' ? [steps.bind] : [],
  });
};

const ownBinding = ({ asker, text, settings }: HandlerContext): Answer => {
  const units = asker.units.map(({ id }) => id);
  const role = phrases.roles[asker.member?.role ?? 'staff'];
  const expiresAt = asker.member?.expiresAt;
  const asksChange = /换|改|增|添|再|另|设置|错/u.test(text);
  return answerOf({
    title: phrases.title,
    paragraphs: [
      phrases.bound(units, role),
      ...(expiresAt === undefined ? [] : [phrases.until(formatDay(shanghaiDay(new Date(expiresAt))))]),
      ...(asksChange ? [phrases.change(settings.office.name)] : []),
    ],
    actions: [...(asksChange ? [steps.bind] : []), steps.unbind],
    reach: { kind: 'asker' },
  });
};

/** Shows the asker's own binding, says how to bind, and binds with a one-time code. */
export const bindUnit: Handler = {
  handles: ['bind_unit', 'bind'],
  async answer(context) {
    const { command, asker, slots, settings } = context;
    if (command?.name === 'bind') return await bindWithCode(context, command.code);
    const claimed = slots.unitIds?.[0];
    // Naming a unit proves nothing: only the roster and codes bind.
    if (claimed !== undefined && !asker.units.some(({ id }) => id === claimed)) {
      return howToBind(context, phrases.claim(claimed, settings.office.name));
    }
    if (asker.units.length > 0) return ownBinding(context);
    return howToBind(context, `${phrases.notBound}${phrases.how(settings.office.name)}`);
  },
};
