import { binding as phrases } from '../config/phrases/binding.js';
import { issueBindingCode, issuedAction } from './codes.js';
import type { Answer, Handler } from './handler.js';
import { timesInLastHour } from './recent.js';
import { answerOf } from './reply.js';

/** Codes one person may have made inside an hour: a stolen phone must not open every unit. */
const codesPerHour = 20;

const say = (...paragraphs: readonly string[]): Answer =>
  answerOf({ title: phrases.title, paragraphs, reach: { kind: 'asker' } });

/** The typed command 发绑定码: an administrator gets a one-time code for a unit, in the direct chat alone. */
export const issueCode: Handler = {
  handles: ['issue_code'],
  async answer(context) {
    const { asker, place, command, settings } = context;
    if (asker.member?.role !== 'admin') return say(phrases.onlyAdminIssues(settings.office.contact));
    if (place.kind !== 'direct') return answerOf({ title: phrases.title, paragraphs: [phrases.issueDirect] });
    const unitIds = command?.name === 'issue_code' ? command.unitIds : [];
    const [unitId, ...others] = unitIds;
    if (unitId === undefined) return say(phrases.issueWhichUnit);
    if (others.length > 0) return say(phrases.issueOneUnit(unitIds));
    if ((await timesInLastHour(context, issuedAction)) >= codesPerHour)
      return say(phrases.tooManyIssued(codesPerHour));
    const validHours = settings.binding.codeValidHours;
    const { code, until } = await issueBindingCode(context, { unitId, role: 'staff', validHours });
    return say(phrases.issued(unitId, code), phrases.issuedUntil(until, code));
  },
};
