import { AccountChangeKind } from '../domain/records/index.js';
import { oneOf } from './cells.js';

/** 变更类型 of an account, as sheets name it. */
export const accountChangeKind = oneOf({
  开设: AccountChangeKind.enum.open,
  更名: AccountChangeKind.enum.rename,
  主体变更: AccountChangeKind.enum.change_host,
  认证变更: AccountChangeKind.enum.change_verification,
  停更: AccountChangeKind.enum.suspend,
  关停: AccountChangeKind.enum.close,
  注销: AccountChangeKind.enum.cancel,
  迁移: AccountChangeKind.enum.migrate,
  未注明: AccountChangeKind.enum.unspecified,
});

/** 渠道 of citizens' messages. */
export const messageChannel = oneOf({
  找错: 'error_report',
  模拟咨询: 'simulated',
  网站咨询: 'site_consult',
  市长信箱: 'mailbox',
} as const);
