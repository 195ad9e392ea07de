import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TongbaoError } from '../src/domain/error.js';
import { readDataFile } from './data-file.js';
import { IndicatorSet } from './indicators.js';
import { packageRoot } from './root.js';

const endOf = ({ effectiveTo }: IndicatorSet): string => effectiveTo ?? '9999-12-31';

const overlapping = (one: IndicatorSet, other: IndicatorSet): boolean =>
  one.id === other.id && one.effectiveFrom <= endOf(other) && other.effectiveFrom <= endOf(one);

/**
 * The indicator sets of `config/indicators/`, one version in each file; offices edit them and add their own.
 * @param folder another folder with such files
 * @throws TongbaoError `data_file.unreadable` or `data_file.invalid`, also when two versions of a set hold on
 *   one day
 */
export const loadIndicatorSets = (folder = join(packageRoot, 'config', 'indicators')): IndicatorSet[] => {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const sets = files.map((name) => readDataFile(join(folder, name), IndicatorSet));
  for (const [at, set] of sets.entries()) {
    const other = sets.findIndex((one, index) => index < at && overlapping(one, set));
    if (other !== -1) {
      throw new TongbaoError(
        'data_file.invalid',
        `指标文件 ${files[other]} 和 ${files[at]} 是同一套指标 ${set.id}，有效期却重叠。请给较早的写上 effectiveTo。`,
      );
    }
  }
  return sets;
};
