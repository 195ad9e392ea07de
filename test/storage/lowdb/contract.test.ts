import { openLowdbStore } from '../../../storage/lowdb/index.js';
import { describeStoreContract } from '../../contracts/store.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

describeStoreContract('embedded', async () => openLowdbStore({ dataDir: await temporaryDirectory() }));

describeStoreContract('embedded, with a snapshot after every commit', async () =>
  openLowdbStore({ dataDir: await temporaryDirectory(), journalLimit: 1 }),
);
