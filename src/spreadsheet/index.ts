export { readWorkbook } from './read-workbook.js';
export { dateOfSerial } from './shown.js';
export { type CellTrouble, mostRows, type Table, type TableRow } from './table.js';
export {
  type WrittenCell,
  type WrittenColumn,
  type WrittenSheet,
  writeList,
  writeWorkbook,
} from './write-workbook.js';
