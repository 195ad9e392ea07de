import { cpus, totalmem } from 'node:os';

/** The machine that the figures come from: without it they say little. */
export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;

/** The middle one of some figures. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Prints figures as JSON lines with `--json`, else as a table under a line about the machine. */
export const report = (rows: readonly Record<string, string | number>[]): void => {
  if (process.argv.includes('--json')) {
    for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
    return;
  }
  const columns = Object.keys(rows[0] ?? {});
  const texts = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, at) => Math.max(...texts.map((cells) => cells[at]?.length ?? 0)));
  const lines = texts.map((cells) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  process.stdout.write(`${[machine(), ...lines].join('\n')}\n`);
};
