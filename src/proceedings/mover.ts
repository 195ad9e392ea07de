import type { Reader } from '../../storage/port.js';
import { personsBehind } from '../delegations/held.js';
import { TongbaoError } from '../domain/error.js';
import { isLive } from '../domain/members.js';
import type { Actor, Instant, Member, Role, UnitRole } from '../domain/records/index.js';

/** Who makes a move, and in which units' name. The office's people move every unit's. */
export interface Mover {
  readonly role: Actor;
  /** A member id, or `operator`. */
  readonly by: string;
  readonly unitIds: readonly string[];
  /** The member for whom the operator enters it. */
  readonly onBehalfOf?: string;
  /** The person on leave in whose place it is done; the role is at most his. */
  readonly inPlaceOf?: string;
}

/** Whoever is at the shell: enters what the office decided. */
export const operator: Mover = { role: 'operator', by: 'operator', unitIds: [] };

/** Reviewers look at notices and have no part in this. */
const actorOf: Readonly<Partial<Record<Role, Actor>>> = {
  staff: 'unit_staff',
  unit_admin: 'unit_admin',
  admin: 'office_admin',
};

/**
 * A member as a mover, with what his role allows as of `now`.
 * @throws TongbaoError `proceeding.no_part`: his role has no part in this, or his binding has ended
 */
export const moverOf = (member: Member, now: Date): Mover => {
  const { id, role, unitIds } = member;
  const actor = actorOf[role];
  if (actor === undefined || !isLive(member, now)) {
    throw new TongbaoError(
      'proceeding.no_part',
      `${id} 不能办理整改和报备：${actor === undefined ? '审核员只审核通报' : '绑定已结束'}。请换经办人，或由管理员重新登记。`,
    );
  }
  return { role: actor, by: id, unitIds };
};

/** The operator entering what a member decided or reported: the member's role and units count. */
export const onBehalfOf = (member: Member, now: Date): Mover => ({
  ...moverOf(member, now),
  by: operator.by,
  onBehalfOf: member.id,
});

/** Somebody who stands in for a person on leave, as a mover of one unit's affairs. */
export const moverInPlaceOf = (by: string, inPlaceOf: string, unitId: string, role: UnitRole): Mover => ({
  role: role === 'unit_admin' ? 'unit_admin' : 'unit_staff',
  by,
  unitIds: [unitId],
  inPlaceOf,
});

/** What was handed in: by whom (a member id), for which unit, and in which stretch of time. */
export interface HandedIn {
  readonly by: string | undefined;
  readonly unitId: string | undefined;
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * Refuses one who would decide what he handed in himself, by whichever of his accounts: persons are compared.
 * What a delegate hands in during somebody's leave is the work of both, and neither decides it; nor does one
 * who stands in decide what the person on leave handed in.
 * @throws TongbaoError `proceeding.own_work`
 */
export const refuseOwnWork = async (
  reader: Pick<Reader, 'get' | 'find'>,
  { by, onBehalfOf }: Mover,
  handedIn: HandedIn,
  now: Date,
): Promise<void> => {
  if (handedIn.by === undefined) return;
  const at = now.toISOString();
  const deciding = await personsBehind(reader, onBehalfOf ?? by, { from: at, until: at }, handedIn.unitId);
  const behind = await personsBehind(reader, handedIn.by, handedIn, handedIn.unitId);
  if (![...deciding].some((person) => behind.has(person))) return;
  throw new TongbaoError(
    'proceeding.own_work',
    '这一项是您本人、您委托的人或委托您的人提交的，不能由您批复或复查。请换一位管理员办理。',
  );
};

const office: readonly Actor[] = ['office_admin', 'operator'];

/** Refuses a unit's people who move another unit's affairs. @throws TongbaoError `proceeding.other_unit` */
export const refuseOtherUnits = ({ role, unitIds }: Mover, unitId: string | undefined): void => {
  if (office.includes(role) || (unitId !== undefined && unitIds.includes(unitId))) return;
  throw new TongbaoError(
    'proceeding.other_unit',
    unitId === undefined
      ? '这一项没有登记是哪个单位的，只能由主管单位办理。'
      : `这一项是${unitId}的，只能由该单位或主管单位办理。`,
  );
};
