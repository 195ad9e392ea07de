import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../src/domain/clock.js';
import type { Records } from '../memory/records.js';
import { writeArchive } from './archive.js';

/** Names of backups sort by their time. */
const backupName = /^tongbao-\d{4}-\d{2}-\d{2}T\d+Z\.json$/;

/** Where a backup of this moment goes: into the data directory's own folder for them. */
export const backupPath = (dataDir: string, clock: Clock): string =>
  join(dataDir, 'backups', `tongbao-${clock.now().toISOString().replace(/[:.]/g, '')}.json`);

/** Writes a backup, then drops all but the newest `keep`. Answers its path and bytes. */
export const rotateBackups = async (
  dataDir: string,
  records: Records,
  clock: Clock,
  keep: number,
): Promise<{ readonly path: string; readonly bytes: number }> => {
  const path = backupPath(dataDir, clock);
  const bytes = await writeArchive(path, records, clock);
  const folder = join(dataDir, 'backups');
  const old = (await readdir(folder)).filter((name) => backupName.test(name)).toSorted();
  for (const name of old.slice(0, -keep)) await rm(join(folder, name));
  return { path, bytes };
};
