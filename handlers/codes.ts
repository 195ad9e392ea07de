import { createHash } from 'node:crypto';
import { codeLength, codeSigns } from '../src/domain/binding-code.js';
import { formatInstant } from '../src/domain/day.js';
import { TongbaoError } from '../src/domain/error.js';
import type { RecordOf, Transaction } from '../storage/port.js';
import type { HandlerContext } from './handler.js';

const hourMs = 3_600_000;

/** The id under which a code is kept: SHA-256 in hex of the code in capitals. The code itself is not stored. */
export const bindingCodeId = (code: string): string =>
  createHash('sha256').update(code.trim().toUpperCase()).digest('hex');

interface CodeOptions {
  readonly unitId: string;
  readonly role: RecordOf<'bindingCodes'>['role'];
  readonly createdBy: string;
  /** Person whose binding to the unit ends once the code is used. */
  readonly replaces?: string;
  /** Delegation that whoever uses the code takes up. */
  readonly delegationId?: string;
  readonly now: Date;
  readonly validHours: number;
  readonly random: (size: number) => Uint8Array;
}

/**
 * Makes void the unused codes by which a person hands a unit over: one hand-over has one successor.
 * @returns how many there were
 */
export const voidHandOvers = async (
  tx: Transaction,
  personId: string,
  unitId: string,
  now: Date,
): Promise<number> => {
  const at = now.toISOString();
  const codes = await tx.find('bindingCodes', { index: 'byUnit', equals: [unitId] });
  const open = codes.filter(
    ({ replaces, usedAt, voidedAt, expiresAt }) =>
      replaces === personId && usedAt === undefined && voidedAt === undefined && expiresAt > at,
  );
  for (const code of open) await tx.put('bindingCodes', { ...code, voidedAt: at });
  return open.length;
};

/** As what a new code stands in the audit. */
export const issuedAction = 'code_issued';

/**
 * Makes a one-time code that binds one person to a unit, and stores its hash.
 * @returns the code: the only time that anybody sees it.
 * @throws TongbaoError `unit.unknown` when there is no such unit.
 */
export const createBindingCode = async (tx: Transaction, options: CodeOptions): Promise<string> => {
  const { unitId, role, createdBy, replaces, delegationId, now, validHours, random } = options;
  if ((await tx.get('units', unitId)) === undefined) {
    throw new TongbaoError('unit.unknown', `单位名单里没有“${unitId}”，请核对单位名称。`);
  }
  const code = Array.from(random(codeLength), (byte) => codeSigns.charAt(byte % codeSigns.length)).join('');
  await tx.put('bindingCodes', {
    id: bindingCodeId(code),
    unitId,
    role,
    createdAt: now.toISOString(),
    createdBy,
    ...(replaces === undefined ? {} : { replaces }),
    ...(delegationId === undefined ? {} : { delegationId }),
    expiresAt: new Date(now.getTime() + validHours * hourMs).toISOString(),
  });
  return code;
};

/**
 * Makes a code for whoever asks, and notes it in the audit.
 * @returns the code, and until when it is valid, for people to read
 * @throws TongbaoError `unit.unknown` when there is no such unit.
 */
export const issueBindingCode = async (
  { asker, tx, now, services }: HandlerContext,
  options: Pick<CodeOptions, 'unitId' | 'role' | 'replaces' | 'delegationId' | 'validHours'>,
): Promise<{ readonly code: string; readonly until: string }> => {
  const { unitId, role, replaces, delegationId, validHours } = options;
  const code = await createBindingCode(tx, {
    ...options,
    createdBy: asker.key,
    now,
    random: services.random,
  });
  await tx.put('audits', {
    id: services.newId(),
    at: now.toISOString(),
    actor: asker.key,
    action: issuedAction,
    subject: unitId,
    detail: {
      role,
      validHours,
      ...(replaces === undefined ? {} : { replaces }),
      ...(delegationId === undefined ? {} : { delegation: delegationId }),
    },
  });
  return { code, until: formatInstant(new Date(now.getTime() + validHours * hourMs)) };
};
