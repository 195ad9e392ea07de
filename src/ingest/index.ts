export { type ImportReport, importPaths } from './import.js';
export { explainImport } from './report.js';
export { shippedUnits } from './shipped.js';
