import { TongbaoError } from '../../src/domain/error.js';
import { Records } from '../../storage/memory/records.js';
import { MemoryTransaction } from '../../storage/memory/transaction.js';
import { Turns } from '../../storage/memory/turns.js';
import type { Store } from '../../storage/port.js';

/** A store that forgets everything when it is dropped: the embedded store without its files, for tests. */
export const createMemoryStore = (): Store => {
  const turns = new Turns();
  let records = Records.none();
  let closed = false;

  const refuseWhenClosed = (): void => {
    if (closed) throw new TongbaoError('store.closed', '数据库已经关闭。');
  };

  return {
    async get(collection, id) {
      refuseWhenClosed();
      return records.get(collection, id);
    },
    async find(collection, query) {
      refuseWhenClosed();
      return records.find(collection, query);
    },
    async transaction(fn) {
      refuseWhenClosed();
      await turns.begin();
      try {
        const tx = new MemoryTransaction(records);
        try {
          const result = await fn(tx);
          records = tx.end().records;
          return result;
        } finally {
          tx.end();
        }
      } finally {
        turns.end();
      }
    },
    async close() {
      closed = true;
      await turns.allDone();
    },
  } satisfies Store;
};
