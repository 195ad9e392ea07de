import type { Reader } from '../../storage/port.js';
import { hostAmong } from '../domain/accounts.js';
import { shanghaiDay } from '../domain/day.js';
import { type Duty, type DutyRules, dutiesOf } from '../domain/duties.js';
import { isPublished } from '../domain/publication.js';
import type { AccountChange, Column, Filing, PublicMessage, Unit } from '../domain/records/index.js';
import { filingsNow } from '../proceedings/now.js';
import { changesThatMayBeUnfiled, columnsThatMayBeDue, openMessages } from './due-records.js';

/** A unit with what it still has to do. */
export interface UnitDuties {
  readonly unit: Unit;
  readonly duties: readonly [Duty, ...Duty[]];
}

/** The unit that hosts the account of a change, as the change says it, else the register of accounts. */
const hostOf = async (reader: Reader, change: AccountChange): Promise<string | undefined> =>
  change.hostUnitId ??
  hostAmong(
    await reader.find('accounts', { index: 'byName', equals: [change.accountName] }),
    change.platform,
  );

/** What only a notice says is nobody's duty before that notice is published. */
const mayBeKnown = async (reader: Reader, { periodId }: AccountChange, now: Date): Promise<boolean> =>
  periodId === undefined || isPublished(await reader.get('notices', periodId), now);

/** Changes that may be unfiled, with the unit that has to file them. */
const hostedChanges = async (
  reader: Reader,
  now: Date,
): Promise<{ readonly unitId: string; readonly change: AccountChange }[]> => {
  const hosted: { unitId: string; change: AccountChange }[] = [];
  for (const change of await changesThatMayBeUnfiled(reader)) {
    if (!(await mayBeKnown(reader, change, now))) continue;
    const unitId = await hostOf(reader, change);
    if (unitId !== undefined) hosted.push({ unitId, change });
  }
  return hosted;
};

const filingsFor = async (reader: Reader, changes: readonly AccountChange[]): Promise<Filing[]> => {
  const accounts = new Set(changes.map(({ accountName }) => accountName));
  const found: Filing[] = [];
  for (const name of accounts) {
    const filings = await reader.find('filings', { index: 'byAccount', equals: [name] });
    found.push(...(await filingsNow(reader, filings)));
  }
  return found;
};

interface UnitWork {
  readonly columns: Column[];
  readonly messages: PublicMessage[];
  readonly changes: AccountChange[];
}

/** What may be a duty, by the unit whose it would be. */
const workByUnit = async (reader: Reader, by: DutyRules, now: Date): Promise<Map<string, UnitWork>> => {
  const work = new Map<string, UnitWork>();
  const of = (unitId: string): UnitWork => {
    const known = work.get(unitId) ?? { columns: [], messages: [], changes: [] };
    work.set(unitId, known);
    return known;
  };
  for (const column of await columnsThatMayBeDue(reader, by, shanghaiDay(now))) {
    of(column.unitId).columns.push(column);
  }
  for (const message of await openMessages(reader)) of(message.unitId).messages.push(message);
  for (const { unitId, change } of await hostedChanges(reader, now)) of(unitId).changes.push(change);
  return work;
};

/** Every unit that has something to do as of `now`, in the order of the units' names. */
export const dutiesByUnit = async (reader: Reader, by: DutyRules, now: Date): Promise<UnitDuties[]> => {
  const work = await workByUnit(reader, by, now);
  const found: UnitDuties[] = [];
  for (const unitId of [...work.keys()].toSorted()) {
    const unit = await reader.get('units', unitId);
    const own = work.get(unitId);
    if (unit === undefined || own === undefined) continue;
    const filings = await filingsFor(reader, own.changes);
    const [first, ...others] = dutiesOf({ ...own, filings }, by, now);
    if (first !== undefined) found.push({ unit, duties: [first, ...others] });
  }
  return found;
};
