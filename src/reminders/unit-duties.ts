import type { Reader } from '../../storage/port.js';
import { type Duty, type DutyRules, dutiesOf } from '../domain/duties.js';
import { isPublished } from '../domain/publication.js';
import type { AccountChange, Unit } from '../domain/records/index.js';

/** A unit with what it still has to do. */
export interface UnitDuties {
  readonly unit: Unit;
  readonly duties: readonly [Duty, ...Duty[]];
}

/**
 * The unit that hosts the account of a change. Where the change does not say, the register of accounts
 * does, unless accounts of that name belong to several units.
 */
const hostOf = async (reader: Reader, change: AccountChange): Promise<string | undefined> => {
  if (change.hostUnitId !== undefined) return change.hostUnitId;
  const accounts = await reader.find('accounts', { index: 'byName', equals: [change.accountName] });
  const hosts = new Set(
    accounts
      .filter(({ platform }) => change.platform === undefined || platform === change.platform)
      .map(({ hostUnitId }) => hostUnitId),
  );
  const [host] = hosts;
  return hosts.size === 1 ? host : undefined;
};

/** What only a notice says is nobody's duty before that notice is published. */
const mayBeKnown = async (reader: Reader, { periodId }: AccountChange, now: Date): Promise<boolean> =>
  periodId === undefined || isPublished(await reader.get('notices', periodId), now);

const changesByHost = async (reader: Reader, now: Date): Promise<Map<string, AccountChange[]>> => {
  const byHost = new Map<string, AccountChange[]>();
  for (const change of await reader.find('accountChanges', { index: 'byId' })) {
    if (!(await mayBeKnown(reader, change, now))) continue;
    const host = await hostOf(reader, change);
    if (host !== undefined) byHost.set(host, [...(byHost.get(host) ?? []), change]);
  }
  return byHost;
};

/** Every unit that has something to do as of `now`, in the order of the units' names. */
export const dutiesByUnit = async (reader: Reader, by: DutyRules, now: Date): Promise<UnitDuties[]> => {
  const changes = await changesByHost(reader, now);
  const filings = await reader.find('filings', { index: 'byAccount' });
  const found: UnitDuties[] = [];
  for (const unit of await reader.find('units', { index: 'byId' })) {
    const columns = await reader.find('columns', { index: 'byUnit', equals: [unit.id] });
    const messages = await reader.find('messages', { index: 'byUnit', equals: [unit.id] });
    const records = { columns, changes: changes.get(unit.id) ?? [], filings, messages };
    const [first, ...others] = dutiesOf(records, by, now);
    if (first !== undefined) found.push({ unit, duties: [first, ...others] });
  }
  return found;
};
