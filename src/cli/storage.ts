import { resolve } from 'node:path';
import { differences, type Tally, tallyOf } from '../../storage/archive.js';
import {
  backupPath,
  isEmptyDirectory,
  readArchive,
  replaceFiles,
  verifyFiles,
  writeArchive,
} from '../../storage/lowdb/index.js';
import type { Records } from '../../storage/memory/records.js';
import { systemClock } from '../domain/clock.js';
import { TongbaoError } from '../domain/error.js';
import { isShared, openPostgres } from '../open-store.js';
import type { Register } from './command.js';
import { type CliContext, type DataOption, settingsOf } from './context.js';

interface JsonOption {
  readonly json?: boolean;
}

const tallyLines = (tallies: readonly Tally[]): string =>
  tallies.map(({ collection, count, hash }) => `  ${collection} ${count} 条 ${hash.slice(0, 12)}\n`).join('');

const total = (tallies: readonly Tally[]): number => tallies.reduce((sum, { count }) => sum + count, 0);

const print = (context: CliContext, options: JsonOption, json: object, text: string): void =>
  context.out(options.json === true ? `${JSON.stringify(json)}\n` : text);

/** Where a copy comes from or goes to. */
type Place =
  | { readonly kind: 'lowdb'; readonly dataDir: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** `lowdb:DIR`, `postgres://…`, or `env:NAME` of a variable that holds the address, which `ps` does not show. */
const parsePlace = (text: string, { env, cwd }: Pick<CliContext, 'env' | 'cwd'>): Place => {
  if (text.startsWith('env:')) {
    const value = env[text.slice(4)];
    if (value === undefined || value === '') {
      throw new TongbaoError('cli.bad_place', `环境变量 ${text.slice(4)} 没有设置。`);
    }
    return parsePlace(value, { env: {}, cwd });
  }
  if (text.startsWith('lowdb:')) return { kind: 'lowdb', dataDir: resolve(cwd, text.slice(6)) };
  if (/^postgres(?:ql)?:\/\//.test(text)) return { kind: 'postgres', url: text };
  throw new TongbaoError(
    'cli.bad_place',
    '请写成 lowdb:目录、postgres://用户:密码@主机:端口/库名，或 env:变量名（变量里放数据库地址）。',
  );
};

const withPostgres = async <T>(
  url: string,
  work: (store: Awaited<ReturnType<typeof openPostgres>>) => Promise<T>,
): Promise<T> => {
  const store = await openPostgres({ url });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
};

const readPlace = async (place: Place): Promise<Records> => {
  if (place.kind === 'postgres') return await withPostgres(place.url, (store) => store.whole());
  if (await isEmptyDirectory(place.dataDir)) {
    throw new TongbaoError('store.nothing_there', `目录 ${place.dataDir} 里没有数据。请核对路径。`);
  }
  return (await verifyFiles(place.dataDir)).records;
};

const fillPlace = async (place: Place, records: Records): Promise<void> => {
  if (place.kind === 'postgres') return await withPostgres(place.url, (store) => store.fill(records));
  if (!(await isEmptyDirectory(place.dataDir))) {
    throw new TongbaoError(
      'store.not_empty',
      `目录 ${place.dataDir} 里已有数据，没有改动。请换一个空的目录。`,
    );
  }
  await replaceFiles(place.dataDir, records, systemClock);
};

const nameOf = (place: Place): string =>
  place.kind === 'lowdb'
    ? `目录 ${place.dataDir}`
    : `数据库 ${new URL(place.url).host}${new URL(place.url).pathname}`;

const registerVerify: Register = (program, context) => {
  program
    .command('verify')
    .description('核对数据：逐条检查，列出各类记录的条数和校验值；不改动任何东西')
    .option('--data <目录>', '数据目录')
    .option('--json', '输出 JSON')
    .action(async (options: DataOption & JsonOption) => {
      const { store, dataDir } = await settingsOf(context, options);
      const place: Place =
        store.kind === 'postgres' ? { kind: 'postgres', url: store.url } : { kind: 'lowdb', dataDir };
      // Files are read as they are, whoever has them open; a database by the way that the settings tell.
      const records =
        store.kind === 'postgres'
          ? await context.withHouse(options, (house) => house.store.whole())
          : await readPlace(place);
      const tallies = tallyOf(records);
      print(
        context,
        options,
        { ok: true, records: total(tallies), collections: tallies },
        `${nameOf(place)}：数据完好，共 ${total(tallies)} 条。\n${tallyLines(tallies)}`,
      );
    });
};

const registerBackup: Register = (program, context) => {
  program
    .command('backup')
    .description('备份：把全部数据写成一个带校验的文件，服务不用停')
    .option('--to <文件>', '默认写到数据目录的 backups/ 里')
    .option('--data <目录>', '数据目录')
    .option('--json', '输出 JSON')
    .action(async (options: DataOption & JsonOption & { readonly to?: string }) => {
      await context.withHouse(options, async ({ store, settings, clock }) => {
        const records = await store.whole();
        const path =
          options.to === undefined ? backupPath(settings.dataDir, clock) : resolve(context.cwd, options.to);
        const bytes = await writeArchive(path, records, clock);
        const tallies = tallyOf(records);
        print(
          context,
          options,
          { path, bytes, records: total(tallies), collections: tallies },
          `已备份 ${total(tallies)} 条到 ${path}（${bytes} 字节）。文件里有人员和单位的绑定，请妥善保管。\n`,
        );
      });
    });
};

const registerRestore: Register = (program, context) => {
  program
    .command('restore')
    .description('从备份恢复：先停止服务；现有的数据文件会另存，不删除')
    .argument('<备份文件>')
    .option('--data <目录>', '数据目录')
    .option('--json', '输出 JSON')
    .action(async (file: string, options: DataOption & JsonOption) => {
      const settings = await settingsOf(context, options);
      const records = await readArchive(resolve(context.cwd, file));
      const tallies = tallyOf(records);
      const restored = { records: total(tallies), collections: tallies };
      if (settings.store.kind === 'postgres') {
        await context.withHouse(options, async ({ store }) => {
          if (isShared(store)) await store.fill(records);
        });
        print(context, options, restored, `已恢复 ${total(tallies)} 条到数据库。\n`);
        return;
      }
      const aside = await replaceFiles(settings.dataDir, records, systemClock);
      print(
        context,
        options,
        { ...restored, ...(aside === undefined ? {} : { replaced: aside }) },
        `已恢复 ${total(tallies)} 条到 ${settings.dataDir}。${
          aside === undefined ? '' : `原来的数据文件另存在其中的 ${aside} 文件夹，确认无误后可以删除。`
        }\n`,
      );
    });
};

const registerCopy: Register = (program, context) => {
  program
    .command('copy')
    .description('换一种存储：先停止服务；目标必须是空的，复制后按条数和校验值核对')
    .requiredOption('--from <来源>', 'lowdb:目录、postgres://… 或 env:变量名')
    .requiredOption('--to <目标>', 'lowdb:目录、postgres://… 或 env:变量名')
    .option('--json', '输出 JSON')
    .action(async (options: JsonOption & { readonly from: string; readonly to: string }) => {
      const [from, to] = [parsePlace(options.from, context), parsePlace(options.to, context)];
      const records = await readPlace(from);
      const tallies = tallyOf(records);
      await fillPlace(to, records);
      const different = differences(tallies, tallyOf(await readPlace(to)));
      if (different.length > 0) {
        throw new TongbaoError(
          'store.copy_differs',
          `复制后核对不一致（${different.join('、')}），请不要使用目标。复制期间来源可能还有服务在写：请停止服务，清空目标后重做。`,
        );
      }
      print(
        context,
        options,
        { records: total(tallies), collections: tallies },
        `已从${nameOf(from)}复制 ${total(tallies)} 条到${nameOf(to)}，条数和校验值一致。\n${tallyLines(tallies)}`,
      );
    });
};

/** `tongbao storage verify|backup|restore|copy`. */
export const registerStorage: Register = (program, context) => {
  const storage = program.command('storage').description('数据的核对、备份、恢复和搬家');
  for (const register of [registerVerify, registerBackup, registerRestore, registerCopy]) {
    register(storage, context);
  }
};
