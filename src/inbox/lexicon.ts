import type { Reader } from '../../storage/port.js';
import { importSubject } from '../../storage/records.js';
import { bareAccountName } from '../domain/accounts.js';
import { compileLexicon } from '../understanding/lexicon.js';
import type { Lexicon } from '../understanding/reading.js';

/** Keeps the compiled names of units and accounts until an import changed them. */
export interface LexiconCache {
  current(reader: Reader): Promise<Lexicon>;
}

/**
 * The last import's audit row tells whether names may have changed, so that every process notices an import
 * made by another.
 */
export const createLexiconCache = (): LexiconCache => {
  let compiled: { readonly version: string; readonly lexicon: Lexicon } | undefined;
  return {
    async current(reader) {
      const [newest] = await reader.find('audits', {
        index: 'bySubject',
        equals: [importSubject],
        order: 'desc',
        limit: 1,
      });
      const version = newest?.id ?? 'never';
      if (compiled?.version !== version) {
        const units = await reader.find('units', { index: 'byId' });
        const accounts = await reader.find('accounts', { index: 'byId' });
        const changes = await reader.find('accountChanges', { index: 'byId' });
        const praise = await reader.find('commendations', { index: 'byPeriod' });
        const awards = await reader.find('awards', { index: 'byPeriod' });
        const names = new Set([
          ...accounts.map(({ name }) => name),
          ...[...changes, ...awards].map(({ accountName }) => accountName),
          ...praise.flatMap((one) => one.accounts.map(bareAccountName)),
        ]);
        // Many may have looked at the same time: the first compiles, for all.
        if (compiled?.version !== version) {
          compiled = { version, lexicon: compileLexicon(units, [...names]) };
        }
      }
      return compiled.lexicon;
    },
  };
};
