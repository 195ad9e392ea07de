import { resolve } from 'node:path';
import { loadIndicatorSets } from '../../config/indicators-load.js';
import { loadSheetWords } from '../../config/sheet-words.js';
import type { Store, Transaction } from '../../storage/port.js';
import { importSubject } from '../../storage/records.js';
import type { CollectionName } from '../../storage/schema.js';
import { indicatorSetOf } from '../domain/indicator-sets.js';
import { changeOf, keepOrder } from './changes.js';
import { checkSheets, type MadeRow } from './check.js';
import type { Fault } from './faults.js';
import type { Surroundings } from './known.js';
import { letOthersIn } from './let-others-in.js';
import type { IndicatorSetOf } from './row-tools.js';
import type { Made } from './sheet.js';
import { type RawSheet, readSource } from './source.js';

type Verdict = 'added' | 'changed' | 'unchanged';

/** How many records or rows an import brings, changes, and finds as they are. */
type Counts = Readonly<Record<Verdict, number>>;

export interface ImportReport {
  /** False with any fault; then nothing was imported. */
  readonly ok: boolean;
  readonly dryRun: boolean;
  readonly faults: readonly Fault[];
  readonly warnings: readonly string[];
  /** Records by collection. */
  readonly counts: Readonly<Partial<Record<CollectionName, Counts>>>;
  /** Rows by sheet, in the order of the import. */
  readonly sheets: readonly (Counts & { readonly sheet: string })[];
}

export interface ImportOptions {
  readonly store: Store;
  readonly now: Date;
  readonly actor: string;
  readonly newId: () => string;
  readonly identities: Surroundings['identities'];
  readonly channelPlatforms?: Surroundings['channelPlatforms'];
  /** The indicators that the office scores by; absent = the national ones. */
  readonly indicators?: IndicatorSetOf;
  readonly dryRun?: boolean;
  readonly cwd?: string;
}

const nothing: Counts = { added: 0, changed: 0, unchanged: 0 };
const plus = (counts: Counts | undefined, verdict: Verdict): Counts => {
  const before = counts ?? nothing;
  return { ...before, [verdict]: before[verdict] + 1 };
};

const putMade = (tx: Transaction, one: Made): Promise<void> => {
  // The pair of collection and record is one member of the union; the compiler cannot follow it through a call.
  const put = tx.put as (collection: Made['collection'], record: Made['record']) => Promise<void>;
  return put.call(tx, one.collection, one.record);
};

/** Stores what the rows made, and what it replaced in the audit. */
const apply = async (
  tx: Transaction,
  rows: readonly MadeRow[],
  { now, actor, newId }: Pick<ImportOptions, 'now' | 'actor' | 'newId'>,
) => {
  const counts: Partial<Record<CollectionName, Counts>> = {};
  const sheets = new Map<string, Counts>();
  const made = await keepOrder(
    tx,
    rows.flatMap((row) => row.made),
  );
  let at = 0;
  for (const [rowAt, row] of rows.entries()) {
    await letOthersIn(rowAt);
    const verdicts = new Set<Verdict>();
    for (const one of made.slice(at, at + row.made.length)) {
      const change = await changeOf(tx, one);
      verdicts.add(change.verdict);
      counts[one.collection] = plus(counts[one.collection], change.verdict);
      if (change.verdict !== 'unchanged') await putMade(tx, one);
      if (change.verdict !== 'changed') continue;
      const subject = `${one.collection}/${one.record.id}`;
      const detail = { before: change.before };
      await tx.put('audits', {
        id: newId(),
        at: now.toISOString(),
        actor,
        action: 'replaced',
        subject,
        detail,
      });
    }
    at += row.made.length;
    const verdict = verdicts.has('changed') ? 'changed' : verdicts.has('added') ? 'added' : 'unchanged';
    sheets.set(row.sheet.name, plus(sheets.get(row.sheet.name), verdict));
  }
  return { counts, sheets: [...sheets].map(([sheet, ofSheet]) => ({ sheet, ...ofSheet })) };
};

/** Gives up a transaction and brings its report out. */
class GivenUp extends Error {
  readonly report: ImportReport;

  constructor(report: ImportReport) {
    super('given up');
    this.report = report;
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
  options: ImportOptions,
): Promise<ImportReport> => {
  const { store, now, actor, newId, identities, channelPlatforms, indicators = nationalSetOf } = options;
  const { dryRun = false, cwd = '.' } = options;
  const words = loadSheetWords();
  const raw: RawSheet[] = [];
  for (const path of paths) raw.push(...(await readSource(resolve(cwd, path))));
  const surroundings = {
    now: now.toISOString(),
    identities,
    indicatorSetOf: indicators,
    ...(channelPlatforms === undefined ? {} : { channelPlatforms }),
  };
  try {
    return await store.transaction(async (tx) => {
      const { rows, faults, warnings } = await checkSheets(raw, tx, words, surroundings);
      const told = { ok: faults.length === 0, dryRun, faults, warnings };
      if (!told.ok) throw new GivenUp({ ...told, counts: {}, sheets: [] });
      const report = { ...told, ...(await apply(tx, rows, options)) };
      if (dryRun) throw new GivenUp(report);
      await tx.put('audits', {
        id: newId(),
        at: now.toISOString(),
        actor,
        action: 'import',
        subject: importSubject,
        detail: { paths: [...paths], counts: JSON.stringify(report.counts) },
      });
      return report;
    });
  } catch (error) {
    if (error instanceof GivenUp) return error.report;
    throw error;
  }
};
