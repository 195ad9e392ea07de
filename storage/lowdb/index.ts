export { type LowdbOptions, type LowdbStore, openLowdbStore } from './open.js';
export { callOwner, type Ownership, takeOwnership } from './owner.js';
