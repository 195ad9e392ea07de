import type { Clock } from '../domain/clock.js';
import type { Random } from './credentials.js';
import { newId } from './platform.js';

/** Files that a platform gives out for a while, under ids that nobody can guess. */
export interface FileShelf {
  /** Puts a file there for so long, ms, and says under which id. */
  put(bytes: Buffer, lifetimeMs: number): string;
  /** `undefined` for an id that is unknown or over. */
  find(id: string): Buffer | undefined;
}

export const createFileShelf = (random: Random, clock: Clock): FileShelf => {
  const files = new Map<string, { readonly bytes: Buffer; readonly expiry: number }>();
  return {
    put: (bytes, lifetimeMs) => {
      const id = newId(random);
      files.set(id, { bytes, expiry: clock.now().getTime() + lifetimeMs });
      return id;
    },
    find: (id) => {
      const file = files.get(id);
      return file !== undefined && clock.now().getTime() < file.expiry ? file.bytes : undefined;
    },
  };
};

/** What the file hosts of both platforms say of an address that is not signed, or no longer good. */
export const accessDenied = {
  status: 403,
  body: '<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
} as const;
