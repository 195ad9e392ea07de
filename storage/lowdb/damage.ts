import { TongbaoError } from '../../src/domain/error.js';

/** A file of the store that cannot be trusted: the service does not start on it. */
export const damaged = (what: string, remedy: string, cause?: unknown): TongbaoError =>
  new TongbaoError(
    'store.damaged',
    `${what}。为避免丢失或写乱数据，服务没有启动，文件没有改动。${remedy}`,
    cause === undefined ? {} : { cause },
  );

/** A file whose seal is right but whose content this version does not know. */
export const fromAnotherVersion = (name: string, cause?: unknown): TongbaoError =>
  new TongbaoError(
    'store.unknown_format',
    `数据文件 ${name} 是由其他版本的程序写成的，这个版本读不懂。文件没有改动；请换回写它的版本再启动。如果是从旧版本升级，请先用旧版本启动一次并正常停止，再换新版本。`,
    cause === undefined ? {} : { cause },
  );
