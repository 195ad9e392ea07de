import type { Reader } from '../../storage/port.js';
import { TongbaoError } from '../domain/error.js';
import { type Group, PeriodId, type Platform } from '../domain/records/index.js';
import { compileLexicon } from '../understanding/lexicon.js';

/** Parses a person on a platform: `wecom:zhangsan`. @throws TongbaoError `cli.bad_member` */
export const parseMemberId = (text: string): { readonly platform: Platform; readonly userId: string } => {
  const match = /^(wecom|dingtalk):(.+)$/.exec(text);
  const platform = match?.[1];
  const userId = match?.[2];
  if ((platform !== 'wecom' && platform !== 'dingtalk') || userId === undefined) {
    throw new TongbaoError(
      'cli.bad_member',
      `“${text}”不是有效的人员。请写成 wecom:用户ID 或 dingtalk:用户ID。`,
    );
  }
  return { platform, userId };
};

/** Parses an ISO instant. @throws TongbaoError `cli.bad_instant` */
export const parseInstant = (text: string): Date => {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) {
    throw new TongbaoError('cli.bad_instant', `“${text}”不是有效的时间。请写成 2023-12-04T09:00:00+08:00。`);
  }
  return instant;
};

/** Parses a period id. @throws TongbaoError `cli.bad_period` */
export const parsePeriod = (text: string): string => {
  const period = PeriodId.safeParse(text);
  if (period.success) return period.data;
  throw new TongbaoError(
    'cli.bad_period',
    `“${text}”不是有效的期间。请写成 2023Q4、2023-10、2023H2 或 2023。`,
  );
};

/** A group by its id or its name. @throws TongbaoError `cli.unknown_group` */
export const findGroup = async (reader: Reader, wanted: string): Promise<Group> => {
  const groups = await reader.find('groups', { index: 'byId' });
  const found = groups.filter(
    ({ id, name, chatId }) => id === wanted || chatId === wanted || name === wanted,
  );
  const [group, other] = found;
  if (group !== undefined && other === undefined) return group;
  const known =
    groups.map(({ name, platform, id }) => `${name}（${platform}，${id}）`).join('、') || '还没有导入群';
  throw new TongbaoError(
    'cli.unknown_group',
    other === undefined
      ? `没有名为“${wanted}”的群。已有：${known}`
      : `有多个群叫“${wanted}”，请用群ID指定：${found.map(({ id }) => id).join('、')}`,
  );
};

/** The one unit that a name or alias stands for. @throws TongbaoError `cli.unknown_unit` */
export const resolveUnit = async (reader: Pick<Reader, 'find'>, name: string): Promise<string> => {
  const [exact] = await reader.find('units', { index: 'byId', equals: [name] });
  if (exact !== undefined) return exact.id;
  const units = await reader.find('units', { index: 'byId' });
  const matches = compileLexicon(units).findUnits(name);
  const [match] = matches;
  const [unitId, other] = match?.unitIds ?? [];
  if (matches.length === 1 && unitId !== undefined && other === undefined) return unitId;
  const candidates = matches.flatMap(({ unitIds }) => unitIds);
  throw new TongbaoError(
    'cli.unknown_unit',
    candidates.length > 1
      ? `“${name}”可能是：${candidates.join('、')}。请写清楚。`
      : `没有找到单位“${name}”。请先导入单位名单，或核对名称。`,
  );
};
