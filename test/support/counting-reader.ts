import type { Reader } from '../../storage/port.js';

/** A reader that counts what it is handed. */
export const counting = (reader: Reader): { readonly reader: Reader; touched: number } => {
  const counter = {
    touched: 0,
    reader: {
      get: async (collection, id) => {
        const record = await reader.get(collection, id);
        counter.touched += record === undefined ? 0 : 1;
        return record;
      },
      find: async (collection, query) => {
        const records = await reader.find(collection, query);
        counter.touched += records.length;
        return records;
      },
    } satisfies Reader as Reader,
  };
  return counter;
};
