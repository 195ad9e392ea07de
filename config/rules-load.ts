import { join } from 'node:path';
import { z } from 'zod';
import { readDataFile } from './data-file.js';
import { loadIndicatorSets } from './indicators-load.js';
import { packageRoot } from './root.js';
import {
  AccountCycles,
  AnswerClock,
  ColumnCycle,
  FilingRule,
  Identity,
  LongStale,
  RuleSource,
  type Rules,
  SiteVeto,
} from './rules.js';

/**
 * The rule data of `config/rules/` and `config/indicators/`; offices edit these files.
 * @param folder another folder with the same files
 * @param indicators another folder with indicator sets
 * @throws TongbaoError `data_file.unreadable` or `data_file.invalid`
 */
export const loadRules = (folder = join(packageRoot, 'config', 'rules'), indicators?: string): Rules => ({
  columnCycles: readDataFile(join(folder, 'column-cycles.yaml'), z.array(ColumnCycle)),
  answerClocks: readDataFile(join(folder, 'answer-clocks.yaml'), z.array(AnswerClock)),
  emptyColumn: readDataFile(join(folder, 'empty-column.yaml'), RuleSource),
  filing: readDataFile(join(folder, 'filing.yaml'), FilingRule),
  identities: readDataFile(join(folder, 'identities.yaml'), z.array(Identity)),
  longStale: readDataFile(join(folder, 'long-stale.yaml'), LongStale),
  accountCycles: readDataFile(join(folder, 'account-cycles.yaml'), AccountCycles),
  siteVetoes: readDataFile(join(folder, 'site-vetoes.yaml'), z.array(SiteVeto)),
  indicatorSets: loadIndicatorSets(indicators),
});
