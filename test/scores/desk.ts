import { loadIndicatorSets } from '../../config/indicators-load.js';
import { indicatorSetOf } from '../../src/domain/indicator-sets.js';
import type { Finding, Score, Unit } from '../../src/domain/records/index.js';
import type { Store } from '../../storage/port.js';
import { createMemoryStore } from '../support/memory-store.js';

export const periodId = '2023Q4';
export const group = '县级';
export const by = { indicatorSets: loadIndicatorSets(), choice: { region: '全国', indicatorSet: 'example' } };
export const set = indicatorSetOf(by.indicatorSets, by.choice, periodId);

export const unit = (id: string, about: Partial<Unit> = {}): Unit => ({
  id,
  kind: 'county',
  aliases: [],
  rankingGroup: group,
  ...about,
});

export const found = (unitId: string, indicatorCode: string, about: Partial<Finding> = {}): Finding => ({
  id: `${about.periodId ?? periodId}/${unitId}/${indicatorCode}/${about.objectName ?? ''}`,
  periodId,
  unitId,
  indicatorCode,
  ...about,
});

export const score = (unitId: string, about: Partial<Score>): Score => ({
  id: `${about.periodId ?? periodId}/${group}/${unitId}`,
  periodId,
  group,
  unitId,
  ...about,
});

/** A store with these records; everything was inspected in 2023Q4 where `full`. */
export const storeOf = async (records: {
  readonly units: readonly Unit[];
  readonly findings?: readonly Finding[];
  readonly scores?: readonly Score[];
  readonly full?: boolean;
}): Promise<Store> => {
  const store = createMemoryStore();
  await store.transaction(async (tx) => {
    for (const one of records.units) await tx.put('units', one);
    for (const one of records.findings ?? []) await tx.put('findings', one);
    for (const one of records.scores ?? []) await tx.put('scores', one);
    if (records.full === true)
      await tx.put('inspections', { id: 'i', periodId, object: 'site', method: 'full' });
  });
  return store;
};
