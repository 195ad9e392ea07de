import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diskAt, replaceFile } from '../../../storage/lowdb/disk.js';
import { diskFull, FakeDisk, type Step } from '../../support/fake-disk.js';
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

test.each([
  ['written', ({ operation }: Step) => operation === 'write', 'second', 'first'],
  ['given a second name', ({ operation }: Step) => operation === 'link', 'second', 'first'],
  [
    'put in place',
    ({ operation, name }: Step) => operation === 'rename' && name === 'file',
    'second',
    'first',
  ],
  ['kept', ({ operation, name }: Step) => operation === 'rename' && name === 'before', 'third', 'first'],
])(
  'a step that fails, before one is %s, leaves two whole files and nothing beside them',
  async (_, fails, file, before) => {
    const disk = new FakeDisk();
    await replaceFile(disk, 'file', [Buffer.from('first')], 'before');
    await replaceFile(disk, 'file', [Buffer.from('second')], 'before');
    disk.before = (step) => {
      if (fails(step)) throw diskFull();
    };
    for (let tries = 0; tries < 2; tries += 1) {
      await expect(replaceFile(disk, 'file', [Buffer.from('third')], 'before')).rejects.toThrow();
      expect(disk.files).toEqual({ file: Buffer.from(file), before: Buffer.from(before) });
    }
    disk.before = () => undefined;
    await replaceFile(disk, 'file', [Buffer.from('fourth')], 'before');
    expect(disk.files).toEqual({ file: Buffer.from('fourth'), before: Buffer.from(file) });
  },
);

test('on a real disk both names are one file', async () => {
  const directory = await temporaryDirectory();
  const disk = diskAt(directory);
  await writeFile(join(directory, 'file'), 'text');
  await disk.link('file', 'second');
  const inode = async (name: string) => (await stat(join(directory, name))).ino;
  expect(await inode('second')).toBe(await inode('file'));
});

test('on a file system without second names the file is copied, and nothing is written over', async () => {
  const directory = await temporaryDirectory();
  const disk = diskAt(directory, async () => {
    throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
  });
  await writeFile(join(directory, 'file'), 'text');
  await disk.link('file', 'second');
  expect(await readFile(join(directory, 'second'), 'utf8')).toBe('text');
  await writeFile(join(directory, 'file'), 'other');
  expect(await readFile(join(directory, 'second'), 'utf8')).toBe('text');
  await expect(disk.link('file', 'second')).rejects.toThrow('EEXIST');
  await expect(disk.link('absent', 'third')).rejects.toThrow('ENOENT');
});
