export { readArchive, verifyFiles, writeArchive } from './archive.js';
export { type LowdbOptions, type LowdbStore, openLowdbStore } from './open.js';
export { callOwner, type Ownership, takeOwnership } from './owner.js';
export { isEmptyDirectory, replaceFiles } from './restore.js';
export { backupPath, rotateBackups } from './rotating.js';
