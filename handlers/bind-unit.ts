import { binding as phrases } from '../config/phrases/binding.js';
import { delegation as delegations } from '../config/phrases/delegation.js';
import { givenBy, nameOf } from '../src/delegations/held.js';
import { formatDay } from '../src/domain/day.js';
import { lastDayBefore } from '../src/domain/members.js';
import type { Delegation } from '../src/domain/records/index.js';
import { action } from '../src/message/build.js';
import { bindWithCode } from './bind-with-code.js';
import { delegateName } from './delegate.js';
import { endedSentences } from './ended-binding.js';
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

/** What the asker does in others' place, and others in his. */
const delegationSentences = async (context: HandlerContext): Promise<string[]> => {
  const { tx, asker, now } = context;
  const personId = asker.member?.personId;
  const given = personId === undefined ? [] : await givenBy(tx, personId, now);
  const day = ({ expiresAt }: Delegation): string => formatDay(lastDayBefore(expiresAt));
  const inPlace = asker.standsIn.map(async ({ delegation, roles }) => {
    const name = await nameOf(tx, delegation.personId, delegation.memberId);
    return delegations.standing(name, [...roles.keys()], day(delegation));
  });
  const left = given.map(async (one) =>
    one.delegate === undefined
      ? delegations.waiting(day(one))
      : delegations.given(await delegateName(context, one), one.unitIds, day(one)),
  );
  return await Promise.all([...inPlace, ...left]);
};

const ownBinding = async (context: HandlerContext): Promise<Answer> => {
  const { asker, text, settings } = context;
  const { member } = asker;
  const asksChange = /换|改|增|添|再|另|设置|错/u.test(text);
  return answerOf({
    title: phrases.title,
    paragraphs: [
      ...(member === undefined ? [] : [phrases.bound(member.unitIds, phrases.roles[member.role])]),
      ...(member?.expiresAt === undefined ? [] : [phrases.until(formatDay(lastDayBefore(member.expiresAt)))]),
      ...(await delegationSentences(context)),
      ...(asksChange ? [phrases.change(settings.office.name)] : []),
    ],
    actions: [...(asksChange ? [steps.bind] : []), ...(member === undefined ? [] : [steps.unbind])],
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
    if (asker.units.length > 0) return await ownBinding(context);
    const ended = endedSentences(asker, settings);
    if (ended.length > 0) {
      return answerOf({ title: phrases.title, paragraphs: ended, reach: { kind: 'asker' } });
    }
    return howToBind(context, `${phrases.notBound}${phrases.how(settings.office.name)}`);
  },
};
