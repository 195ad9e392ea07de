import { openLowdbStore } from '../../storage/lowdb/index.js';
import { openPostgresStore } from '../../storage/postgres/index.js';
import { describeLeaseContract } from '../contracts/lease.js';
import { emptyDatabase } from '../support/postgres.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

describeLeaseContract('embedded', async () => openLowdbStore({ dataDir: await temporaryDirectory() }));
describeLeaseContract('PostgreSQL', async () => openPostgresStore({ url: await emptyDatabase() }));
