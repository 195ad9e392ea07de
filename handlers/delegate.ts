import { binding } from '../config/phrases/binding.js';
import { delegation as phrases } from '../config/phrases/delegation.js';
import { grantDelegation } from '../src/delegations/change.js';
import { givenBy, nameOf } from '../src/delegations/held.js';
import { addDays, formatDay } from '../src/domain/day.js';
import { delegationState } from '../src/domain/delegations.js';
import { endOf, lastDayBefore } from '../src/domain/members.js';
import { Day, type Delegation, type Member, UnitRole } from '../src/domain/records/index.js';
import { readEndDay } from '../src/understanding/days.js';
import { issueBindingCode } from './codes.js';
import { confirmation, say } from './doing.js';
import { endedSentences } from './ended-binding.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { answerOf } from './reply.js';

const hourMs = 3_600_000;
const { title } = phrases;

/** Who goes on leave, and what may be left to a colleague: his own units, and none that he stands in for. */
interface Leaver {
  readonly member: Member;
  readonly unitIds: readonly string[];
  readonly role: UnitRole;
}

/** Names of those in whose place the asker stands. */
const namesInPlaceOf = ({ tx, asker }: HandlerContext): Promise<string[]> =>
  Promise.all(asker.standsIn.map(({ delegation }) => nameOf(tx, delegation.personId, delegation.memberId)));

/** The delegate's name, where somebody has taken it up. */
export const delegateName = async ({ tx }: HandlerContext, { delegate }: Delegation): Promise<string> =>
  delegate === undefined ? phrases.somebody : await nameOf(tx, delegate.personId, delegate.userId);

/** The asker as one who may let a colleague stand in; else why not. */
const leaverOf = async (context: HandlerContext): Promise<Leaver | Answer> => {
  const { asker, place, tx, now, settings } = context;
  if (place.kind !== 'direct') return answerOf({ title, paragraphs: [phrases.direct] });
  if (asker.isOffice) return say(title, phrases.office);
  const { member } = asker;
  const role = UnitRole.safeParse(member?.role).data;
  const unitIds = asker.units.map(({ id }) => id).filter((id) => member?.unitIds.includes(id) === true);
  if (member === undefined || role === undefined || unitIds.length === 0) {
    const names = await namesInPlaceOf(context);
    if (names.length > 0) return say(title, phrases.standsInOnly(names));
    const ended = endedSentences(asker, settings);
    return say(title, ...(ended.length > 0 ? ended : [binding.notBound, binding.how(settings.office.name)]));
  }
  const held = (await givenBy(tx, member.personId, now)).find((one) => delegationState(one, now) === 'held');
  if (held !== undefined) {
    const last = formatDay(lastDayBefore(held.expiresAt));
    return say(title, phrases.already(await delegateName(context, held), last));
  }
  return { member, unitIds, role };
};

const askAgain = (sentence: string): Answer => ({
  ...say(title, sentence),
  pending: { kind: 'ask', command: 'delegate', args: {} },
});

/** Why a delegation may not last until a day; `undefined` = may. */
const whyNotUntil = (
  last: Day,
  { member }: Leaver,
  { today, settings }: HandlerContext,
): string | undefined => {
  if (last < today) return phrases.past(formatDay(last));
  const most = settings.binding.delegationMaxDays;
  const latest = addDays(today, most - 1);
  if (last > latest) return phrases.tooLong(formatDay(last), most, formatDay(latest));
  if (member.expiresAt !== undefined && endOf(last) > member.expiresAt) {
    return phrases.beyondBinding(formatDay(lastDayBefore(member.expiresAt)));
  }
  return undefined;
};

const respond = async (leaver: Leaver, context: HandlerContext): Promise<Answer> => {
  const found = readEndDay(context.text, context.today);
  if (found === undefined) return askAgain(phrases.askDay);
  if ('badDay' in found) return askAgain(phrases.badDay(found.badDay));
  const { day } = found;
  const refusal = whyNotUntil(day, leaver, context);
  if (refusal !== undefined) return askAgain(refusal);
  const others = await namesInPlaceOf(context);
  return confirmation(
    title,
    {
      sentence: phrases.ask(leaver.unitIds, formatDay(day)),
      items: [
        [phrases.facts.units, leaver.unitIds.join('、')],
        [phrases.facts.role, binding.roles[leaver.role]],
        [phrases.facts.until, phrases.untilDay(formatDay(day))],
      ],
      notes: [phrases.what, ...(others.length > 0 ? [phrases.others(others)] : [])],
    },
    { command: 'delegate', args: { last: day } },
  );
};

/** Lines that ask something else, though a day stands in them. */
const otherQuestions = /留言|栏目|网站|账号|排|得分|通报|报备|整改|附件|[?？吗呢]/u;
const longestDay = 16;

/**
 * The typed command 委托: somebody on leave gets a one-time code with which a colleague stands in until a day.
 * The colleague gets at most the asker's own units and role; see `grantableRoles`.
 */
export const delegate: Handler = {
  handles: ['delegate'],
  async answer(context) {
    const leaver = await leaverOf(context);
    return 'document' in leaver ? leaver : await respond(leaver, context);
  },
  async completed(context) {
    const { text, today } = context;
    if (text.length > longestDay || otherQuestions.test(text) || readEndDay(text, today) === undefined) {
      return undefined;
    }
    const leaver = await leaverOf(context);
    return 'document' in leaver ? leaver : await respond(leaver, context);
  },
  async confirmed(context, args) {
    const leaver = await leaverOf(context);
    if ('document' in leaver) return leaver;
    const last = Day.parse(args.last);
    // Midnight may have passed since it was asked.
    const refusal = whyNotUntil(last, leaver, context);
    if (refusal !== undefined) return say(title, refusal);
    const { asker, tx, now, services, settings } = context;
    const { member, unitIds, role } = leaver;
    const expiresAt = endOf(last);
    const { id } = await grantDelegation(
      tx,
      { member, unitIds: [...unitIds], role, expiresAt },
      { by: asker.key, now, newId: services.newId },
    );
    const hoursLeft = (Date.parse(expiresAt) - now.getTime()) / hourMs;
    const validHours = Math.min(settings.binding.codeValidHours, hoursLeft);
    const [unitId = ''] = unitIds;
    const { code, until } = await issueBindingCode(context, { unitId, role, delegationId: id, validHours });
    return say(title, phrases.code(code), phrases.codeUntil(until, code), phrases.backEarly);
  },
};
