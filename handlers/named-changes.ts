import { accounts as phrases } from '../config/phrases/accounts.js';
import type { AccountChange, PeriodId } from '../src/domain/records/index.js';
import type { Reader } from '../storage/port.js';
import { inNoticeOrder } from './notice-facts.js';

/** An account that the notice names for a change without advance filing; what it does not state is absent. */
export interface NamedChange {
  readonly accountName: string;
  readonly platform?: string;
  readonly hostUnitId?: string;
  readonly kind?: AccountChange['kind'];
}

/** Accounts named in the notice: by its changes, and by problems of that class that name an account. */
export const namedChanges = async (reader: Reader, periodId: PeriodId): Promise<NamedChange[]> => {
  const ofPeriod = { index: 'byPeriod', equals: [periodId] } as const;
  const changes = inNoticeOrder(await reader.find('accountChanges', ofPeriod)).filter(
    ({ filed }) => filed === false,
  );
  const known = new Set(changes.map(({ accountName }) => accountName));
  const problems = (await reader.find('problems', ofPeriod)).filter(({ kind }) => kind.includes('报备'));
  const others = problems.flatMap(({ objectName, unitId }) =>
    objectName === undefined || known.has(objectName)
      ? []
      : [{ accountName: objectName, ...(unitId === undefined ? {} : { hostUnitId: unitId }) }],
  );
  return [
    ...changes.map(({ accountName, platform, hostUnitId, kind }) => ({
      accountName,
      kind,
      ...(platform === undefined ? {} : { platform }),
      ...(hostUnitId === undefined ? {} : { hostUnitId }),
    })),
    ...others,
  ];
};

/** What the notice states of none of these accounts, as a sentence; empty where it states all. */
export const notStatedSentence = (named: readonly NamedChange[]): string => {
  const { missing } = phrases;
  const parts = [
    ...(named.every(({ platform }) => platform === undefined) ? [missing.platform] : []),
    ...(named.every(({ kind }) => kind === undefined || kind === 'unspecified') ? [missing.kind] : []),
    ...(named.every(({ hostUnitId }) => hostUnitId === undefined) ? [missing.host] : []),
  ];
  return parts.length === 0 ? '' : phrases.notStated(parts);
};

/** One named account with what the notice states of it, and what it does not. */
export const namedChangeSentence = (named: NamedChange): string => {
  const { accountName, platform, hostUnitId, kind } = named;
  const stated = phrases.publishedOne(phrases.account(accountName, platform), [
    ...(kind === undefined || kind === 'unspecified' ? [] : [phrases.kinds[kind]]),
    ...(hostUnitId === undefined ? [] : [phrases.hostedBy(hostUnitId)]),
  ]);
  return `${stated}${notStatedSentence([named])}`;
};
