export { sheetNames, sheetsNamed, storedSheets } from './export.js';
export { type ImportReport, importPaths } from './import.js';
export { explainImport } from './report.js';
export { shippedUnits } from './shipped.js';
export { makeTemplate } from './template.js';
