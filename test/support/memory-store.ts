import { TongbaoError } from '../../src/domain/error.js';
import { Records } from '../../storage/memory/records.js';
import { Transactions } from '../../storage/memory/transactions.js';
import type { Store } from '../../storage/port.js';

/** A store that forgets everything when it is dropped: the embedded store without its files, for tests. */
export const createMemoryStore = (): Store => {
  let latest = { records: Records.none() };
  const transactions = new Transactions({
    get latest() {
      return latest;
    },
    add(records) {
      latest = { records };
      return latest;
    },
  });
  let closed = false;

  const refuseWhenClosed = (): void => {
    if (closed) throw new TongbaoError('store.closed', '数据库已经关闭。');
  };

  return {
    async get(collection, id) {
      refuseWhenClosed();
      return latest.records.get(collection, id);
    },
    async find(collection, query) {
      refuseWhenClosed();
      return latest.records.find(collection, query);
    },
    async transaction(fn, lane) {
      refuseWhenClosed();
      const { outcome } = await transactions.run(fn, lane);
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    },
    async close() {
      closed = true;
      await transactions.allDone();
    },
  } satisfies Store;
};
