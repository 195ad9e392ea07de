import { z } from 'zod';
import { TongbaoError } from '../../src/domain/error.js';
import { collectionNames, Records } from '../memory/records.js';
import type { Stored } from '../memory/stored.js';
import { insertMany, selectPage } from './statements.js';
import type { Run } from './transaction.js';

const Rows = z.array(z.object({ id: z.string(), record: z.unknown() }));

/** Rows that are read or written at a time. */
const pageSize = 2000;

/** Every record of the database, each checked. @throws TongbaoError `store.invalid_record` */
export const readWhole = async (run: Run): Promise<Records> => {
  let records = Records.none();
  for (const collection of collectionNames) {
    const all: unknown[] = [];
    for (let after: string | undefined; ; ) {
      const rows = Rows.parse(await run(selectPage(collection, after, pageSize)));
      for (const { record } of rows) all.push(record);
      const last = rows.at(-1);
      if (last === undefined || rows.length < pageSize) break;
      after = last.id;
    }
    if (all.length > 0) records = records.withAll(collection, all);
  }
  return records;
};

const refuseUnlessEmpty = async (run: Run): Promise<void> => {
  for (const collection of collectionNames) {
    const rows = Rows.parse(await run(selectPage(collection, undefined, 1)));
    if (rows.length === 0) continue;
    throw new TongbaoError(
      'store.not_empty',
      `目标数据库里已有数据（${collection}），没有改动。请换一个空的数据库。`,
    );
  }
};

/** Puts all records into an empty database. @throws TongbaoError `store.not_empty` */
export const fillEmpty = async (run: Run, records: Records): Promise<void> => {
  await refuseUnlessEmpty(run);
  for (const collection of collectionNames) {
    let page: Stored<{ readonly id: string }>[] = [];
    const write = async (): Promise<void> => {
      if (page.length > 0) await run(insertMany(collection, page));
      page = [];
    };
    for (const record of records.all(collection)) {
      page.push(record);
      if (page.length >= pageSize) await write();
    }
    await write();
  }
};
