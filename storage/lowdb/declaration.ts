import { createHash } from 'node:crypto';
import { z } from 'zod';
import { schema } from '../schema.js';

let known: string | undefined;

/**
 * A hash of what records have to be and how they are indexed: files sealed under the same one hold records that were
 * checked by it, and need no second check, nor to be put in order again.
 */
export const declarationHash = (): string => {
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  for (const [name, { type, indexes }] of Object.entries(schema)) {
    const json = z.toJSONSchema(type, { unrepresentable: 'any' });
    hash.update(`${name} ${JSON.stringify(json)} ${JSON.stringify(indexes)}\n`);
  }
  known = hash.digest('hex').slice(0, 32);
  return known;
};
