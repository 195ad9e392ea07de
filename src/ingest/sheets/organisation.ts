import { day, list, oneOf, text } from '../cells.js';
import { known, optional, required, type Sheet, sheet } from '../sheet.js';

const dayMs = 86_400_000;

const units = sheet(
  '单位',
  {
    name: required('单位名称', text),
    officialName: optional('全称', text),
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
    rankingGroup: optional('排名组', text),
    parent: optional('上级单位', text),
    aliases: optional('别名', list),
    source: optional('来源', text),
  },
  ({ name, officialName, kind, rankingGroup, parent, aliases, source }, tools) => [
    {
      collection: 'units',
      record: known({
        id: name,
        officialName,
        kind,
        rankingGroup,
        parentId: parent === undefined ? undefined : tools.unit(parent, '上级单位'),
        aliases: aliases ?? [],
        source,
      }),
    },
  ],
);

const people = sheet(
  '人员',
  {
    platform: required(
      '平台',
      oneOf({ wecom: 'wecom', dingtalk: 'dingtalk', 企业微信: 'wecom', 钉钉: 'dingtalk' } as const),
    ),
    userId: required('用户ID', text),
    name: optional('姓名', text),
    personId: optional('自然人编号', text),
    units: required('单位', list),
    role: required(
      '角色',
      oneOf({ 工作人员: 'staff', 单位管理员: 'unit_admin', 审核员: 'reviewer', 管理员: 'admin' } as const),
    ),
    until: optional('有效期至', day),
  },
  ({ platform, userId, name, personId, units: names, role, until }, tools) => {
    const id = `${platform}:${userId.toLowerCase()}`;
    const person = personId ?? id;
    return [
      { collection: 'persons', record: { id: person, name: name ?? userId } },
      {
        collection: 'members',
        record: known({
          id,
          platform,
          userId,
          personId: person,
          unitIds: tools.units(names, '单位'),
          role,
          boundBy: 'roster' as const,
          boundAt: tools.now,
          // The last day counts.
          expiresAt:
            until === undefined
              ? undefined
              : new Date(Date.parse(`${until}T00:00:00+08:00`) + dayMs).toISOString(),
        }),
      },
    ];
  },
);

const groups = sheet(
  '群',
  {
    name: required('群名称', text),
    channels: required('通道', list),
    chatId: optional('群ID', text),
    scope: required('范围', oneOf({ 单位: 'unit', 共享: 'shared' } as const)),
    unit: optional('单位', text),
  },
  ({ name, channels, chatId, scope, unit }, tools) => {
    const platform = tools.platformOf(channels, chatId, '通道');
    if (scope === 'unit' && unit === undefined) {
      tools.fault('单位', '范围是“单位”的群没有写单位', '这个群所属的单位');
    }
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
);

export const organisationSheets: readonly Sheet[] = [units, people, groups];
