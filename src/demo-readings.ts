import { intentNames } from '../config/phrases/intents.js';
import { formatPeriod } from './domain/period.js';
import { PeriodId } from './domain/records/index.js';
import type { ReadingView } from './emulator/api.js';
import type { LineRead } from './inbox/answer.js';
import type { PeriodMention, Slots } from './understanding/reading.js';

/** A period as the line says it, in words: previous is 上季度, Q4 a quarter whose year nobody said. */
const periodWords = (mention: PeriodMention): string => {
  if (mention === 'previous') return '上季度';
  if (mention === 'current') return '本季度';
  const id = PeriodId.safeParse(mention);
  return id.success ? formatPeriod(id.data) : mention;
};

/** What a reading names, as people read it. */
const named = ({ unitIds, periods, n, group, account, column, attachment }: Slots): string[] => [
  ...(unitIds === undefined ? [] : [`单位 ${unitIds.join('、')}`]),
  ...(periods === undefined ? [] : [`期间 ${periods.map(periodWords).join('、')}`]),
  ...(group === undefined ? [] : [group === 'county' ? '区县' : '部门']),
  ...(n === undefined ? [] : [`${n}个`]),
  ...(account === undefined ? [] : [`账号 ${account}`]),
  ...(column === undefined ? [] : [`栏目 ${column}`]),
  ...(attachment === undefined ? [] : [`附件${attachment}`]),
];

/** How a line was read, as the demo's page shows it. */
export const readingView = ({ text, asked, understood, tookMs }: LineRead): ReadingView => {
  const { command, readings, also, torn } = understood;
  const view = (further: boolean) => (reading: (typeof readings)[number]) => ({
    name: intentNames[reading.intent],
    score: reading.score,
    words: [...reading.words],
    named: named(reading.slots),
    further,
  });
  return {
    text,
    ...(asked === undefined ? {} : { asked }),
    tookMs,
    torn,
    isCommand: command !== undefined,
    readings: command === undefined ? [...readings.map(view(false)), ...also.map(view(true))] : [],
  };
};
