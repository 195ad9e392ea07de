import { createBindingCode } from '../../handlers/codes.js';
import { formatInstant } from '../domain/day.js';
import { TongbaoError } from '../domain/error.js';

import { resolveUnit } from './arguments.js';
import type { Register } from './command.js';

interface Options {
  readonly role: string;
  readonly data?: string;
  readonly json?: boolean;
}

const roles = new Map<string, 'staff' | 'unit_admin'>([
  ['工作人员', 'staff'],
  ['单位管理员', 'unit_admin'],
]);

/** `tongbao code UNIT`: a one-time code with which one person binds to the unit. */
export const registerCode: Register = (program, context) => {
  program
    .command('code')
    .description('为一个单位发一次性绑定码；对方在与机器人的单聊里发“绑定 码”即可')
    .argument('<单位>')
    .option('--role <角色>', '工作人员或单位管理员', '工作人员')
    .option('--data <目录>', '数据目录')
    .option('--json', '输出 JSON')
    .action(async (name: string, options: Options) => {
      const role = roles.get(options.role);
      if (role === undefined) {
        throw new TongbaoError('cli.bad_role', `绑定码只能发给${[...roles.keys()].join('或')}。`);
      }
      await context.withHouse(options, async (house) => {
        const now = house.clock.now();
        const validHours = house.settings.binding.codeValidHours;
        const { unitId, code } = await house.store.transaction(async (tx) => {
          const unitId = await resolveUnit(tx, name);
          const code = await createBindingCode(tx, {
            unitId,
            role,
            createdBy: 'operator',
            now,
            validHours,
            random: house.randomBytes,
          });
          await tx.put('audits', {
            id: house.newId(),
            at: now.toISOString(),
            actor: 'operator',
            action: 'code_issued',
            subject: unitId,
            detail: { role, validHours },
          });
          return { unitId, code };
        });
        const expiresAt = new Date(now.getTime() + validHours * 3_600_000);
        if (options.json === true) {
          context.out(
            `${JSON.stringify({ unit: unitId, role, code, expiresAt: expiresAt.toISOString() })}\n`,
          );
          return;
        }
        context.out(
          `${unitId}（${options.role}）的绑定码：${code}\n${formatInstant(expiresAt)} 前有效，只能用一次。请让本人在与机器人的单聊里发送：绑定 ${code}\n`,
        );
      });
    });
};
