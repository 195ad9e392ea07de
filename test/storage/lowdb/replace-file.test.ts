import { expect, test } from 'vitest';
import { replaceFile } from '../../../storage/lowdb/disk.js';
import { diskFull, FakeDisk } from '../../support/fake-disk.js';

const pieces = (text: string, count: number): Buffer[] =>
  Array.from({ length: count }, () => Buffer.from(text.repeat(600_000)));

test('a large file is synced as it is written, and put in place when all of it is on the medium', async () => {
  const disk = new FakeDisk();
  const steps: string[] = [];
  disk.before = ({ operation }) => void steps.push(operation);
  expect(await replaceFile(disk, 'file', pieces('a', 3))).toBe(1_800_000);
  expect(steps.filter((one) => one === 'write' || one === 'sync' || one === 'rename')).toEqual([
    'write',
    'write',
    'sync',
    'write',
    'sync',
    'rename',
  ]);
});

test('a disk that refuses half-way leaves the file as it was, and nothing beside it', async () => {
  const disk = new FakeDisk();
  await replaceFile(disk, 'file', [Buffer.from('old')]);
  let syncs = 0;
  disk.before = ({ operation }) => {
    if (operation !== 'sync') return;
    syncs += 1;
    if (syncs === 1) throw diskFull();
  };
  await expect(replaceFile(disk, 'file', pieces('b', 3))).rejects.toThrow();
  expect((await disk.read('file'))?.toString()).toBe('old');
  expect(await disk.names()).toEqual(['file']);
});
