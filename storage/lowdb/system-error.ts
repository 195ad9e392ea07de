/**
 * What the operating system calls a failure, e.g. `ENOSPC`; `undefined` for failures of other kinds. Safe to
 * show, unlike its message, which names paths.
 */
export const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
