import { binding as phrases } from '../config/phrases/binding.js';
import { delegation as delegations } from '../config/phrases/delegation.js';
import { accountsOf } from '../src/delegations/held.js';
import { delegationState, grantableRoles } from '../src/domain/delegations.js';
import { isLiveAdministrator } from '../src/domain/members.js';
import type { Delegation, UnitRole } from '../src/domain/records/index.js';
import { operator } from '../src/proceedings/mover.js';
import type { RecordOf } from '../storage/port.js';
import { bindingCodeId } from './codes.js';
import type { HandlerContext } from './handler.js';

type BindingCode = RecordOf<'bindingCodes'>;

interface Refused {
  readonly refusal: string;
}

/** A code that binds, and the role that it gives now. */
export interface BindingWorth {
  readonly code: BindingCode;
  readonly role: UnitRole;
}

/** A code by which somebody stands in for a person on leave, in what that person still has. */
export interface StandInWorth {
  readonly code: BindingCode;
  readonly delegation: Delegation;
  /** Never empty. */
  readonly unitIds: readonly string[];
}

const ofDelegation = async (
  context: HandlerContext,
  code: BindingCode,
  id: string,
): Promise<StandInWorth | Refused> => {
  const { tx, now, settings } = context;
  const delegation = await tx.get('delegations', id);
  if (delegation === undefined || delegationState(delegation, now) !== 'waiting') {
    return { refusal: delegations.codeOver };
  }
  const roles = grantableRoles(delegation, await accountsOf(tx, delegation.personId), now);
  return roles.size === 0
    ? { refusal: delegations.noMore(settings.office.contact) }
    : { code, delegation, unitIds: [...roles.keys()] };
};

/** A hand-over passes on what the predecessor still has when it is used, and at most the role that he has then. */
const ofHandOver = async (
  context: HandlerContext,
  code: BindingCode,
  predecessor: string,
): Promise<BindingWorth | Refused> => {
  const { tx, now, settings } = context;
  const { unitId, role, voidedAt } = code;
  const accounts = await accountsOf(tx, predecessor);
  const still =
    voidedAt === undefined
      ? grantableRoles({ unitIds: [unitId], role }, accounts, now).get(unitId)
      : undefined;
  return still === undefined ? { refusal: phrases.handOverOver(settings.office) } : { code, role: still };
};

/** What an administrator gave out counts as long as he is one; what the operator gave out, always. */
const ofOffice = async (
  { tx, now, settings }: HandlerContext,
  code: BindingCode,
): Promise<BindingWorth | Refused> => {
  const { createdBy, role } = code;
  if (createdBy === operator.by) return { code, role };
  const issuer = await tx.get('members', createdBy);
  return isLiveAdministrator(issuer, now) ? { code, role } : { refusal: phrases.issuerGone(settings.office) };
};

/**
 * What a code that was typed is worth now, by what whoever issued it has and is when it is used: nothing, and
 * why; a binding; or a delegation.
 */
export const worthOf = async (
  context: HandlerContext,
  typed: string,
): Promise<BindingWorth | StandInWorth | Refused> => {
  const { office } = context.settings;
  const code = await context.tx.get('bindingCodes', bindingCodeId(typed));
  if (code === undefined) return { refusal: phrases.unknownCode };
  if (code.usedAt !== undefined) return { refusal: phrases.usedCode(office.name) };
  if (code.expiresAt <= context.now.toISOString()) return { refusal: phrases.expiredCode(office.name) };
  const { delegationId, replaces } = code;
  if (delegationId !== undefined) return await ofDelegation(context, code, delegationId);
  if (replaces !== undefined) return await ofHandOver(context, code, replaces);
  return await ofOffice(context, code);
};
