import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { TongbaoError } from '../src/domain/error.js';
import { Day } from '../src/domain/records/index.js';
import { calendarOfYears, type NamedDays, type WorkdayCalendar } from '../src/domain/workdays.js';
import { readDataFile } from './data-file.js';
import { packageRoot } from './root.js';
import { WorkdayYearFile } from './workday-year.js';

const PackagedYear = z.object({
  year: z.number().int(),
  dates: z.array(z.object({ date: Day, type: z.enum(['public_holiday', 'transfer_workday']) })),
});
const PackagedIndex = z.object({
  regions: z.array(z.object({ name: z.string(), startYear: z.number().int(), endYear: z.number().int() })),
});

/** A year whose notice is loaded, and where that comes from. */
interface KnownYear {
  readonly year: string;
  readonly source: string;
}

/** The working days that come with the service, before what an office has loaded. */
export interface ShippedCalendar extends WorkdayCalendar {
  /** In ascending order. */
  readonly years: readonly KnownYear[];
}

/**
 * Reads one year file.
 * @throws TongbaoError `data_file.unreadable` or `data_file.invalid`; the hint names the file and the fault
 */
export const readYearFile = (path: string): WorkdayYearFile => readDataFile(path, WorkdayYearFile);

/** Year files of a folder, by year. All are read at once, so a bad one shows early. */
const readYearFiles = (folder: string): ReadonlyMap<string, WorkdayYearFile> =>
  new Map(
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => /^\d{4}\.json$/.test(name))
      .map((name) => {
        const path = join(folder, name);
        const file = readYearFile(path);
        const year = name.slice(0, 4);
        if (String(file.year) !== year) {
          throw new TongbaoError(
            'data_file.invalid',
            `数据文件 ${path} 有误：文件名和其中的 year（${file.year}）必须是同一年。`,
          );
        }
        return [year, file] as const;
      }),
  );

const locate = createRequire(import.meta.url);

const packaged = (path: string): string => locate.resolve(`holiday-calendar/data/${path}`);

const readPackagedYear = (year: string): NamedDays => {
  const { dates } = readDataFile(packaged(`CN/${year}.json`), PackagedYear);
  const of = (wanted: string): Day[] => dates.filter(({ type }) => type === wanted).map(({ date }) => date);
  return { daysOff: of('public_holiday'), makeUpDays: of('transfer_workday') };
};

/** The years that the `holiday-calendar` package says it holds. */
const packagedYears = (): string[] => {
  const china = readDataFile(packaged('index.json'), PackagedIndex).regions.find(({ name }) => name === 'CN');
  if (china === undefined) return [];
  return Array.from({ length: china.endYear - china.startYear + 1 }, (_, at) => String(china.startYear + at));
};

/** A calendar of packaged years, each read when it is first asked for. */
const packagedCalendar = (years: readonly string[]): WorkdayCalendar => {
  const nothing: WorkdayCalendar = { isWorkday: () => undefined };
  const read = new Map<string, WorkdayCalendar>();
  return {
    isWorkday: (day) => {
      const year = day.slice(0, 4);
      if (!years.includes(year)) return undefined;
      const calendar = read.get(year) ?? calendarOfYears(new Map([[year, readPackagedYear(year)]]), nothing);
      read.set(year, calendar);
      return calendar.isWorkday(day);
    },
  };
};

/**
 * Chinese working days: year files of `config/workdays/`, else the packaged data for the years it says it
 * holds. Of any other year nothing is known.
 * @param folder another folder with year files
 * @throws TongbaoError `data_file.unreadable` or `data_file.invalid`
 */
export const loadCalendar = (folder = join(packageRoot, 'config', 'workdays')): ShippedCalendar => {
  const own = readYearFiles(folder);
  const years = packagedYears();
  const known = new Map<string, KnownYear>([
    ...years.map((year) => [year, { year, source: 'holiday-calendar' }] as const),
    ...[...own].map(([year, { source }]) => [year, { year, source }] as const),
  ]);
  return {
    ...calendarOfYears(own, packagedCalendar(years)),
    years: [...known.values()].toSorted((one, other) => Number(one.year) - Number(other.year)),
  };
};
