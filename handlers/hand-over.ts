import { binding as phrases } from '../config/phrases/binding.js';
import { action } from '../src/message/build.js';
import { issueBindingCode, voidHandOvers } from './codes.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { answerOf } from './reply.js';

const say = (...paragraphs: readonly string[]): Answer =>
  answerOf({ title: phrases.handOverTitle, paragraphs, reach: { kind: 'asker' } });

/** The asker's own units: nobody hands over what he only stands in for. */
const ownUnits = ({ asker }: HandlerContext): string[] => {
  const { member, units } = asker;
  return units.map(({ id }) => id).filter((id) => member?.unitIds.includes(id) === true);
};

/** Why this person has nothing to hand over here; `undefined` = may. */
const whyNot = (context: HandlerContext): Answer | undefined => {
  const { asker, place } = context;
  if (place.kind !== 'direct') {
    return answerOf({ title: phrases.handOverTitle, paragraphs: [phrases.handOverDirect] });
  }
  const { member } = asker;
  const unitIds = ownUnits(context);
  if (member === undefined || unitIds.length === 0) {
    return say(asker.standsIn.length > 0 ? phrases.handOverStandIn : phrases.notBound);
  }
  if (unitIds.length > 1) return say(phrases.handOverSeveral(unitIds));
  return member.role === 'staff' || member.role === 'unit_admin' ? undefined : say(phrases.handOverOffice);
};

/**
 * The typed command 交接: a one-time code for the successor. The asker stays bound until the successor has
 * used it, so that nobody's work is left without a person; then the asker's binding ends. Asked again, the code
 * of before is void.
 */
export const handOver: Handler = {
  handles: ['hand_over'],
  async answer(context) {
    const refusal = whyNot(context);
    if (refusal !== undefined) return refusal;
    const [unitId = ''] = ownUnits(context);
    return {
      ...answerOf({
        title: phrases.handOverTitle,
        paragraphs: [phrases.handOverAsk(unitId)],
        actions: [
          action('confirm', phrases.confirmLabel, phrases.confirm),
          action('cancel', phrases.cancelLabel, phrases.cancel),
        ],
        reach: { kind: 'asker' },
      }),
      pending: { kind: 'confirm', command: 'hand_over', args: {} },
    };
  },
  async confirmed(context) {
    const refusal = whyNot(context);
    if (refusal !== undefined) return refusal;
    const { member } = context.asker;
    const [unitId] = ownUnits(context);
    if (member === undefined || unitId === undefined) return say(phrases.notBound);
    const validHours = context.settings.binding.codeValidHours;
    const voided = await voidHandOvers(context.tx, member.personId, unitId, context.now);
    const role = member.role === 'unit_admin' ? 'unit_admin' : 'staff';
    const { code, until } = await issueBindingCode(context, {
      unitId,
      role,
      replaces: member.personId,
      validHours,
    });
    return say(
      phrases.handOverCode(code),
      phrases.handOverUntil(until, code),
      ...(voided > 0 ? [phrases.handOverVoided] : []),
    );
  },
};
