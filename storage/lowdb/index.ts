export type { CommandHandler } from './command-server.js';
export { type LowdbOptions, type LowdbStore, openLowdbStore } from './open.js';
export { callOwner, type Ownership, takeOwnership } from './owner.js';
export { OwnerAnswer, OwnerRequest } from './owner-protocol.js';
