export { exportWorkbook } from './export.js';
export { createListFiles } from './file.js';
