import { parseSettings } from '../../config/load.js';
import { loadRules } from '../../config/rules-load.js';
import { loadCalendar } from '../../config/workdays-load.js';
import { exportWorkbook } from '../../src/lists/index.js';
import type { Reader } from '../../storage/port.js';

const rules = loadRules();
const calendar = loadCalendar();
const settings = await parseSettings(
  { office: { name: '市政府办公厅', contact: '电话0371-00000000' } },
  { base: '.', env: {} },
);

/** Sheets and lists of a store as the demo's clock finds them. */
export const exported = (
  reader: Reader,
  names: readonly string[],
  now = new Date('2023-12-04T01:00:00.000Z'),
): ReturnType<typeof exportWorkbook> => exportWorkbook({ reader, rules, settings, calendar, now }, names);
