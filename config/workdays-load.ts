import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { weekdayOf } from '../src/domain/day.js';
import { TongbaoError } from '../src/domain/error.js';
import { Day } from '../src/domain/records/index.js';
import type { WorkdayCalendar } from '../src/domain/workdays.js';
import { readDataFile } from './data-file.js';
import { packageRoot } from './root.js';

/** One year's holiday notice (放假调休安排), as an office writes it down in `config/workdays/<year>.json`. */
const YearFile = z.strictObject({
  year: z.number().int(),
  source: z.string().min(1),
  /** Days off, weekends among them or not. */
  daysOff: z.array(Day).min(1),
  /** Weekend days that are worked (调休上班). */
  makeUpDays: z.array(Day),
});

const PackagedYear = z.object({
  year: z.number().int(),
  dates: z.array(z.object({ date: Day, type: z.enum(['public_holiday', 'transfer_workday']) })),
});
const PackagedIndex = z.object({
  regions: z.array(z.object({ name: z.string(), startYear: z.number().int(), endYear: z.number().int() })),
});

/** What a year's notice says of the days it names: worked or not. Other days follow the week. */
type NamedDays = ReadonlyMap<Day, boolean>;

const readYearFile = (path: string, year: number): NamedDays => {
  const file = readDataFile(path, YearFile);
  const days = [
    ...file.daysOff.map((day) => [day, false] as const),
    ...file.makeUpDays.map((day) => [day, true] as const),
  ];
  const stray = days.find(([day]) => day.slice(0, 4) !== String(year));
  if (file.year !== year || stray !== undefined) {
    throw new TongbaoError(
      'data_file.invalid',
      `数据文件 ${path} 有误：文件名、year 和其中的日期必须是同一年${stray === undefined ? '' : `(${stray[0]})`}。`,
    );
  }
  if (new Set(days.map(([day]) => day)).size < days.length) {
    throw new TongbaoError('data_file.invalid', `数据文件 ${path} 有误：有日期写了两次。`);
  }
  return new Map(days);
};

/** Year files of an office; they win over the packaged data. All are read at once, so a bad one shows early. */
const readYearFiles = (folder: string): ReadonlyMap<number, NamedDays> =>
  new Map(
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => /^\d{4}\.json$/.test(name))
      .map((name) => {
        const year = Number(name.slice(0, 4));
        return [year, readYearFile(join(folder, name), year)] as const;
      }),
  );

const locate = createRequire(import.meta.url);

/** Years of the `holiday-calendar` package, each read when it is first asked for. */
const packagedYears = (): ((year: number) => NamedDays | undefined) => {
  const index = readDataFile(locate.resolve('holiday-calendar/data/index.json'), PackagedIndex);
  const china = index.regions.find(({ name }) => name === 'CN');
  const read = new Map<number, NamedDays>();
  return (year) => {
    if (china === undefined || year < china.startYear || year > china.endYear) return undefined;
    const known = read.get(year);
    if (known !== undefined) return known;
    const { dates } = readDataFile(locate.resolve(`holiday-calendar/data/CN/${year}.json`), PackagedYear);
    const days = new Map(dates.map(({ date, type }) => [date, type === 'transfer_workday']));
    read.set(year, days);
    return days;
  };
};

/**
 * Chinese working days: year files of `config/workdays/`, else the packaged data for the years it says it
 * holds. Of any other year nothing is known.
 * @param folder another folder with year files
 * @throws TongbaoError `data_file.unreadable` or `data_file.invalid`
 */
export const loadCalendar = (folder = join(packageRoot, 'config', 'workdays')): WorkdayCalendar => {
  const own = readYearFiles(folder);
  const packaged = packagedYears();
  return {
    isWorkday: (day) => {
      const year = Number(day.slice(0, 4));
      const named = own.get(year) ?? packaged(year);
      if (named === undefined) return undefined;
      const weekday = weekdayOf(day);
      return named.get(day) ?? (weekday >= 1 && weekday <= 5);
    },
  };
};
