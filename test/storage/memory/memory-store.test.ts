import { describeStoreContract } from '../../contracts/store.js';
import { createMemoryStore } from '../../support/memory-store.js';

describeStoreContract("the tests' own, in memory", async () => createMemoryStore());
