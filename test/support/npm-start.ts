import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../config/root.js';

const Package = z.object({ scripts: z.object({ start: z.string().startsWith('node ') }) });

/** What `npm start` says to Node; paths in it are from the root of the package. */
export const argvOfNpmStart = (): readonly string[] => {
  const { scripts } = Package.parse(JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')));
  return scripts.start.split(' ').slice(1);
};
