import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRules } from '../../config/rules-load.js';
import { type ImportReport, importPaths } from '../../src/ingest/index.js';
import type { Store } from '../../storage/port.js';
import { demoChannels } from '../support/example-data.js';
import { createMemoryStore } from '../support/memory-store.js';

/** A folder for files and a store to import them into. */
export interface Desk {
  readonly dir: string;
  readonly store: Store;
  write(name: string, content: string | Buffer): Promise<void>;
  /** Imports one file of the folder, or without a name all of it. */
  import(name?: string, more?: { dryRun?: boolean }): Promise<ImportReport>;
  clear(): Promise<void>;
}

export const openDesk = async (): Promise<Desk> => {
  const dir = await mkdtemp(join(tmpdir(), 'tongbao-ingest-'));
  const store = createMemoryStore();
  return {
    dir,
    store,
    write: (name, content) => writeFile(join(dir, name), content),
    import: (name = '.', more = {}) =>
      importPaths([join(dir, name)], {
        store,
        now: new Date('2023-12-04T01:00:00.000Z'),
        actor: 'operator',
        newId: randomUUID,
        identities: loadRules().identities,
        channelPlatforms: demoChannels,
        ...more,
      }),
    clear: () => rm(dir, { recursive: true, force: true }),
  };
};
