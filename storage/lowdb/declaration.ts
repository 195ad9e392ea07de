import { createHash } from 'node:crypto';
import { z } from 'zod';
import { schema } from '../schema.js';

let known: string | undefined;

/**
 * A hash of what records have to be: files sealed under the same one hold records that were checked by it,
 * and need no second check.
 */
export const declarationHash = (): string => {
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  for (const [name, { type }] of Object.entries(schema)) {
    hash.update(`${name} ${JSON.stringify(z.toJSONSchema(type, { unrepresentable: 'any' }))}\n`);
  }
  known = hash.digest('hex').slice(0, 32);
  return known;
};
