export { openPostgresStore, type PostgresOptions, type PostgresStore } from './open.js';
