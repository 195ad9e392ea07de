export * from './messages.js';
export * from './notice.js';
export * from './objects.js';
export * from './organisation.js';
export * from './proceedings.js';
export * from './statistics.js';
export * from './values.js';
export * from './workday-year.js';
