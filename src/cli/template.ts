import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { exporting, template as phrases } from '../../config/phrases/template.js';
import { TongbaoError } from '../domain/error.js';
import { makeTemplate } from '../ingest/index.js';
import type { Register } from './command.js';

const isExisting = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST';

/** `tongbao template DIR`: the blank workbook. One that somebody may have filled in is never overwritten. */
export const registerTemplate: Register = (program, context) => {
  program
    .command('template')
    .description('写出空白工作簿：每张表的表头、下拉选项和填写说明')
    .argument('<目录>', '放模板的目录，没有就新建')
    .action(async (directory: string) => {
      const folder = resolve(context.cwd, directory);
      const path = join(folder, phrases.file);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(path, await makeTemplate(), { flag: 'wx' });
      } catch (error) {
        if (isExisting(error)) {
          throw new TongbaoError('template.exists', phrases.exists(path), { cause: error });
        }
        throw new TongbaoError('export.not_written', exporting.notWritten(path), { cause: error });
      }
      context.out(phrases.written(path));
    });
};
