import { binding as phrases } from '../config/phrases/binding.js';
import { accountsOf, personOf } from '../src/delegations/held.js';
import { formatDay } from '../src/domain/day.js';
import { isAtLeast } from '../src/domain/delegations.js';
import { isLive, lastDayBefore } from '../src/domain/members.js';
import { UnitRole } from '../src/domain/records/index.js';
import { action } from '../src/message/build.js';
import type { RecordOf } from '../storage/port.js';
import { type BindingWorth, worthOf } from './code-worth.js';
import { endBinding } from './end-binding.js';
import type { Answer, HandlerContext } from './handler.js';
import { answerOf } from './reply.js';
import { takeUp } from './take-up-delegation.js';

/** Wrong codes one person may try inside an hour, so that codes cannot be guessed. */
const triesPerHour = 5;
const hourMs = 3_600_000;
const refusedAction = 'binding_code_refused';

type BindingCode = RecordOf<'bindingCodes'>;

const say = (sentence: string, ...notes: readonly string[]): Answer =>
  answerOf({ title: phrases.title, paragraphs: [sentence], notes, reach: { kind: 'asker' } });

const triesInLastHour = async ({ tx, asker, now }: HandlerContext): Promise<number> => {
  const rows = await tx.find('audits', {
    index: 'bySubject',
    equals: [asker.key],
    range: { gt: new Date(now.getTime() - hourMs).toISOString() },
  });
  return rows.filter((row) => row.action === refusedAction).length;
};

/** Ends a member's binding to one unit. */
const letGo = async (
  { tx, asker, now, services }: HandlerContext,
  member: RecordOf<'members'>,
  unitId: string,
): Promise<void> => {
  await endBinding(tx, member, { by: asker.key, now, newId: services.newId }, unitId);
  await tx.put('audits', {
    id: services.newId(),
    at: now.toISOString(),
    actor: asker.key,
    action: 'member_handed_over',
    subject: member.id,
    detail: { unit: unitId, to: asker.key },
  });
};

/**
 * Ends the predecessor's binding to the unit on every platform, where the code is of a hand-over; says whether
 * it did. Nobody hands over to an account of the same person.
 */
const endReplaced = async (
  context: HandlerContext,
  { replaces, unitId }: BindingCode,
  personId: string,
): Promise<boolean> => {
  if (replaces === undefined || replaces === personId) return false;
  const members = await accountsOf(context.tx, replaces);
  const bound = members.filter((member) => member.unitIds.includes(unitId) && isLive(member, context.now));
  for (const member of bound) await letGo(context, member, unitId);
  return bound.length > 0;
};

/** Whether a code of an administrator goes on with a binding that has an end: the same role, and no other unit. */
const renews = (member: RecordOf<'members'>, { unitId, role, replaces }: BindingCode): boolean => {
  const own = UnitRole.safeParse(member.role).data;
  return (
    replaces === undefined &&
    member.expiresAt !== undefined &&
    member.unitIds.every((id) => id === unitId) &&
    own !== undefined &&
    isAtLeast(role, own)
  );
};

/** Why a code for a unit that the asker is bound to does nothing; `undefined` = it renews, or binds. */
const whyNotAgain = ({ asker, settings }: HandlerContext, code: BindingCode): string | undefined => {
  const { member } = asker;
  if (member === undefined || !member.unitIds.includes(code.unitId)) return undefined;
  if (renews(member, code)) return undefined;
  const { contact } = settings.office;
  if (member.expiresAt === undefined || code.replaces !== undefined) return phrases.already(code.unitId);
  return member.unitIds.length > 1
    ? phrases.renewSeveral(member.unitIds, contact)
    : phrases.renewRole(phrases.roles[member.role], contact);
};

const doneSentences = (
  unitId: string,
  done: {
    readonly isRenewal: boolean;
    readonly bound: RecordOf<'members'> | undefined;
    readonly unitIds: readonly string[];
    readonly role: RecordOf<'members'>['role'];
  },
): string[] => {
  const role = phrases.roles[done.role];
  if (done.isRenewal) return [phrases.renewed(unitId, role)];
  if (done.bound === undefined) return [phrases.done(unitId, role)];
  const { expiresAt } = done.bound;
  return [
    phrases.added(unitId, done.unitIds),
    ...(expiresAt === undefined ? [] : [phrases.until(formatDay(lastDayBefore(expiresAt)))]),
  ];
};

/** Binds the asker to the code's unit; whoever is bound already keeps role, person and other units. */
const bind = async (
  context: HandlerContext,
  userId: string,
  { code, role: given }: BindingWorth,
): Promise<Answer> => {
  const { tx, asker, now, services } = context;
  const at = now.toISOString();
  const isRenewal = asker.member?.unitIds.includes(code.unitId) === true;
  // What is renewed begins anew, and without an end.
  const bound = isRenewal ? undefined : asker.member;
  // An expired binding left a member behind, or a delegation the person: the same human comes back.
  const known = await personOf(tx, asker.key);
  const personId = known ?? services.newId();
  if (known === undefined) await tx.put('persons', { id: personId, name: userId });
  const unitIds = [...(bound?.unitIds ?? []), code.unitId];
  const role = bound?.role ?? given;
  await tx.put('members', {
    id: asker.key,
    platform: asker.platform,
    userId,
    personId,
    unitIds,
    role,
    boundBy: bound?.boundBy ?? 'code',
    boundAt: bound?.boundAt ?? at,
    ...(bound?.expiresAt === undefined ? {} : { expiresAt: bound.expiresAt }),
  });
  await tx.put('bindingCodes', { ...code, usedAt: at, usedBy: asker.key });
  await tx.put('audits', {
    id: services.newId(),
    at,
    actor: asker.key,
    action: 'member_bound',
    subject: asker.key,
    detail: { unit: code.unitId, role, by: 'code', issuedBy: code.createdBy },
  });
  const tookOver = await endReplaced(context, code, personId);
  return answerOf({
    title: phrases.title,
    paragraphs: [
      ...doneSentences(code.unitId, { isRenewal, bound, unitIds, role }),
      ...(tookOver ? [phrases.tookOver(code.unitId)] : []),
    ],
    actions: [
      action('rank', phrases.examples.rankLabel, phrases.examples.rank),
      action('state', phrases.examples.stateLabel, phrases.examples.state),
    ],
    reach: { kind: 'asker' },
  });
};

/**
 * The typed command 绑定 with a one-time code: binds, or says in one sentence why not. Every refused code is
 * audited, and after five of them inside an hour none is looked at.
 */
export const bindWithCode = async (context: HandlerContext, typed: string): Promise<Answer> => {
  const { tx, asker, now, services, settings } = context;
  if (asker.userId === undefined) return say(phrases.outsider);
  const tries = await triesInLastHour(context);
  if (tries >= triesPerHour) return say(phrases.tooManyCodes);
  const worth = await worthOf(context, typed);
  if ('refusal' in worth) {
    await tx.put('audits', {
      id: services.newId(),
      at: now.toISOString(),
      actor: asker.key,
      action: refusedAction,
      subject: asker.key,
      detail: {},
    });
    const left = triesPerHour - tries - 1;
    return say(worth.refusal, left === 0 ? phrases.tooManyCodes : phrases.attemptsLeft(left));
  }
  if ((await tx.get('units', worth.code.unitId)) === undefined) {
    return say(phrases.unitGone(settings.office.name));
  }
  if ('delegation' in worth) return await takeUp(context, asker.userId, worth);
  const already = whyNotAgain(context, worth.code);
  if (already !== undefined) return say(already);
  return await bind(context, asker.userId, worth);
};
