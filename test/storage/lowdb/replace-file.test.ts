import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diskAt, replaceFile } from '../../../storage/lowdb/disk.js';
import { diskFull, FakeDisk } from '../../support/fake-disk.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

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

test('the file before is kept under the other name, and is no longer the one that is written to', async () => {
  const disk = new FakeDisk();
  await replaceFile(disk, 'file', [Buffer.from('first')], 'before');
  expect(await disk.names()).toEqual(['file']);
  await replaceFile(disk, 'file', [Buffer.from('second')], 'before');
  await replaceFile(disk, 'file', [Buffer.from('third')], 'before');
  const file = await disk.open('file');
  await file.write(Buffer.from('T'), 0);
  expect(disk.files).toEqual({ file: Buffer.from('Third'), before: Buffer.from('second') });
});

test('tried again where it stopped between the two names, it leaves nothing beside them', async () => {
  const disk = new FakeDisk();
  await replaceFile(disk, 'file', [Buffer.from('first')], 'before');
  disk.before = ({ operation, name }) => {
    if (operation === 'rename' && name === 'file') throw diskFull();
  };
  for (let tries = 0; tries < 2; tries += 1) {
    await expect(replaceFile(disk, 'file', [Buffer.from('second')], 'before')).rejects.toThrow();
    expect(disk.files).toEqual({ file: Buffer.from('first'), before: Buffer.from('first') });
  }
  disk.before = () => undefined;
  await replaceFile(disk, 'file', [Buffer.from('second')], 'before');
  expect(disk.files).toEqual({ file: Buffer.from('second'), before: Buffer.from('first') });
});

test('on a real disk both names are one file; where that cannot be, it is copied', async () => {
  const directory = await temporaryDirectory();
  const disk = diskAt(directory);
  await writeFile(join(directory, 'file'), 'text');
  const inode = async (name: string) => (await stat(join(directory, name))).ino;
  await disk.link('file', 'second');
  expect(await inode('second')).toBe(await inode('file'));
  // The name is taken, as it would be refused on a file system without second names.
  await writeFile(join(directory, 'third'), '');
  await disk.link('file', 'third');
  expect(await inode('third')).not.toBe(await inode('file'));
  expect(await readFile(join(directory, 'third'), 'utf8')).toBe('text');
  await expect(disk.link('absent', 'fourth')).rejects.toThrow('ENOENT');
});
