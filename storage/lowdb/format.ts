import { z } from 'zod';
import { Instant } from '../../src/domain/records/index.js';
import { fromAnotherVersion } from './damage.js';
import { files } from './names.js';

/** What a snapshot file says, in the present format. */
const SnapshotText = z.strictObject({
  format: z.literal(3),
  sequence: z.int().nonnegative(),
  savedAt: Instant,
  /** See `declarationHash`. */
  declaration: z.string(),
  collections: z.record(z.string(), z.array(z.unknown())),
  /** By collection and index, the records in order, each as its position in its collection. */
  orders: z.record(z.string(), z.record(z.string(), z.custom<readonly number[]>(Array.isArray))),
});
export type SnapshotText = z.infer<typeof SnapshotText>;

/** The format that this version writes. */
export const currentFormat = SnapshotText.shape.format.value;

const Versioned = z.looseObject({ format: z.int().positive() });
type Versioned = z.infer<typeof Versioned>;

/** By each older format, what its content is in the next one. */
const steps: Readonly<Record<number, (content: Versioned) => Versioned>> = {
  // The first snapshots did not name the declaration that their records were checked by: they are checked again.
  1: (content) => ({ declaration: '', ...content, format: 2 }),
  // The second ones said nothing of the indexes: they are put in order again.
  2: (content) => ({ ...content, orders: {}, format: 3 }),
};

/**
 * The content of a snapshot file of this or an older format; `format` is the one it was written in.
 * @throws TongbaoError `store.unknown_format`
 */
export const contentOf = (json: unknown): { readonly content: SnapshotText; readonly format: number } => {
  const read = Versioned.safeParse(json);
  if (!read.success) throw fromAnotherVersion(files.snapshot, read.error);
  let content = read.data;
  for (let step = steps[content.format]; step !== undefined; step = steps[content.format]) {
    content = step(content);
  }
  const known = SnapshotText.safeParse(content);
  if (!known.success) throw fromAnotherVersion(files.snapshot, known.error);
  return { content: known.data, format: read.data.format };
};
