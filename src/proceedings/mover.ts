import type { Reader } from '../../storage/port.js';
import { TongbaoError } from '../domain/error.js';
import { isLive } from '../domain/members.js';
import type { Actor, Member, Role } from '../domain/records/index.js';

/** Who makes a move, and in which units' name. The office's people move every unit's. */
export interface Mover {
  readonly role: Actor;
  /** A member id, or `operator`. */
  readonly by: string;
  readonly unitIds: readonly string[];
  /** The member for whom the operator enters it. */
  readonly onBehalfOf?: string;
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
      `${id} 不能办理整改和报备：${actor === undefined ? '审核员只审核通报' : '绑定已到期'}。请换经办人，或由管理员重新登记。`,
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

const personOf = async (
  reader: Pick<Reader, 'get'>,
  memberId: string | undefined,
): Promise<string | undefined> =>
  memberId === undefined ? undefined : (await reader.get('members', memberId))?.personId;

/**
 * Refuses one who would decide what he handed in himself, by whichever of his accounts: persons are compared.
 * @throws TongbaoError `proceeding.own_work`
 */
export const refuseOwnWork = async (
  reader: Pick<Reader, 'get'>,
  { by, onBehalfOf }: Mover,
  handedInBy: string | undefined,
): Promise<void> => {
  const person = await personOf(reader, onBehalfOf ?? by);
  if (person === undefined || person !== (await personOf(reader, handedInBy))) return;
  throw new TongbaoError(
    'proceeding.own_work',
    '这一项是您本人提交的，不能由您本人批复或复查。请换一位管理员办理。',
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
