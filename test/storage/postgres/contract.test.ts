import { openPostgresStore } from '../../../storage/postgres/index.js';
import { describeStoreContract } from '../../contracts/store.js';
import { emptyDatabase } from '../../support/postgres.js';

describeStoreContract('PostgreSQL', async () => openPostgresStore({ url: await emptyDatabase() }));
