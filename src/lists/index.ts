export { exportWorkbook } from './export.js';
