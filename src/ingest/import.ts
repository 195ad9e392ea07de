import { resolve } from 'node:path';
import { loadIndicatorSets } from '../../config/indicators-load.js';
import type { Identity } from '../../config/rules.js';
import type { Store, Transaction } from '../../storage/port.js';
import { importSubject } from '../../storage/records.js';
import type { CollectionName } from '../../storage/schema.js';
import { indicatorSetOf } from '../domain/indicator-sets.js';
import type { Platform } from '../domain/records/index.js';
import { type Checked, checkSheets } from './check.js';
import type { Fault } from './read-rows.js';
import type { IndicatorSetOf } from './row-tools.js';
import type { Made } from './sheet.js';
import { readSource } from './source.js';

/** How many records of one collection an import brings. */
interface Counts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface ImportReport {
  /** False with any fault; then nothing was imported. */
  readonly ok: boolean;
  readonly dryRun: boolean;
  readonly faults: readonly Fault[];
  readonly warnings: readonly string[];
  readonly counts: Readonly<Partial<Record<CollectionName, Counts>>>;
}

/** Records are equal when their fields are, in whatever order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

const compare = async (tx: Transaction, one: Made): Promise<keyof Counts> => {
  const before = await tx.get(one.collection, one.record.id);
  if (before === undefined) return 'added';
  // The roster says nothing new when only the moment of the import differs.
  const same =
    one.collection === 'members' && 'boundAt' in before
      ? canonical({ ...one.record, boundAt: before.boundAt }) === canonical(before)
      : canonical(one.record) === canonical(before);
  return same ? 'unchanged' : 'changed';
};

const putMade = (tx: Transaction, one: Made): Promise<void> => {
  // The pair of collection and record is one member of the union; the compiler cannot follow it through a call.
  const put = tx.put as (collection: Made['collection'], record: Made['record']) => Promise<void>;
  return put.call(tx, one.collection, one.record);
};

const apply = async (tx: Transaction, checked: Checked): Promise<ImportReport['counts']> => {
  const counts: Partial<Record<CollectionName, Counts>> = {};
  for (const one of checked.made) {
    const verdict = await compare(tx, one);
    if (verdict !== 'unchanged') await putMade(tx, one);
    const before = counts[one.collection] ?? { added: 0, changed: 0, unchanged: 0 };
    counts[one.collection] = { ...before, [verdict]: before[verdict] + 1 };
  }
  return counts;
};

/** Gives up a transaction after a dry run and brings its counts out. */
class DryRun extends Error {
  readonly counts: ImportReport['counts'];

  constructor(counts: ImportReport['counts']) {
    super('dry run');
    this.counts = counts;
  }
}

const nationalSetOf: IndicatorSetOf = (periodId) =>
  indicatorSetOf(loadIndicatorSets(), { region: '全国' }, periodId);

/**
 * Imports workbooks, CSV files and folders together, in one transaction: everything or, with any fault,
 * nothing. The same import again changes nothing.
 * @throws TongbaoError when a path cannot be read at all
 */
export const importPaths = async (
  paths: readonly string[],
  options: {
    store: Store;
    now: Date;
    actor: string;
    newId: () => string;
    /** Figures that should agree; where they do not, the report warns. */
    identities: readonly Identity[];
    /** Platforms of the configured channels; absent when none is configured. */
    channelPlatforms?: ReadonlyMap<string, Platform>;
    /** The indicators that the office scores by; absent = the national ones. */
    indicators?: IndicatorSetOf;
    dryRun?: boolean;
    cwd?: string;
  },
): Promise<ImportReport> => {
  const { store, now, actor, newId, identities, channelPlatforms, indicators = nationalSetOf } = options;
  const { dryRun = false, cwd = '.' } = options;
  const raw = (await Promise.all(paths.map((path) => readSource(resolve(cwd, path))))).flat();
  const stamp = now.toISOString();
  const checked = await checkSheets(raw, store, {
    now: stamp,
    identities,
    indicatorSetOf: indicators,
    ...(channelPlatforms === undefined ? {} : { channelPlatforms }),
  });
  const { faults, warnings } = checked;
  if (faults.length > 0) return { ok: false, dryRun, faults, warnings, counts: {} };
  try {
    const counts = await store.transaction(async (tx) => {
      const applied = await apply(tx, checked);
      if (dryRun) throw new DryRun(applied);
      const detail = { paths: [...paths], counts: JSON.stringify(applied) };
      await tx.put('audits', {
        id: newId(),
        at: stamp,
        actor,
        action: 'import',
        subject: importSubject,
        detail,
      });
      return applied;
    });
    return { ok: true, dryRun, faults, warnings, counts };
  } catch (error) {
    if (error instanceof DryRun) return { ok: true, dryRun, faults, warnings, counts: error.counts };
    throw error;
  }
};
