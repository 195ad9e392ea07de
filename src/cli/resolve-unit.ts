import type { Reader } from '../../storage/port.js';
import { TongbaoError } from '../domain/error.js';
import { compileLexicon } from '../understanding/lexicon.js';

/** The one unit that a name or alias at the shell stands for. */
export const resolveUnit = async (reader: Pick<Reader, 'find'>, name: string): Promise<string> => {
  const units = await reader.find('units', { index: 'byId' });
  const exact = units.find(({ id }) => id === name);
  if (exact !== undefined) return exact.id;
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
