import { join } from 'node:path';
import type { Clock } from '../../src/domain/clock.js';
import type { Disk } from './disk.js';
import type { StoreLog } from './log.js';
import { storeFiles } from './names.js';

/** Copies the files as an older version left them into a folder beside, before they are written anew. */
export const keepOldFiles = async (
  disk: Disk,
  { clock, log }: { readonly clock: Clock; readonly log: StoreLog },
): Promise<void> => {
  const folder = `before-upgrade-${clock.now().toISOString().replace(/[:.]/g, '')}`;
  await disk.makeFolder(folder);
  for (const name of await disk.names()) {
    if (storeFiles.includes(name)) await disk.copy(name, join(folder, name));
  }
  await disk.syncNames(folder);
  await disk.syncNames();
  const advice = `数据文件由旧版本写成，已升级；旧文件留在 ${folder}，确认无误后可以删除。`;
  log.info({ folder, advice }, 'upgraded the files of an older version');
};
