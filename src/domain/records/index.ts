export * from './findings.js';
export * from './messages.js';
export * from './notice.js';
export * from './objects.js';
export * from './organisation.js';
export * from './values.js';
