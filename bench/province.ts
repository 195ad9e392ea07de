import type {
  Account,
  AccountChange,
  Column,
  Notice,
  PublicMessage,
  Score,
  Site,
  Unit,
} from '../src/domain/records/index.js';
import type { CollectionName, RecordOf } from '../storage/port.js';

/** How much is on record. What is due is the same at every scale: only what is in order grows. */
export interface Scale {
  readonly name: string;
  /** Units, each with one site. */
  readonly units: number;
  readonly columns: number;
  readonly accounts: number;
  readonly messages: number;
}

/** A city: 56 sites, 2,240 columns, 88 accounts, 8 quarters. */
const city = { units: 56, columns: 2240, accounts: 88, messages: 10_000 };

export const scaleOf = (times: number): Scale =>
  times === 100
    ? // A province as it is counted: 14,000 sites.
      { name: '100x', units: 14_000, columns: 500_000, accounts: 8800, messages: 1_000_000 }
    : {
        name: `${times}x`,
        units: city.units * times,
        columns: city.columns * times,
        accounts: city.accounts * times,
        messages: city.messages * times,
      };

/** Units in one ranking group, at every scale. */
export const groupSize = 28;
export const groupOf = (at: number): string => `区县${Math.floor(at / groupSize)}`;
export const unitId = (at: number): string => `单位${at}`;
export const quarters = ['2022Q1', '2022Q2', '2022Q3', '2022Q4', '2023Q1', '2023Q2', '2023Q3', '2023Q4'];
/** 4 December 2023, 09:10 in Shanghai. */
export const now = new Date('2023-12-04T01:10:00.000Z');

/** Due at every scale. */
export const due = { columns: 30, emptyColumns: 10, messages: 20, changes: 5 } as const;

const columnTypes = ['工作动态', '通知公告', '人事信息', '数据发布'] as const;

const unitAt = (at: number): Unit => ({
  id: unitId(at),
  kind: 'county',
  aliases: [],
  rankingGroup: groupOf(at),
});

const siteAt = (at: number): Site => ({ id: `单位${at}门户网站`, unitId: unitId(at) });

const columnAt = (at: number, { units }: Scale): Column => {
  const unit = at % units;
  const columnType = columnTypes[at % columnTypes.length] ?? '工作动态';
  const isEmpty = at >= due.columns && at < due.columns + due.emptyColumns;
  return {
    id: `单位${unit}门户网站/栏目${at}`,
    siteId: `单位${unit}门户网站`,
    unitId: unitId(unit),
    name: `栏目${at}`,
    columnType,
    lastUpdatedOn: at < due.columns ? '2022-06-01' : columnType === '工作动态' ? '2023-12-03' : '2023-11-20',
    state: isEmpty ? 'empty' : 'normal',
  };
};

const messageAt = (at: number, { units }: Scale): PublicMessage => ({
  id: `M-${String(at).padStart(8, '0')}`,
  channel: 'error_report',
  unitId: unitId(at % units),
  receivedAt: '2023-11-20T01:00:00.000Z',
  transferredAt: '2023-11-20T01:00:00.000Z',
  ...(at < due.messages
    ? {}
    : { repliedAt: '2023-11-21T01:00:00.000Z', closedAt: '2023-11-21T02:00:00.000Z' }),
  maskedContent: '首页“办事指南”栏目的联系电话打不通，页面也有一处错链，请核实后更正，谢谢。',
});

const accountAt = (at: number, { units }: Scale): Account => ({
  id: `微信/账号${at}`,
  name: `账号${at}`,
  platform: '微信',
  hostUnitId: unitId(at % units),
});

/** Two changes of each account in eight quarters. */
const changeAt = (at: number, { units, accounts }: Scale): AccountChange => ({
  id: `change-${at}`,
  accountName: `账号${at % accounts}`,
  hostUnitId: unitId((at % accounts) % units),
  kind: 'rename',
  effectiveOn: '2023-11-01',
  filed: at >= due.changes,
});

const scoreAt = (at: number, { units }: Scale): Score => {
  const unit = at % units;
  const periodId = quarters[Math.floor(at / units)] ?? '2023Q4';
  return {
    id: `${periodId}/${unitId(unit)}`,
    periodId,
    unitId: unitId(unit),
    group: groupOf(unit),
    rank: (unit % groupSize) + 1,
    total: 90,
  };
};

const noticeAt = (at: number): Notice => ({
  id: quarters[at] ?? '',
  periodId: quarters[at] ?? '',
  title: '关于全市政府网站与政务新媒体检查情况的通报',
  issuer: '示例办公厅',
  addressees: [],
  publishedAt: '2023-11-30T01:00:00.000Z',
});

/** Makes the records of a collection from `from` on. */
type Maker<C extends CollectionName> = (at: number, scale: Scale) => RecordOf<C>;

/** Each collection with how many records it has and what they are. */
export const collectionsOf = (scale: Scale) => {
  const of = <C extends CollectionName>(collection: C, count: number, make: Maker<C>) => ({
    collection,
    count,
    make: (at: number): RecordOf<C> => make(at, scale),
  });
  return [
    of('units', scale.units, unitAt),
    of('sites', scale.units, siteAt),
    of('columns', scale.columns, columnAt),
    of('accounts', scale.accounts, accountAt),
    of('accountChanges', scale.accounts * 2, changeAt),
    of('messages', scale.messages, messageAt),
    of('scores', scale.units * quarters.length, scoreAt),
    of('notices', quarters.length, noticeAt),
  ];
};
