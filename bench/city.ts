import type { PublicMessage } from '../src/domain/records/index.js';

/** A public message like those of a real ledger, about 260 bytes as JSON. */
export const messageOf = (at: number, unitId = `单位${at % 56}`): PublicMessage => ({
  id: `M-${String(at).padStart(8, '0')}`,
  channel: 'error_report',
  unitId,
  siteId: `${unitId}门户网站`,
  receivedAt: new Date(1_690_000_000_000 + at * 60_000).toISOString(),
  maskedContent: '首页“办事指南”栏目的联系电话打不通，页面也有一处错链，请核实后更正，谢谢。',
});
