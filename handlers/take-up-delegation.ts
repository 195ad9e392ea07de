import { delegation as phrases } from '../config/phrases/delegation.js';
import { takeUpDelegation } from '../src/delegations/change.js';
import { accountsOf, givenBy, nameOf, personOf } from '../src/delegations/held.js';
import { formatDay } from '../src/domain/day.js';
import { delegationState } from '../src/domain/delegations.js';
import { isLive, isOfficeRole, lastDayBefore } from '../src/domain/members.js';
import type { Delegation } from '../src/domain/records/index.js';
import { message, paragraph } from '../src/message/build.js';
import type { StandInWorth } from './code-worth.js';
import { say } from './doing.js';
import type { Answer, HandlerContext } from './handler.js';

const { title } = phrases;

/** Why this person may not stand in; the code then stays unused. */
const whyNot = async (
  { tx, now }: HandlerContext,
  delegation: Delegation,
  personId: string | undefined,
): Promise<string | undefined> => {
  if (personId === undefined) return undefined;
  if (personId === delegation.personId) return phrases.self;
  const accounts = await accountsOf(tx, personId);
  if (accounts.some((one) => isOfficeRole(one.role) && isLive(one, now))) return phrases.officeTaker;
  const given = await givenBy(tx, personId, now);
  return given.some((one) => delegationState(one, now) === 'held') ? phrases.onLeave : undefined;
};

/** 绑定 with the code of a delegation: the asker stands in from now on; his own binding is not touched. */
export const takeUp = async (
  context: HandlerContext,
  userId: string,
  { code, delegation, unitIds }: StandInWorth,
): Promise<Answer> => {
  const { tx, asker, now, services } = context;
  const known = await personOf(tx, asker.key);
  const refusal = await whyNot(context, delegation, known);
  if (refusal !== undefined) return say(title, refusal);
  const personId = known ?? services.newId();
  if (known === undefined) await tx.put('persons', { id: personId, name: userId });
  await takeUpDelegation(
    tx,
    delegation,
    { memberId: asker.key, platform: asker.platform, userId, personId },
    { by: asker.key, now, newId: services.newId },
  );
  await tx.put('bindingCodes', { ...code, usedAt: now.toISOString(), usedBy: asker.key });
  const last = formatDay(lastDayBefore(delegation.expiresAt));
  const told = phrases.takenTold(await nameOf(tx, personId, userId), unitIds, last);
  await services.notify(
    tx,
    {
      key: `delegation/${delegation.id}/taken`,
      to: [delegation.memberId],
      document: message(title, [paragraph(told)]),
    },
    now,
  );
  const own = asker.member?.unitIds ?? [];
  return say(
    title,
    phrases.taken(await nameOf(tx, delegation.personId, delegation.memberId), unitIds, last),
    ...(own.length > 0 ? [phrases.ownStays(own)] : []),
    phrases.cannot,
  );
};
