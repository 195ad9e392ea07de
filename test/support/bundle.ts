import { join } from 'node:path';
import { build } from 'vite';
import { packageRoot } from '../../config/root.js';

/**
 * Bundles a program for Node, so that it starts in a part of a second.
 * @param source from the package's folder
 * @param folder into which it goes, in the package's folder: from there it finds its data files
 * @returns the program's path
 */
export const bundle = async (source: string, folder: string): Promise<string> => {
  const outDir = join(packageRoot, folder);
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(packageRoot, source),
      outDir,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'program.js' } },
    },
  });
  return join(outDir, 'program.js');
};
