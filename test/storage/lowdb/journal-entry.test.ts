import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineOf, readJournal } from '../../../storage/lowdb/journal-entry.js';
import { Stored } from '../../../storage/memory/stored.js';
import { unit } from './journaled.js';

/** Any text, with the characters that some take for the end of a line. */
const text = fc
  .array(fc.oneof(fc.constantFrom('\n', '\r', '\u0085', '\u2028', '\u2029', '"', '\\', '}'), fc.string()), {
    maxLength: 4,
  })
  .map((parts) => parts.join(''));

test('every line of a journal is read back, whatever text is in it', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (texts) => {
      const entries = texts.map((one, at) => ({
        sequence: at + 1,
        changes: [{ collection: 'units' as const, put: unit('中原区', one) }],
      }));
      const lines = Buffer.concat(
        entries.map(({ sequence, changes }) =>
          lineOf({
            sequence,
            changes: changes.map((change) => ({ ...change, put: Stored.value(change.put) })),
          }),
        ),
      );
      expect(readJournal('journal', lines)).toEqual({ entries, intact: lines.length, lost: 0 });
    }),
  );
});
