import { createHash } from 'node:crypto';
import { distance } from 'fastest-levenshtein';
import type { IndicatorSet } from '../../config/indicators.js';
import { findIndicator } from '../domain/indicator-sets.js';
import type { Account, PeriodId, Platform, Site, Unit } from '../domain/records/index.js';
import { createUnitNames } from './names.js';
import type { Fault, ReadRow } from './read-rows.js';
import type { RowTools } from './sheet.js';

/** Ends a row whose fault leaves nothing to make. */
export class RowRefused extends Error {}

/** What rows may refer to: stored already, or in the same import. */
export interface Known {
  readonly units: readonly Unit[];
  readonly sites: readonly Site[];
  readonly accounts: readonly Pick<Account, 'name' | 'platform' | 'hostUnitId'>[];
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

/** WeCom's group ids start with `wr`, DingTalk's with `cid`: enough to import before channels are set up. */
const platformOfChat = (chatId: string | undefined): Platform | undefined => {
  if (chatId?.startsWith('wr') === true) return 'wecom';
  if (chatId?.startsWith('cid') === true) return 'dingtalk';
  return undefined;
};

/** Makes the tools of each row; faults are collected in `faults`. */
export const createRowTools = (known: Known, faults: Fault[]): ((row: ReadRow) => RowTools) => {
  const names = createUnitNames(known.units);
  const sites = new Map(known.sites.map((site) => [site.id, site]));
  return ({ file, sheet, number }) => {
    const note = (column: string, problem: string, expected: string): void => {
      faults.push({ file, sheet: sheet.name, row: number, column, problem, expected });
    };
    const fault = (column: string, problem: string, expected: string): never => {
      note(column, problem, expected);
      throw new RowRefused();
    };
    const unit = (name: string, column: string): string => {
      const found = names.find(name);
      if (found.kind === 'found') return found.id;
      // The row goes on, so that its other faults are found too; with any fault nothing is imported.
      if (found.kind === 'ambiguous')
        note(column, `“${name}”可能是多个单位`, `写清楚：${found.ids.join('、')}`);
      else {
        const near =
          found.nearest.length === 0
            ? '先在“单位”表里加上它'
            : `单位名单里的名称，相近的有：${found.nearest.join('、')}`;
        note(column, `没有“${name}”这个单位`, near);
      }
      return name;
    };
    return {
      number,
      now: known.now,
      fault,
      unit,
      units: (all, column) => all.map((name) => unit(name, column)),
      site: (name, column) => {
        const site = sites.get(name);
        if (site === undefined) note(column, `没有“${name}”这个网站`, '先在“网站”表里加上它');
        return { id: name, unitId: site?.unitId ?? '' };
      },
      siteIn: (objectName, unitId) =>
        known.sites.find(
          ({ id, unitId: owner }) =>
            owner === unitId && (id === objectName || objectName.startsWith(`${id}/`)),
        )?.id,
      indicator: (text, periodId, column) => {
        const set = known.indicatorSetOf(periodId);
        return (
          findIndicator(set, text) ??
          fault(
            column,
            `《${set.name}》里没有“${text}”这个指标，或有几个同名的`,
            `指标的代码，相近的有：${nearestIndicators(set, text)}`,
          )
        );
      },
      hostOf: (accountName, platform) => {
        const hosts = new Set(
          known.accounts
            .filter(
              (one) => one.name === accountName && (platform === undefined || one.platform === platform),
            )
            .map(({ hostUnitId }) => hostUnitId),
        );
        const [host] = hosts;
        return hosts.size === 1 ? host : undefined;
      },
      platformOf: (channels, chatId, column) => {
        const { channelPlatforms } = known;
        if (channelPlatforms === undefined) {
          return (
            platformOfChat(chatId) ??
            fault(
              column,
              '还没有配置通道，看不出这个群在哪个平台',
              '先在配置文件 channels 里设置通道，再导入',
            )
          );
        }
        const platforms = new Set<Platform>();
        for (const name of channels) {
          const platform = channelPlatforms.get(name);
          if (platform === undefined) {
            note(
              column,
              `没有配置“${name}”这个通道`,
              `已配置：${[...channelPlatforms.keys()].join('、') || '无'}`,
            );
          } else platforms.add(platform);
        }
        const [platform, other] = platforms;
        if (other !== undefined)
          note(column, '一个群的通道分属两个平台', '同一平台的通道；两个平台的群写两行');
        return platform ?? 'wecom';
      },
      digest: (...parts) =>
        createHash('sha256')
          .update(parts.map((part) => String(part ?? '')).join('\u0001'))
          .digest('hex')
          .slice(0, 20),
    };
  };
};
