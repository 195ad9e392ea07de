import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { packageRoot } from '../../config/root.js';
import { loadRules } from '../../config/rules-load.js';
import type { Platform } from '../../src/domain/records/index.js';
import { importPaths } from '../../src/ingest/index.js';
import type { Store } from '../../storage/port.js';
import { createMemoryStore } from './memory-store.js';

/** Platforms of the channels that the demo configures. */
export const demoChannels: ReadonlyMap<string, Platform> = new Map([
  ['app', 'wecom'],
  ['helper', 'wecom'],
  ['zhongyuan-hook', 'wecom'],
  ['shili-hook', 'wecom'],
  ['city-hook', 'wecom'],
  ['robot', 'dingtalk'],
  ['zhongyuan-ding', 'dingtalk'],
  ['shiliju-ding', 'dingtalk'],
  ['city-ding', 'dingtalk'],
]);

export const realNotice = join(packageRoot, 'examples', 'zhengzhou-2023q4');
export const demoData = join(packageRoot, 'examples', 'demo');

/** Both example folders in a store in memory, as the demo has them. */
export const importedExamples = async (): Promise<Store> => {
  const store = createMemoryStore();
  const report = await importPaths([realNotice, demoData], {
    store,
    now: new Date('2023-12-04T01:00:00.000Z'),
    actor: 'operator',
    newId: randomUUID,
    identities: loadRules().identities,
    channelPlatforms: demoChannels,
  });
  if (!report.ok) throw new Error(JSON.stringify(report.faults));
  return store;
};
