import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { pictures as phrases } from '../../config/phrases/pictures.js';
import type { House } from '../app.js';
import { shanghaiDay } from '../domain/day.js';
import { TongbaoError } from '../domain/error.js';
import { endingOf } from '../domain/pictures.js';
import type { Picture } from '../domain/records/index.js';
import { allPicturesOf, pictureBytes } from '../proceedings/pictures.js';
import type { CliContext } from './context.js';

interface Options {
  readonly out: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** The day of the report and the picture's place among all: names that keep their order and hold nothing foreign. */
const fileNameOf = ({ submittedAt, type }: Picture, at: number): string =>
  `${shanghaiDay(submittedAt ?? '')}_${String(at + 1).padStart(2, '0')}.${endingOf(type)}`;

const jsonOf = ({ by, receivedAt, submittedAt, size, sha256 }: Picture, file: string) => ({
  file,
  by,
  receivedAt,
  submittedAt,
  size,
  sha256,
});

const notWritten = (path: string, cause?: unknown): TongbaoError =>
  new TongbaoError('pictures.not_written', phrases.notWritten(path), { cause });

/** The directory, made where it is not there yet, with none of these names in it. */
const makeRoom = async (directory: string, names: readonly string[]): Promise<void> => {
  try {
    await mkdir(directory, { recursive: true });
    const there = new Set(await readdir(directory));
    const taken = names.find((name) => there.has(name));
    if (taken !== undefined) throw notWritten(join(directory, taken));
  } catch (error) {
    throw error instanceof TongbaoError ? error : notWritten(directory, error);
  }
};

/** Never over a file that is there: nobody's folder loses anything. */
const write = async (path: string, bytes: Uint8Array): Promise<void> => {
  try {
    await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw notWritten(path, error);
  }
};

const save = async ({ store, clock, newId }: House, id: string, directory: string) => {
  if ((await store.get('problems', id)) === undefined) {
    throw new TongbaoError(
      'proceeding.unknown_problem',
      `没有编号为 ${id} 的问题。用 problem list 查看编号。`,
    );
  }
  const pictures = await allPicturesOf(store, id);
  if (pictures.length === 0) return [];
  await makeRoom(directory, pictures.map(fileNameOf));
  // Before the first is written: whatever goes wrong then, what may have left the store is known.
  await store.transaction((tx) =>
    tx.put('audits', {
      id: newId(),
      at: clock.now().toISOString(),
      actor: 'operator',
      action: 'pictures_saved',
      subject: `problem/${id}`,
      detail: { path: directory, pictures: pictures.length },
    }),
  );
  const saved = [];
  for (const [at, picture] of pictures.entries()) {
    const name = fileNameOf(picture, at);
    await write(join(directory, name), await pictureBytes(store, picture.id));
    saved.push(jsonOf(picture, name));
  }
  return saved;
};

/** `tongbao problem pictures ID --out DIR`: the pictures that a unit handed in, as files. */
export const addProblemPictures = (problem: Command, context: CliContext): void => {
  problem
    .command('pictures')
    .description('把单位提交整改时附的图片写到一个目录；每次都记入审计')
    .argument('<编号>', 'problem list 里的编号')
    .requiredOption('--out <目录>', '写到哪个目录；已有的同名文件不会被覆盖')
    .option('--data <目录>', '数据目录')
    .option('--json', '输出 JSON')
    .action(async (id: string, options: Options) => {
      const path = resolve(context.cwd, options.out);
      await context.withHouse(options, async (house) => {
        const saved = await save(house, id, path);
        if (options.json === true) context.out(`${JSON.stringify({ id, path, pictures: saved })}\n`);
        else
          context.out(`${saved.length === 0 ? phrases.noneStored(id) : phrases.saved(path, saved.length)}\n`);
      });
    });
};
