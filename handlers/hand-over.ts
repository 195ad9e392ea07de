import { binding as phrases } from '../config/phrases/binding.js';
import { formatInstant } from '../src/domain/day.js';
import { action } from '../src/message/build.js';
import { createBindingCode } from './codes.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { issuedAction } from './issue-code.js';
import { answerOf } from './reply.js';

const hourMs = 3_600_000;

const say = (...paragraphs: readonly string[]): Answer =>
  answerOf({ title: phrases.handOverTitle, paragraphs, reach: { kind: 'asker' } });

/** Why this person has nothing to hand over here; `undefined` = may. */
const whyNot = ({ asker, place }: HandlerContext): Answer | undefined => {
  if (place.kind !== 'direct') {
    return answerOf({ title: phrases.handOverTitle, paragraphs: [phrases.handOverDirect] });
  }
  const { member, units } = asker;
  if (member === undefined || units.length === 0) return say(phrases.notBound);
  if (units.length > 1) return say(phrases.handOverSeveral(units.map(({ id }) => id)));
  return member.role === 'staff' || member.role === 'unit_admin' ? undefined : say(phrases.handOverOffice);
};

/**
 * The typed command 交接: a one-time code for the successor. The asker stays bound until the successor has
 * used it, so that nobody's work is left without a person; then the asker's binding ends.
 */
export const handOver: Handler = {
  handles: ['hand_over'],
  async answer(context) {
    const refusal = whyNot(context);
    if (refusal !== undefined) return refusal;
    const [unit] = context.asker.units;
    return {
      ...answerOf({
        title: phrases.handOverTitle,
        paragraphs: [phrases.handOverAsk(unit?.id ?? '')],
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
    const { asker, settings, tx, now, services } = context;
    const { member } = asker;
    const [unit] = asker.units;
    if (member === undefined || unit === undefined) return say(phrases.notBound);
    const validHours = settings.binding.codeValidHours;
    const role = member.role === 'unit_admin' ? 'unit_admin' : 'staff';
    const code = await createBindingCode(tx, {
      unitId: unit.id,
      role,
      createdBy: asker.key,
      replaces: member.personId,
      now,
      validHours,
      random: services.random,
    });
    await tx.put('audits', {
      id: services.newId(),
      at: now.toISOString(),
      actor: asker.key,
      action: issuedAction,
      subject: unit.id,
      detail: { role, validHours, replaces: member.personId },
    });
    const until = formatInstant(new Date(now.getTime() + validHours * hourMs));
    return say(phrases.handOverCode(code), phrases.handOverUntil(until, code));
  },
};
