import type { Rules } from '../../config/rules.js';
import type { Settings } from '../../config/settings.js';
import type { Store } from '../../storage/port.js';
import type { Clock } from '../domain/clock.js';
import type { WorkdayCalendar } from '../domain/workdays.js';
import { exportWorkbook } from './export.js';

/**
 * Makes a list as an .xlsx file, with its rows as of now.
 * @throws TongbaoError `export.unknown_sheet`
 */
export const createListFiles = (parts: {
  readonly store: Store;
  readonly rules: Rules;
  readonly settings: Settings;
  /** The working days as of now. */
  readonly calendar: () => Promise<WorkdayCalendar>;
  readonly clock: Clock;
}): ((file: { readonly list: string }) => Promise<Uint8Array<ArrayBuffer>>) => {
  const { store, rules, settings, calendar, clock } = parts;
  return async ({ list }) => {
    const now = clock.now();
    const made = { reader: store, rules, settings, calendar: await calendar(), now };
    const { bytes } = await exportWorkbook(made, [list]);
    return new Uint8Array(bytes);
  };
};
