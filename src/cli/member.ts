import type { House } from '../app.js';
import { instantAt } from '../domain/day.js';
import { TongbaoError } from '../domain/error.js';
import { Day, Role } from '../domain/records/index.js';
import { memberIdOf } from '../inbox/identify.js';
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
  if (options.until !== undefined && !Day.safeParse(options.until).success) {
    throw new TongbaoError('cli.bad_day', `“${options.until}”不是有效的日期。请写成 2023-12-31。`);
  }
  const now = house.clock.now();
  const id = memberIdOf(platform, userId);
  const units = await house.store.transaction(async (tx) => {
    const named: string[] = [];
    for (const name of options.unit) named.push(await resolveUnit(tx, name));
    const unitIds = [...new Set(named)];
    const personId = options.person ?? id;
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
      ...(options.until === undefined
        ? {}
        : { expiresAt: new Date(instantAt(options.until, '00:00').getTime() + 86_400_000).toISOString() }),
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
  await house.store.transaction(async (tx) => {
    if ((await tx.get('members', id)) === undefined) {
      throw new TongbaoError('cli.unknown_member', `没有登记过 ${id}。用 member list 查看已登记的人员。`);
    }
    await tx.remove('members', id);
    await tx.put('audits', {
      id: house.newId(),
      at: house.clock.now().toISOString(),
      actor: 'operator',
      action: 'member_remove',
      subject: id,
      detail: {},
    });
  });
  return `已删除 ${id} 的绑定。`;
};

/** `tongbao member add|list|remove`: who is bound to which unit, in which role. */
export const registerMember: Register = (program, context) => {
  const member = program.command('member').description('登记、查看、删除人员与单位的绑定');
  const collect = (value: string, before: string[]): string[] => [...before, value];
  member
    .command('add')
    .description('登记一个人；已登记的会被更新')
    .argument('<平台:用户ID>', '例如 wecom:zhangsan')
    .option('--unit <单位>', '所属单位，必须写，可写多次', collect, [])
    .option('--role <角色>', '工作人员、单位管理员、审核员或管理员', '工作人员')
    .option('--name <姓名>')
    .option('--person <编号>', '自然人编号：同一人在两个平台用同一个')
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
        const unitId = options.unit === undefined ? undefined : await resolveUnit(house.store, options.unit);
        const members =
          unitId === undefined
            ? await house.store.find('members', { index: 'byId' })
            : await house.store.find('members', { index: 'byUnit', equals: [unitId] });
        if (options.json === true) {
          context.out(`${JSON.stringify(members)}\n`);
          return;
        }
        if (members.length === 0) context.out('还没有登记人员。用 member add 登记，或用 code 发绑定码。\n');
        for (const one of members) {
          const person = await house.store.get('persons', one.personId);
          const until = one.expiresAt === undefined ? '' : `，有效期至 ${one.expiresAt}`;
          context.out(
            `${one.id}  ${person?.name ?? one.userId}  ${one.unitIds.join('、')}  ${roleNames[one.role]}${until}\n`,
          );
        }
      });
    });
  member
    .command('remove')
    .description('删除一个人的绑定')
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
