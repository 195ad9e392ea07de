import { z } from 'zod';
import { dayOf, weekdayOf } from '../src/domain/day.js';
import { Day } from '../src/domain/records/index.js';

const isWeekend = (day: Day): boolean => weekdayOf(day) === 0 || weekdayOf(day) === 6;

const RealDay = Day.refine(
  (day) => dayOf(day.slice(0, 4), day.slice(5, 7), day.slice(8)) !== undefined,
  '没有这一天',
);

/**
 * One year's holiday notice (放假调休安排) as an office writes it down, JSON or YAML.
 * Source of the form: the State Council's annual notice names the days off and the weekend days worked.
 */
export const WorkdayYearFile = z
  .strictObject({
    year: z.number().int().min(2000).max(2100),
    /** Title, number or date of the notice. */
    source: z.string().trim().min(1),
    /** Days off, weekends among them or not. */
    daysOff: z.array(RealDay).min(1),
    /** Weekend days that are worked (调休上班). */
    makeUpDays: z.array(RealDay),
  })
  .superRefine(({ year, daysOff, makeUpDays }, context) => {
    const days = [...daysOff, ...makeUpDays];
    const fault = (message: string): void => void context.addIssue({ code: 'custom', message });
    const stray = days.find((day) => day.slice(0, 4) !== String(year));
    if (stray !== undefined) fault(`${stray} 不在 ${year} 年：一个文件只写一年`);
    const twice = days.find((day, at) => days.indexOf(day) !== at);
    if (twice !== undefined) fault(`${twice} 写了两次`);
    const onWeekday = makeUpDays.find((day) => !isWeekend(day));
    if (onWeekday !== undefined) fault(`${onWeekday} 不是周末，不能写在 makeUpDays（调休上班日）里`);
  });
export type WorkdayYearFile = z.infer<typeof WorkdayYearFile>;
