import { createHash } from 'node:crypto';
import { distance } from 'fastest-levenshtein';
import type { IndicatorSet } from '../../config/indicators.js';
import { checks as phrases } from '../../config/phrases/sheets.js';
import { shanghaiDay } from '../domain/day.js';
import { findIndicator } from '../domain/indicator-sets.js';
import type { Account, Instant, PeriodId, Platform, Site } from '../domain/records/index.js';
import { shown } from './cells.js';
import type { Fault, Warnings } from './faults.js';
import type { UnitNames } from './names.js';
import type { ReadRow } from './read-rows.js';
import type { RowTools } from './sheet.js';

/** What is stored of somebody's account. */
export interface KnownMember {
  /** Whose it is. */
  readonly personId: string;
  /** When its binding ends, or ended. */
  readonly expiresAt?: Instant | undefined;
}

/** What rows may refer to: stored already, or in the same import. */
export interface Known {
  readonly units: UnitNames;
  readonly sites: ReadonlyMap<string, Pick<Site, 'id' | 'unitId'>>;
  /** By name. */
  readonly accounts: ReadonlyMap<string, readonly Pick<Account, 'platform' | 'hostUnitId'>[]>;
  /** What is stored of the accounts that rows bind, by member id. */
  readonly members: ReadonlyMap<string, KnownMember>;
  /** Names of persons by their number, from the rows that say one, else from the store. */
  readonly personNames: ReadonlyMap<string, string>;
  /** Platforms of the configured channels by name; absent when nothing is configured yet. */
  readonly channelPlatforms?: ReadonlyMap<string, Platform>;
  /** The indicators that a period is scored by. */
  readonly indicatorSetOf: IndicatorSetOf;
  readonly now: string;
}

/** @throws TongbaoError where no one set holds */
export type IndicatorSetOf = (periodId: PeriodId) => IndicatorSet;

const nearestShown = 3;

/** Indicators whose names or codes are the most like a text, as a fault names them. */
const nearestIndicators = ({ indicators }: IndicatorSet, text: string): string =>
  indicators
    .map((one) => ({ one, far: Math.min(distance(one.name, text), distance(one.code, text)) }))
    .toSorted((a, b) => a.far - b.far)
    .slice(0, nearestShown)
    .map(({ one: { code, name } }) => `${code}（${name}）`)
    .join('、');

/** Where rows tell what is wrong with them. */
export interface Findings {
  readonly faults: Fault[];
  readonly warnings: Warnings;
}

/** WeCom's group ids start with `wr`, DingTalk's with `cid`: enough to import before channels are set up. */
const platformOfChat = (chatId: string | undefined): Platform | undefined => {
  if (chatId?.startsWith('wr') === true) return 'wecom';
  if (chatId?.startsWith('cid') === true) return 'dingtalk';
  return undefined;
};

/** The unit of a name; an unknown one stands for itself, so that the row's other faults are found too. */
export const resolveUnit = (
  units: UnitNames,
  name: string,
  fault: (problem: string, expected: string) => void,
): string => {
  const found = units.find(name);
  if (found.kind === 'found') return found.id;
  if (found.kind === 'ambiguous') {
    fault(phrases.ambiguousUnit(shown(name)), phrases.ambiguousUnitExpected(found.ids));
  } else {
    const expected = found.nearest.length === 0 ? phrases.addUnit : phrases.nearUnits(found.nearest);
    fault(phrases.unknownUnit(shown(name)), expected);
  }
  return name;
};

/** Makes the tools of each row. */
export const createRowTools =
  (known: Known, { faults, warnings }: Findings, today = shanghaiDay(known.now)) =>
  ({ file, sheet, number }: ReadRow): RowTools => {
    const fault = (column: string, problem: string, expected: string): void => {
      faults.push({ file, sheet: sheet.name, row: number, column, problem, expected });
    };
    const unit = (name: string, column: string): string =>
      resolveUnit(known.units, name, (problem, expected) => fault(column, problem, expected));
    return {
      number,
      now: known.now,
      today,
      fault,
      warn: (column, what) => warnings.onRow({ file, sheet: sheet.name, row: number, column }, what),
      unit,
      units: (all, column) => all.map((name) => unit(name, column)),
      site: (name, column) => {
        const site = known.sites.get(name);
        if (site === undefined) fault(column, phrases.unknownSite(shown(name)), phrases.addSite);
        return { id: name, unitId: site?.unitId ?? '' };
      },
      siteIn: (objectName, unitId) => {
        const parts = objectName.split('/');
        return parts
          .map((_part, at) => known.sites.get(parts.slice(0, at + 1).join('/')))
          .findLast((site) => site?.unitId === unitId)?.id;
      },
      indicator: (text, periodId, column) => {
        const set = known.indicatorSetOf(periodId);
        const indicator = findIndicator(set, text);
        if (indicator === undefined) {
          const near = phrases.unknownIndicatorExpected(nearestIndicators(set, text));
          fault(column, phrases.unknownIndicator(set.name, shown(text)), near);
        }
        return indicator;
      },
      hostOf: (accountName, platform) => {
        const hosts = new Set(
          (known.accounts.get(accountName) ?? [])
            .filter((one) => platform === undefined || one.platform === platform)
            .map(({ hostUnitId }) => hostUnitId),
        );
        const [host] = hosts;
        return hosts.size === 1 ? host : undefined;
      },
      memberBefore: (memberId) => known.members.get(memberId),
      personName: (personId, name, column) => {
        const other = known.personNames.get(personId);
        if (name !== undefined && other !== undefined && other !== name) {
          fault(column, phrases.twoNames(personId, other), phrases.twoNamesExpected);
        }
        return name ?? other;
      },
      platformOf: (channels, chatId, column) => {
        const { channelPlatforms } = known;
        const byChat = platformOfChat(chatId);
        if (channelPlatforms === undefined) {
          if (byChat === undefined) fault(column, phrases.noChannelYet, phrases.noChannelYetExpected);
          return byChat ?? 'wecom';
        }
        const platforms = new Set<Platform>();
        for (const name of channels) {
          const platform = channelPlatforms.get(name);
          if (platform !== undefined) platforms.add(platform);
          else {
            const configured = [...channelPlatforms.keys()];
            fault(column, phrases.unknownChannel(shown(name)), phrases.knownChannels(configured));
          }
        }
        const [platform, other] = platforms;
        if (other !== undefined) fault(column, phrases.twoPlatforms, phrases.twoPlatformsExpected);
        return platform ?? byChat ?? 'wecom';
      },
      digest: (...parts) =>
        createHash('sha256')
          .update(parts.map((part) => String(part ?? '')).join('\u0001'))
          .digest('hex')
          .slice(0, 20),
    };
  };
