/** What the store needs of a logger; pino's fits. */
export interface StoreLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Says nothing. */
export const silent: StoreLog = { info: () => undefined, warn: () => undefined };
