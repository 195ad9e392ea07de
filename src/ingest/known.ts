import type { Identity } from '../../config/rules.js';
import type { Reader } from '../../storage/port.js';
import { personOf } from '../delegations/held.js';
import { memberIdOf } from '../domain/members.js';
import { Platform } from '../domain/records/index.js';
import { createUnitNames, type UnitNames } from './names.js';
import type { ReadRow } from './read-rows.js';
import { type IndicatorSetOf, type Known, type KnownMember, resolveUnit } from './row-tools.js';

/** What an import has to know besides its rows. */
export interface Surroundings {
  /** Platforms of the configured channels; absent when none is configured. */
  readonly channelPlatforms?: ReadonlyMap<string, Platform>;
  /** Figures that should agree; where they do not, there is a warning. */
  readonly identities: readonly Identity[];
  /** The indicators that a period is scored by. */
  readonly indicatorSetOf: IndicatorSetOf;
  /** Instant of the import. */
  readonly now: string;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const rowsOf = (rows: readonly ReadRow[], sheet: string) =>
  rows.filter((row) => row.sheet.name === sheet).map(({ values }) => values);

const unitNames = async (rows: readonly ReadRow[], reader: Reader): Promise<UnitNames> => {
  const here = rowsOf(rows, '单位').flatMap((values) => {
    const id = textOf(values.name);
    if (id === undefined) return [];
    const officialName = textOf(values.officialName);
    return {
      id,
      kind: 'other' as const,
      aliases: Array.isArray(values.aliases) ? values.aliases.map(String) : [],
      ...(officialName === undefined ? {} : { officialName }),
    };
  });
  const ids = new Set(here.map(({ id }) => id));
  // What the sheet says of a unit replaces what is stored, its aliases too.
  const stored = (await reader.find('units', { index: 'byId' })).filter(({ id }) => !ids.has(id));
  return createUnitNames([...stored, ...here]);
};

/** The account of a row of 人员, where its cells could be read. */
const memberIdIn = ({ platform, userId }: ReadRow['values']): string | undefined => {
  const on = Platform.safeParse(platform).data;
  const user = textOf(userId);
  return on === undefined || user === undefined ? undefined : memberIdOf(on, user);
};

/** What is stored of the accounts in the rows. */
const knownMembers = async (rows: readonly ReadRow[], reader: Reader): Promise<Map<string, KnownMember>> => {
  const members = new Map<string, KnownMember>();
  for (const values of rowsOf(rows, '人员')) {
    const id = memberIdIn(values);
    const personId = id === undefined ? undefined : await personOf(reader, id);
    if (id === undefined || personId === undefined) continue;
    members.set(id, { personId, expiresAt: (await reader.get('members', id))?.expiresAt });
  }
  return members;
};

/** Names of persons: from the first row that says one, else as stored. */
const personNames = async (
  rows: readonly ReadRow[],
  members: Known['members'],
  reader: Reader,
): Promise<Map<string, string>> => {
  const names = new Map<string, string>();
  const unnamed = new Set<string>();
  for (const values of rowsOf(rows, '人员')) {
    const { personId, name } = values;
    const id = memberIdIn(values) ?? '';
    const person = textOf(personId) ?? members.get(id)?.personId ?? id;
    const written = textOf(name);
    if (written === undefined) unnamed.add(person);
    else if (!names.has(person)) names.set(person, written);
  }
  for (const person of unnamed) {
    const stored = names.has(person) ? undefined : await reader.get('persons', person);
    if (stored !== undefined) names.set(person, stored.name);
  }
  return names;
};

/** Names that rows may refer to: those stored, and those that other rows of this import declare. */
export const knownTo = async (
  rows: readonly ReadRow[],
  reader: Reader,
  surroundings: Surroundings,
): Promise<Known> => {
  const units = await unitNames(rows, reader);
  // An unknown name is told where its own row is made.
  const unitOf = (name: unknown): string => resolveUnit(units, textOf(name) ?? '', () => undefined);
  const sites = new Map((await reader.find('sites', { index: 'byUnit' })).map((site) => [site.id, site]));
  for (const { name, unit } of rowsOf(rows, '网站')) {
    const id = textOf(name);
    if (id !== undefined) sites.set(id, { id, unitId: unitOf(unit) });
  }
  const accounts = new Map<string, { platform: string; hostUnitId?: string }[]>();
  const add = (name: string, account: { platform: string; hostUnitId?: string }): void => {
    const others = (accounts.get(name) ?? []).filter(({ platform }) => platform !== account.platform);
    accounts.set(name, [...others, account]);
  };
  for (const { name, platform, hostUnitId } of await reader.find('accounts', { index: 'byId' })) {
    add(name, { platform, ...(hostUnitId === undefined ? {} : { hostUnitId }) });
  }
  for (const { name, platform, host } of rowsOf(rows, '账号')) {
    const account = textOf(name);
    if (account === undefined) continue;
    const hosted = textOf(host) === undefined ? {} : { hostUnitId: unitOf(host) };
    add(account, { platform: textOf(platform) ?? '', ...hosted });
  }
  const members = await knownMembers(rows, reader);
  return {
    ...surroundings,
    units,
    sites,
    accounts,
    members,
    personNames: await personNames(rows, members, reader),
  };
};
