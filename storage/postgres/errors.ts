import { TongbaoError } from '../../src/domain/error.js';

/** The code of a PostgreSQL error (SQLSTATE), of a socket error or of a TLS error; '' = none. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Two transactions stood in each other's way: PostgreSQL gave this one up, and it may run again. */
export const isConflict = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error));

/** What is wrong and what to do, by code. Sources: PostgreSQL's appendix A, Node's error codes. */
const hints: ReadonlyMap<string, string> = new Map(
  (
    [
      [['ECONNREFUSED'], '数据库没有在这个地址和端口上监听。请核对地址和端口，确认 PostgreSQL 已启动。'],
      [['ENOTFOUND', 'EAI_AGAIN'], '找不到数据库的主机名。请核对地址，或检查 DNS。'],
      [['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'], '连不到数据库所在的机器。请检查网络和防火墙。'],
      [['28P01'], '数据库用户名或密码不对。请核对连接串里的用户名和密码。'],
      [['28000'], '数据库不允许这个用户从本机连接（或要求 TLS）。请检查 pg_hba.conf 和连接串的 sslmode。'],
      [['3D000'], '没有这个数据库。请先用 createdb 建好，或核对连接串里的库名。'],
      [['53300'], '数据库的连接数已满。请调大 max_connections，或减少同时运行的进程。'],
      [['42501'], '数据库用户的权限不够。请让它拥有这个库，或授予建表的权限。'],
      [['53100'], '数据库所在的磁盘已满。请清理磁盘。'],
      [['25006'], '数据库是只读的（可能连到了备库）。请连接主库。'],
      [['57014'], '数据库太久没有答复。请检查它的负载。'],
      [['57P01', '57P02', '57P03'], '数据库正在停止、启动或恢复。稍后会自动重连。'],
      [
        ['SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
        '不能信任数据库的证书。请在配置 store.ca 中写上签发它的 CA 证书文件。',
      ],
      [['CERT_HAS_EXPIRED'], '数据库的证书已过期。请更换证书。'],
      [['ERR_TLS_CERT_ALTNAME_INVALID'], '数据库证书上的主机名与连接的地址不符。请核对地址或更换证书。'],
      [['ECONNRESET', 'EPIPE', '08003', '08006'], '与数据库的连接断开了。稍后会自动重连。'],
    ] as const
  ).flatMap(([codes, hint]) => codes.map((code) => [code, hint] as const)),
);

/** pg has no code for a lost connection and for one that never came. */
const messageHints: readonly (readonly [RegExp, string])[] = [
  [
    /timeout exceeded when trying to connect|connection timeout/i,
    '连接数据库超时。请检查网络，或数据库的连接数是否已满。',
  ],
  [
    /Connection terminated|Client has encountered a connection error/i,
    '与数据库的连接断开了。稍后会自动重连。',
  ],
  [
    /does not support SSL/i,
    '数据库没有开启 TLS。请在数据库上开启，或在内网里把连接串的 sslmode 改为 disable。',
  ],
];

/** The sentence for people about an error of the database; `undefined` = not one that is known. */
export const hintOf = (error: unknown): string | undefined =>
  hints.get(codeOf(error)) ??
  (error instanceof Error ? messageHints.find(([words]) => words.test(error.message))?.[1] : undefined);

/** Connecting failed. */
export const cannotConnect = (error: unknown): TongbaoError =>
  new TongbaoError(
    'store.cannot_connect',
    `连不上 PostgreSQL：${hintOf(error) ?? `原因不明（${codeOf(error) || '没有代码'}），详见日志。`}`,
    { cause: error },
  );

/** A statement or a commit failed: nothing of the transaction is applied, unless the answer to its commit was lost. */
export const writeFailed = (error: unknown): TongbaoError =>
  new TongbaoError(
    'store.write_failed',
    `数据没有保存：${hintOf(error) ?? `数据库拒绝了这次写入（${codeOf(error) || '没有代码'}），详见日志。`}`,
    { cause: error },
  );
