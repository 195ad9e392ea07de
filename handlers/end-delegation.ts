import { delegation as phrases } from '../config/phrases/delegation.js';
import { endDelegation, endGiven } from '../src/delegations/change.js';
import { nameOf } from '../src/delegations/held.js';
import type { Delegation } from '../src/domain/records/index.js';
import { message, paragraph } from '../src/message/build.js';
import { delegateName } from './delegate.js';
import { say } from './doing.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { answerOf } from './reply.js';

const { title } = phrases;

const ownName = ({ tx, asker }: HandlerContext, personId: string): Promise<string> =>
  nameOf(tx, personId, asker.userId ?? asker.key);

const tell = (
  { tx, now, services }: HandlerContext,
  to: string,
  delegation: Delegation,
  sentence: string,
): Promise<void> =>
  services.notify(
    tx,
    { key: `delegation/${delegation.id}/ended`, to: [to], document: message(title, [paragraph(sentence)]) },
    now,
  );

/** Ends what the asker gave, and tells who held it; `undefined` = he gave none. */
const takeBack = async (context: HandlerContext): Promise<string[] | undefined> => {
  const { tx, asker, now, services } = context;
  const personId = asker.member?.personId;
  if (personId === undefined) return undefined;
  const ended = await endGiven(tx, personId, { by: asker.key, now, newId: services.newId });
  const sentences: string[] = [];
  for (const one of ended) {
    if (one.delegate === undefined) {
      sentences.push(phrases.cancelled(one.unitIds));
      continue;
    }
    sentences.push(phrases.ended(await delegateName(context, one), one.unitIds));
    const name = await ownName(context, personId);
    await tell(context, one.delegate.memberId, one, phrases.endedTold(name, one.unitIds));
  }
  return sentences.length === 0 ? undefined : sentences;
};

/** Gives back what the asker stands in for, and tells those on leave. */
const giveBack = async (context: HandlerContext): Promise<string[]> => {
  const { tx, asker, now, services } = context;
  const sentences: string[] = [];
  for (const { delegation } of asker.standsIn) {
    await endDelegation(tx, delegation, { by: asker.key, now, newId: services.newId });
    const { personId, memberId, unitIds, delegate } = delegation;
    sentences.push(phrases.gaveBack(await nameOf(tx, personId, memberId), unitIds));
    const name = await ownName(context, delegate?.personId ?? '');
    await tell(context, memberId, delegation, phrases.gaveBackTold(name, unitIds));
  }
  return sentences;
};

/**
 * The typed command 取消委托, at once: whoever is back takes back what he gave; whoever gave nothing gives back
 * what he stands in for.
 */
export const endDelegations: Handler = {
  handles: ['end_delegation'],
  async answer(context): Promise<Answer> {
    if (context.place.kind !== 'direct') return answerOf({ title, paragraphs: [phrases.direct] });
    const sentences = (await takeBack(context)) ?? (await giveBack(context));
    return say(title, ...(sentences.length === 0 ? [phrases.nothing] : sentences));
  },
};
