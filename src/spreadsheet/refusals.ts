import { spreadsheet as phrases } from '../../config/phrases/spreadsheet.js';
import { TongbaoError } from '../domain/error.js';

/** The file is not a workbook, or a damaged one. */
export const badWorkbook = (file: string, reason: string): TongbaoError =>
  new TongbaoError('import.bad_workbook', phrases.badWorkbook(file, reason));

/** The file unpacks to more than a table can be. */
export const expands = (file: string): TongbaoError =>
  new TongbaoError('import.expands', phrases.expands(file));

export const tooManyRows = (file: string, sheet: string, most: number): TongbaoError =>
  new TongbaoError('import.too_many_rows', phrases.tooManyRows(file, sheet, most));
