import { instantAt } from '../../src/domain/day.js';
import { TongbaoError } from '../../src/domain/error.js';
import type { Filing, Problem } from '../../src/domain/records/index.js';
import type { MoveContext } from '../../src/proceedings/move.js';
import type { Mover } from '../../src/proceedings/mover.js';
import type { Store } from '../../storage/port.js';
import { createMemoryStore } from '../support/memory-store.js';

/** Monday 4 December 2023, 09:00 in Shanghai. */
export const monday = instantAt('2023-12-04', '09:00');

/** A problem and a filing of 示例局, as an import writes them. */
export const problem: Problem = {
  id: 'p1',
  periodId: '2023Q4',
  kind: '栏目更新不及时',
  unitId: '示例局',
  openEnded: false,
  dueOn: '2023-12-15',
};
export const filing: Filing = {
  id: 'f1',
  accountName: '示例发布',
  platform: '微信',
  kind: 'rename',
  filedOn: '2023-11-10',
};

/** A store with that problem and that filing. */
export const openOffice = async (): Promise<Store> => {
  const store = createMemoryStore();
  await store.transaction(async (tx) => {
    await tx.put('problems', problem);
    await tx.put('filings', filing);
    await tx.put('accounts', {
      id: '微信/示例发布',
      name: '示例发布',
      platform: '微信',
      hostUnitId: '示例局',
    });
  });
  return store;
};

let ids = 0;

/** A move by somebody on that Monday. */
export const by = (mover: Mover, about: Partial<MoveContext> = {}): MoveContext => ({
  mover,
  now: monday,
  newId: () => {
    ids += 1;
    return `audit-${ids}`;
  },
  ...about,
});

/** `moved`, or the code with which a move was refused. */
export const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) return 'moved';
  if (error instanceof TongbaoError) return error.code;
  throw error;
};
