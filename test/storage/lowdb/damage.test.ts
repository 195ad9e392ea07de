import { describe, expect, test, vi } from 'vitest';
import { TongbaoError } from '../../../src/domain/error.js';
import { diskFull, FakeDisk } from '../../support/fake-disk.js';
import { keptLog, linesOf, openOn, put, unit, unitsIn } from './journaled.js';

type Files = Record<string, Buffer>;

/** Files after three closings, the last three commits still in the journal. */
const usedFiles = async (): Promise<Files> => {
  const disk = new FakeDisk();
  for (const round of ['1', '2', '3']) {
    const store = await openOn(disk);
    await put(store, unit('中原区', round));
    await put(store, unit(`round ${round}`, round));
    await store.close();
  }
  const store = await openOn(disk);
  for (const id of ['甲', '乙', '丙']) await put(store, unit(id, 'in the journal'));
  return disk.files;
};

const whole = {
  中原区: '3',
  'round 1': '1',
  'round 2': '2',
  'round 3': '3',
  甲: 'in the journal',
  乙: 'in the journal',
  丙: 'in the journal',
};

const file = (files: Files, name: string): Buffer => files[name] ?? Buffer.alloc(0);

const journalOf = (files: Files): Buffer => linesOf(files['tongbao.journal']);

/** As a journal is left that was made longer than it had to be. */
const withRoom = (lines: Buffer, room: number): Buffer => Buffer.concat([lines, Buffer.alloc(room)]);

/** The file with one bit of its middle turned over. */
const rotten = (bytes: Buffer, at = bytes.length >>> 1): Buffer => {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
};

const refusal = async (files: Files): Promise<TongbaoError> => {
  const disk = new FakeDisk(files);
  const error: unknown = await openOn(disk).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(disk.steps, 'a refused start changes nothing').toEqual([]);
  if (error instanceof TongbaoError) return error;
  throw new Error('it started', { cause: error });
};

const started = async (files: Files) => {
  const log = keptLog();
  return { units: await unitsIn(await openOn(new FakeDisk(files), { log })), log: log.lines };
};

describe('files that are whole', () => {
  test('give everything back and nothing to report', async () => {
    expect(await started(await usedFiles())).toEqual({ units: whole, log: [] });
  });

  test('an empty directory is a new store', async () => {
    expect(await started({})).toEqual({ units: {}, log: [] });
  });
});

describe('the last line of the journal', () => {
  /** What came of the line, where the rest did not. */
  const torn: readonly [string, (line: Buffer) => Buffer][] = [
    ['without the line feed', (line) => line.subarray(0, -1)],
    ['in the middle', (line) => line.subarray(0, line.length >>> 1)],
    ['at its first byte', (line) => line.subarray(0, 1)],
    ['with nothing of its beginning', (line) => Buffer.from(line).fill(0, 0, line.length >>> 1)],
    ['with a gap', (line) => Buffer.from(line).fill(0, 20, line.length - 20)],
  ];
  const tornWithRoom = torn.flatMap(([how, tear]) => [0, 100, 100_000].map((room) => ({ how, tear, room })));

  test.each(tornWithRoom)(
    'torn $how, $room bytes of room behind it, is dropped and reported',
    async ({ tear, room }) => {
      const files = await usedFiles();
      const journal = journalOf(files);
      const last = journal.lastIndexOf('\n', -2) + 1;
      const left = Buffer.concat([journal.subarray(0, last), tear(journal.subarray(last))]);
      const { units, log } = await started({ ...files, 'tongbao.journal': withRoom(left, room) });
      const { 丙: _torn, ...rest } = whole;
      expect(units).toEqual(rest);
      expect(log).toHaveLength(1);
      expect(log[0]?.message).toContain('torn');
      expect(log[0]?.fields).toMatchObject({ bytes: left.length - last });
    },
  );

  test('may have room behind it: that is no line, and the next one comes there', async () => {
    const files = await usedFiles();
    const disk = new FakeDisk({ ...files, 'tongbao.journal': withRoom(journalOf(files), 4096) });
    const log = keptLog();
    const store = await openOn(disk, { log });
    expect(log.lines).toEqual([]);
    await put(store, unit('丁', 'after'));
    expect(await started(disk.files)).toEqual({ units: { ...whole, 丁: 'after' }, log: [] });
  });
});

describe('a journal', () => {
  test('has room behind its lines while it is written, and none when it is at rest', async () => {
    const disk = new FakeDisk();
    const store = await openOn(disk, { journalLimit: 2000 });
    const room = (name: string): number => {
      const journal = file(disk.files, name);
      const { length } = linesOf(journal);
      expect(journal.subarray(length).every((byte) => byte === 0)).toBe(true);
      return journal.length - length;
    };
    await put(store, unit('甲', '1'));
    expect(room('tongbao.journal')).toBeGreaterThan(100_000);
    const truncations = (): number => disk.steps.filter(({ operation }) => operation === 'truncate').length;
    const before = truncations();
    await put(store, unit('乙', '1'));
    expect(truncations()).toBe(before);
    await put(store, unit('丙', 'x'.repeat(2000)));
    await vi.waitFor(() => expect(linesOf(disk.files['tongbao.journal.bak']).length).toBeGreaterThan(2000));
    expect(room('tongbao.journal.bak')).toBe(0);
    await put(store, unit('丁', '1'));
    expect(room('tongbao.journal')).toBeGreaterThan(100_000);
    await store.close();
    expect(Object.keys(disk.files).map(room)).toEqual([0, 0, 0, 0]);
  });

  test('is written where no room can be made', async () => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    disk.before = ({ operation }) => {
      if (operation === 'truncate') throw diskFull();
    };
    await put(store, unit('甲', '1'));
    await put(store, unit('乙', '1'));
    expect(await started(disk.files)).toEqual({ units: { 甲: '1', 乙: '1' }, log: [] });
  });
});

describe('a damaged journal', () => {
  test.each([0, 4096])(
    'refuses to start, %i bytes of room behind it, and says which line and what to do',
    async (room) => {
      const files = await usedFiles();
      const error = await refusal({ ...files, 'tongbao.journal': withRoom(rotten(journalOf(files)), room) });
      expect(error.code).toBe('store.damaged');
      expect(error.hint).toContain('tongbao.journal 的第 2 行已损坏');
      expect(error.hint).toContain('备份');
      expect(error.hint).toContain('前 1 行');
    },
  );

  test('full of zeros where a line was refuses to start, even where that was the last but one', async () => {
    const files = await usedFiles();
    const journal = journalOf(files);
    const last = journal.lastIndexOf('\n', -2) + 1;
    const before = journal.lastIndexOf('\n', last - 2) + 1;
    const error = await refusal({ ...files, 'tongbao.journal': Buffer.from(journal).fill(0, before, last) });
    expect(error.hint).toContain('tongbao.journal 的第 2 行已损坏');
  });

  test('keeps what stood before the damage when the advice is followed', async () => {
    const files = await usedFiles();
    const [first] = journalOf(files).toString().split('\n');
    const { units } = await started({ ...files, 'tongbao.journal': Buffer.from(`${first}\n`) });
    const { 乙: _second, 丙: _third, ...rest } = whole;
    expect(units).toEqual(rest);
  });

  test('with a line missing refuses to start', async () => {
    const files = await usedFiles();
    const [first, , third] = journalOf(files).toString().split('\n');
    const error = await refusal({ ...files, 'tongbao.journal': Buffer.from(`${first}\n${third}\n`) });
    expect(error.code).toBe('store.damaged');
    expect(error.hint).toContain('缺少第 8 至 8 号改动');
  });
});

describe('a damaged snapshot', () => {
  const damages: [string, (bytes: Buffer) => Buffer][] = [
    ['rotten', rotten],
    ['cut short', (bytes) => bytes.subarray(0, bytes.length - 1)],
    ['empty', () => Buffer.alloc(0)],
    ['full of zeros', (bytes) => Buffer.alloc(bytes.length)],
    ['edited by hand', (bytes) => Buffer.from(bytes.toString().replace('round 1', 'round 9'))],
  ];

  test.each(damages)('that is %s refuses to start and names the backup', async (_what, damage) => {
    const files = await usedFiles();
    const error = await refusal({ ...files, 'tongbao.json': damage(file(files, 'tongbao.json')) });
    expect(error.code).toBe('store.damaged');
    expect(error.hint).toContain('tongbao.json 已损坏');
    expect(error.hint).toContain('请把 tongbao.json.bak 复制为 tongbao.json');
  });

  test('that is missing refuses to start and names the backup', async () => {
    const { 'tongbao.json': _missing, ...files } = await usedFiles();
    expect((await refusal(files)).hint).toContain('tongbao.json 不见了');
  });

  test('gives everything back, to the last commit, when its backup is put in its place', async () => {
    const files = await usedFiles();
    const restored = { ...files, 'tongbao.json': file(files, 'tongbao.json.bak') };
    expect(await started(restored)).toEqual({ units: whole, log: [] });
  });

  test('has a backup from the first time on', async () => {
    const disk = new FakeDisk();
    const store = await openOn(disk);
    await put(store, unit('中原区', '1'));
    await store.close();
    const { files } = disk;
    const error = await refusal({ ...files, 'tongbao.json': rotten(file(files, 'tongbao.json')) });
    expect(error.hint).toContain('请把 tongbao.json.bak 复制为 tongbao.json');
    const restored = { ...files, 'tongbao.json': file(files, 'tongbao.json.bak') };
    expect((await started(restored)).units).toEqual({ 中原区: '1' });
  });

  test('without a backup asks for the one of the whole directory', async () => {
    const { 'tongbao.json.bak': _missing, ...files } = await usedFiles();
    const error = await refusal({ ...files, 'tongbao.json': rotten(file(files, 'tongbao.json')) });
    expect(error.hint).toContain('最近一次备份');
    expect(error.hint).not.toContain('.bak');
  });

  test('never starts with a gap: the backup without the older journal is refused', async () => {
    const { 'tongbao.journal.bak': older = Buffer.alloc(0), ...files } = await usedFiles();
    const restored = { ...files, 'tongbao.json': file(files, 'tongbao.json.bak') };
    expect((await refusal(restored)).hint).toContain('缺少第 5 至 6 号改动');
    const alsoRotten = { ...restored, 'tongbao.journal.bak': rotten(older, older.length - 20) };
    expect((await refusal(alsoRotten)).hint).toContain('tongbao.journal.bak 已损坏');
  });

  test('a damaged backup keeps nobody from starting', async () => {
    const files = await usedFiles();
    const { units } = await started({
      ...files,
      'tongbao.json.bak': Buffer.from('rotten'),
      'tongbao.journal.bak': Buffer.from('rotten\nrotten\n'),
    });
    expect(units).toEqual(whole);
  });
});
