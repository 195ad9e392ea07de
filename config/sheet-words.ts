import { join } from 'node:path';
import { z } from 'zod';
import { readDataFile } from './data-file.js';
import { packageRoot } from './root.js';
import { RuleSource } from './rules.js';

const Words = z.array(z.string().min(1));

/** Other names of sheets, and of their columns, by the names that the contract gives them. */
export const SheetWords = RuleSource.extend({
  sheets: z.record(z.string(), z.strictObject({ names: Words, columns: z.record(z.string(), Words) })),
});
export type SheetWords = z.infer<typeof SheetWords>;

/**
 * The words of `config/sheets/words.yaml`; offices edit the file.
 * @throws TongbaoError `data_file.unreadable` or `data_file.invalid`
 */
export const loadSheetWords = (path = join(packageRoot, 'config', 'sheets', 'words.yaml')): SheetWords =>
  readDataFile(path, SheetWords);
