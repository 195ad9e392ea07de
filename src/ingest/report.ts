import { importPhrases as phrases } from '../../config/phrases/import.js';
import type { Fault } from './faults.js';
import type { ImportReport } from './import.js';

/** More than anybody reads at a shell. */
const mostFaults = 500;

const explainFault = ({ file, sheet, row, column, problem, expected }: Fault): string =>
  column === ''
    ? phrases.sheetFault(file, sheet, problem, expected)
    : phrases.fault(file, sheet, row, column, problem, expected);

/** An import's report in words: every fault with its place, or what was added and changed. */
export const explainImport = ({ ok, dryRun, faults, warnings, sheets }: ImportReport): string => {
  const lines = warnings.map(phrases.hint);
  if (!ok) {
    lines.push(phrases.refused(faults.length), ...faults.slice(0, mostFaults).map(explainFault));
    if (faults.length > mostFaults) lines.push(phrases.moreFaults(faults.length - mostFaults));
    lines.push(phrases.correct);
    return `${lines.join('\n')}\n`;
  }
  lines.push(dryRun ? phrases.wouldDo : phrases.done);
  for (const { sheet, added, changed, unchanged } of sheets) {
    lines.push(phrases.counts(sheet, added, changed, unchanged));
  }
  if (sheets.length === 0) lines.push(phrases.nothing);
  return `${lines.join('\n')}\n`;
};
