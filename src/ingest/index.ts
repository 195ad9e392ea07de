export { type ImportReport, importPaths, importSubject } from './import.js';
export { explainImport } from './report.js';
export { shippedUnits } from './shipped.js';
