import { endBinding } from '../../handlers/end-binding.js';
import type { Reader } from '../../storage/port.js';
import type { House } from '../app.js';
import { endTaken } from '../delegations/change.js';
import { nameOf, personOf } from '../delegations/held.js';
import { formatDay, shanghaiDay } from '../domain/day.js';
import { delegationState } from '../domain/delegations.js';
import { TongbaoError } from '../domain/error.js';
import { endOf, isLive, lastDayBefore, memberIdOf } from '../domain/members.js';
import { Day, type Delegation, Role } from '../domain/records/index.js';
import { parseMemberId, resolveUnit } from './arguments.js';
import { CommandEnd, exitCode, type Register } from './command.js';

interface AddOptions {
  readonly unit: string[];
  readonly role: string;
  readonly name?: string;
  readonly person?: string;
  readonly until?: string;
  readonly data?: string;
}

interface ListOptions {
  readonly unit?: string;
  readonly data?: string;
  readonly json?: boolean;
}

const roleNames = {
  staff: '工作人员',
  unit_admin: '单位管理员',
  reviewer: '审核员',
  admin: '管理员',
} as const;

const parseRole = (text: string): Role => {
  const named = Object.entries(roleNames).find(([role, label]) => role === text || label === text);
  const role = Role.safeParse(named?.[0]);
  if (role.success) return role.data;
  throw new TongbaoError(
    'cli.bad_role',
    `没有“${text}”这个角色。可用：${Object.values(roleNames).join('、')}。`,
  );
};

const add = async (house: House, memberText: string, options: AddOptions): Promise<string> => {
  const { platform, userId } = parseMemberId(memberText);
  const role = parseRole(options.role);
  if (options.unit.length === 0) {
    throw new TongbaoError('cli.no_unit', '没有写单位。请用 --unit 写明，例如 --unit 中原区；可以写多家。');
  }
  const now = house.clock.now();
  const { until } = options;
  if (until !== undefined && !Day.safeParse(until).success) {
    throw new TongbaoError('cli.bad_day', `“${until}”不是有效的日期。请写成 2023-12-31。`);
  }
  if (until !== undefined && until < shanghaiDay(now)) {
    throw new TongbaoError(
      'cli.past_day',
      `有效期至“${until}”已经过去，登记后立即失效。请写今天或以后的日期。`,
    );
  }
  const id = memberIdOf(platform, userId);
  const units = await house.store.transaction(async (tx) => {
    const named: string[] = [];
    for (const name of options.unit) named.push(await resolveUnit(tx, name));
    const unitIds = [...new Set(named)];
    // Registered anew, an account stays its person's: nobody may decide what he handed in by it before.
    const personId = options.person ?? (await personOf(tx, id)) ?? id;
    if (options.name !== undefined || (await tx.get('persons', personId)) === undefined) {
      await tx.put('persons', { id: personId, name: options.name ?? userId });
    }
    await tx.put('members', {
      id,
      platform,
      userId,
      personId,
      unitIds,
      role,
      boundBy: 'operator',
      boundAt: now.toISOString(),
      // The last day counts: the binding ends when the next one begins.
      ...(until === undefined ? {} : { expiresAt: endOf(until) }),
    });
    await tx.put('audits', {
      id: house.newId(),
      at: now.toISOString(),
      actor: 'operator',
      action: 'member_add',
      subject: id,
      detail: { unitIds, role, personId },
    });
    return unitIds;
  });
  return `已登记 ${id}：${units.join('、')}，${roleNames[role]}。`;
};

const remove = async (house: House, memberText: string): Promise<string> => {
  const { platform, userId } = parseMemberId(memberText);
  const id = memberIdOf(platform, userId);
  const now = house.clock.now();
  const ended = await house.store.transaction(async (tx) => {
    const by = { by: 'operator', now, newId: house.newId };
    const known = await tx.get('members', id);
    const member = known !== undefined && isLive(known, now) ? known : undefined;
    const taken = await endTaken(tx, { memberId: id }, by);
    if (member === undefined && taken.length === 0) {
      throw new TongbaoError(
        'cli.unknown_member',
        `${known === undefined ? `没有登记过 ${id}` : `${id} 的绑定早已结束`}。用 member list 查看已登记的人员。`,
      );
    }
    const given = member === undefined ? [] : await endBinding(tx, member, by);
    await tx.put('audits', {
      id: house.newId(),
      at: now.toISOString(),
      actor: 'operator',
      action: 'member_remove',
      subject: id,
      detail: {},
    });
    return taken.length + given.length;
  });
  return `已结束 ${id} 的绑定。${ended === 0 ? '' : `同时结束了${ended}项休假委托。`}`;
};

/** A delegation as `member list` shows it. */
const delegationLine = async (
  reader: Pick<Reader, 'get'>,
  { personId, memberId, unitIds, expiresAt, delegate }: Delegation,
): Promise<string> => {
  const from = await nameOf(reader, personId, memberId);
  const until = formatDay(lastDayBefore(expiresAt));
  const to =
    delegate === undefined
      ? '还没有人接受'
      : `由 ${await nameOf(reader, delegate.personId, delegate.userId)}（${delegate.memberId}）代办`;
  return `${from}（${memberId}）休假委托：${unitIds.join('、')}，${to}，至${until}`;
};

/** Members of a unit or of all, with the delegations that have not ended. */
const list = async (house: House, options: ListOptions, out: (text: string) => void): Promise<void> => {
  const { store, clock } = house;
  const now = clock.now();
  const unitId = options.unit === undefined ? undefined : await resolveUnit(store, options.unit);
  const members =
    unitId === undefined
      ? await store.find('members', { index: 'byId' })
      : await store.find('members', { index: 'byUnit', equals: [unitId] });
  const open = (
    await store.find('delegations', { index: 'byExpiry', range: { gt: now.toISOString() } })
  ).filter(
    (one) => delegationState(one, now) !== 'over' && (unitId === undefined || one.unitIds.includes(unitId)),
  );
  if (options.json === true) {
    const withTheirs = members.map((one) => {
      const delegations = open.filter(({ memberId }) => memberId === one.id);
      return delegations.length === 0 ? one : { ...one, delegations };
    });
    out(`${JSON.stringify(withTheirs)}\n`);
    return;
  }
  if (members.length === 0) out('还没有登记人员。用 member add 登记，或用 code 发绑定码。\n');
  for (const one of members) {
    const name = await nameOf(store, one.personId, one.userId);
    const until = one.expiresAt === undefined ? '' : `，有效期至${formatDay(lastDayBefore(one.expiresAt))}`;
    const over = isLive(one, now) ? '' : '（已结束）';
    out(`${one.id}  ${name}  ${one.unitIds.join('、')}  ${roleNames[one.role]}${until}${over}\n`);
  }
  for (const one of open) out(`${await delegationLine(store, one)}\n`);
};

/** `tongbao member add|list|remove`: who is bound to which unit, in which role. */
export const registerMember: Register = (program, context) => {
  const member = program.command('member').description('登记、查看、结束人员与单位的绑定');
  const collect = (value: string, before: string[]): string[] => [...before, value];
  member
    .command('add')
    .description('登记一个人；已登记的会被更新')
    .argument('<平台:用户ID>', '例如 wecom:zhangsan')
    .option('--unit <单位>', '所属单位，必须写，可写多次', collect, [])
    .option('--role <角色>', '工作人员、单位管理员、审核员或管理员', '工作人员')
    .option('--name <姓名>')
    .option('--person <编号>', '自然人编号：同一人在两个平台用同一个；不写则沿用已登记的')
    .option('--until <日期>', '绑定有效期至（含当日）')
    .option('--data <目录>', '数据目录')
    .action(async (memberText: string, options: AddOptions) => {
      await context.withHouse(options, async (house) => {
        context.out(`${await add(house, memberText, options)}\n`);
      });
    });
  member
    .command('list')
    .description('列出已登记的人员')
    .option('--unit <单位>', '只看一个单位')
    .option('--data <目录>', '数据目录')
    .option('--json', '输出 JSON')
    .action(async (options: ListOptions) => {
      await context.withHouse(options, async (house) => {
        await list(house, options, context.out);
      });
    });
  member
    .command('remove')
    .description('结束一个人的绑定；账号是谁的仍会记住')
    .argument('<平台:用户ID>')
    .option('--data <目录>', '数据目录')
    .action(async (memberText: string, options: ListOptions) => {
      await context.withHouse(options, async (house) => {
        context.out(`${await remove(house, memberText)}\n`);
      });
    });
  member.action(() => {
    context.err(member.helpInformation());
    throw new CommandEnd(exitCode.wrongUsage);
  });
};
