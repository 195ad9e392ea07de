export { createLeaseKeeper, createSoleKeeper, type LeaseKeeper } from './keeper.js';
