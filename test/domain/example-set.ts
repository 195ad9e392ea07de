import type { IndicatorSet } from '../../config/indicators.js';
import { loadIndicatorSets } from '../../config/indicators-load.js';
import type { Finding } from '../../src/domain/records/index.js';
import type { Subject } from '../../src/domain/subject.js';

const sets = loadIndicatorSets();

/** A shipped set by its id. */
export const shippedSet = (id: string): IndicatorSet => {
  const set = sets.find((one) => one.id === id);
  if (set === undefined) throw new Error(`no set ${id}`);
  return set;
};

export const exampleSet = shippedSet('example');

export const portal: Subject = { unitId: '示例区', kind: 'portal', withoutServices: false };

let made = 0;

/** A finding of 示例区 in 2023Q4. */
export const finding = (indicatorCode: string, about: Partial<Finding> = {}): Finding => {
  made += 1;
  return { id: `F${made}`, periodId: '2023Q4', unitId: '示例区', indicatorCode, ...about };
};
