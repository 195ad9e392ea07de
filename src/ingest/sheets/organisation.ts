import { checks as phrases } from '../../../config/phrases/sheets.js';
import { endOf, lastDayBefore, memberIdOf } from '../../domain/members.js';
import type { Day, Instant } from '../../domain/records/index.js';
import { code, day, list, name, oneOf, text } from '../cells.js';
import { known, optional, required, type Sheet, sheet } from '../sheet.js';

const units = sheet(
  '单位',
  {
    name: required('单位名称', name),
    officialName: optional('全称', name),
    kind: required(
      '类别',
      oneOf({
        区县: 'county',
        开发区: 'development_zone',
        市级部门: 'department',
        主管单位: 'competent',
        其他: 'other',
      } as const),
    ),
    rankingGroup: optional('排名组', name),
    parent: optional('上级单位', name),
    aliases: optional('别名', list),
    source: optional('来源', text),
  },
  {
    make: ({ name, parent, aliases, ...row }, tools) => {
      const parentId = parent === undefined ? undefined : tools.unit(parent, '上级单位');
      if (parentId === name) tools.fault('上级单位', phrases.ownParent, phrases.ownParentExpected);
      return [{ collection: 'units', record: known({ ...row, id: name, parentId, aliases: aliases ?? [] }) }];
    },
    list: async (reader) =>
      (await reader.find('units', { index: 'byId' })).map(({ id, parentId, ...unit }) => ({
        ...unit,
        name: id,
        parent: parentId,
      })),
  },
);

/** The end of a binding with its last day, which counts. What was ended in the course of that day stays so. */
const endOn = (until: Day, ended: Instant | undefined): Instant =>
  ended !== undefined && lastDayBefore(ended) === until ? ended : endOf(until);

/** The day on which somebody ended a binding, as 解绑 and the office do; one that ran out ended with a day. */
const endedByHandOn = (end: Instant | undefined, now: Instant): Day | undefined =>
  end === undefined || end > now || end === endOf(lastDayBefore(end)) ? undefined : lastDayBefore(end);

const people = sheet(
  '人员',
  {
    platform: required(
      '平台',
      oneOf({ wecom: 'wecom', dingtalk: 'dingtalk', 企业微信: 'wecom', 钉钉: 'dingtalk' } as const),
    ),
    userId: required('用户ID', code),
    name: optional('姓名', name),
    personId: optional('自然人编号', code),
    units: required('单位', list),
    role: required(
      '角色',
      oneOf({ 工作人员: 'staff', 单位管理员: 'unit_admin', 审核员: 'reviewer', 管理员: 'admin' } as const),
    ),
    until: optional('有效期至', day),
  },
  {
    make: ({ platform, userId, name, personId, units: names, role, until }, tools) => {
      const id = memberIdOf(platform, userId);
      const before = tools.memberBefore(id);
      // Registered anew, an account stays its person's: nobody may decide what he handed in by it before.
      const person = personId ?? before?.personId ?? id;
      const expiresAt = until === undefined ? undefined : endOn(until, before?.expiresAt);
      const endedOn = endedByHandOn(before?.expiresAt, tools.now);
      // An old list would let somebody in again whom the office or he himself had let go.
      if (endedOn !== undefined && (expiresAt === undefined || expiresAt > tools.now)) {
        tools.warn('用户ID', phrases.boundAgain(endedOn));
      }
      return [
        {
          collection: 'persons',
          record: { id: person, name: tools.personName(person, name, '姓名') ?? userId },
        },
        {
          collection: 'members',
          record: known({
            id,
            platform,
            userId,
            personId: person,
            unitIds: [...new Set(tools.units(names, '单位'))],
            role,
            boundBy: 'roster' as const,
            boundAt: tools.now,
            expiresAt,
          }),
        },
      ];
    },
    list: async (reader) => {
      const members = await reader.find('members', { index: 'byId' });
      return await Promise.all(
        members.map(async ({ id, platform, userId, personId, unitIds, role, expiresAt }) => ({
          platform,
          userId,
          name: (await reader.get('persons', personId))?.name,
          personId: personId === id ? undefined : personId,
          units: unitIds,
          role,
          until: expiresAt === undefined ? undefined : lastDayBefore(expiresAt),
        })),
      );
    },
  },
);

const groups = sheet(
  '群',
  {
    name: required('群名称', name),
    channels: required('通道', list),
    chatId: optional('群ID', code),
    scope: required('范围', oneOf({ 单位: 'unit', 共享: 'shared' } as const)),
    unit: optional('单位', name),
  },
  {
    make: ({ name, channels, chatId, scope, unit }, tools) => {
      const platform = tools.platformOf(channels, chatId, '通道');
      if (scope === 'unit' && unit === undefined) {
        tools.fault('单位', phrases.groupWithoutUnit, phrases.groupWithoutUnitExpected);
      }
      if (scope === 'shared' && unit !== undefined) tools.warn('单位', phrases.sharedGroupWithUnit);
      return [
        {
          collection: 'groups',
          record: known({
            id: chatId ?? `${platform}/${name}`,
            name,
            platform,
            chatId,
            routes: channels,
            scope,
            unitId: unit === undefined ? undefined : tools.unit(unit, '单位'),
          }),
        },
      ];
    },
    list: async (reader) =>
      (await reader.find('groups', { index: 'byId' })).map(({ name, routes, chatId, scope, unitId }) => ({
        name,
        channels: routes,
        chatId,
        scope,
        unit: unitId,
      })),
  },
);

export const organisationSheets: readonly Sheet[] = [units, people, groups];
