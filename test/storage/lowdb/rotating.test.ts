import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readArchive, rotateBackups } from '../../../storage/lowdb/index.js';
import { checked, Records } from '../../../storage/memory/records.js';
import { stoppedClock } from '../../support/clock.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

test('of the nightly backups the newest are kept, and each can be read', async () => {
  const dataDir = await temporaryDirectory();
  const clock = stoppedClock('2023-12-04T19:20:00.000Z');
  const paths: string[] = [];
  let records = Records.none();
  for (let night = 0; night < 5; night += 1) {
    records = records.with('persons', checked('persons', { id: `${night}`, name: '某人' }));
    paths.push((await rotateBackups(dataDir, records, clock, 3)).path);
    clock.advance(86_400_000);
  }
  expect((await readdir(join(dataDir, 'backups'))).map((name) => join(dataDir, 'backups', name))).toEqual(
    paths.slice(-3),
  );
  const newest = await readArchive(paths.at(-1) ?? '');
  expect([...newest.all('persons')].map(({ id }) => id)).toEqual(['0', '1', '2', '3', '4']);
});
