import { setImmediate as othersFirst } from 'node:timers/promises';
import { Gathering, type OffHeapText } from '../memory/off-heap-text.js';
import { collectionNames, type Records } from '../memory/records.js';

/** Records that are walked past without a pause. */
const atOnce = 2000;

const eachText = async (records: Records, told: (text: OffHeapText) => void): Promise<void> => {
  let passed = 0;
  for (const name of collectionNames) {
    for (const { offHeap } of records.layout(name).records) {
      if (offHeap !== undefined) told(offHeap);
      passed += 1;
      if (passed % atOnce === 0) await othersFirst();
    }
  }
};

/** Moves the texts of records that lie in pages of which most is not needed together; others get their turn meanwhile. */
export const gatherTexts = async (records: Records): Promise<void> => {
  const gathering = new Gathering();
  await eachText(records, (text) => gathering.count(text));
  await eachText(records, (text) => gathering.moveIfSparse(text));
};
