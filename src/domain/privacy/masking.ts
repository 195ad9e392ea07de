import { longestLine, mostLines, Remembered } from '../remembered.js';
import { maskPersonalData } from './index.js';

/** The text alone: one that was cut out of a document keeps all of it in memory. */
const copyOf = (text: string): string => Buffer.from(text).toString();

/**
 * Masks as `maskPersonalData` does, and remembers short lines in which it found nothing, those alone: a line in which
 * it found somebody's data is not kept.
 */
export const createMasking = (): ((text: string) => string) => {
  const harmless = new Remembered<true>(mostLines);
  return (text) => {
    if (text.length > longestLine) return maskPersonalData(text);
    if (harmless.get(text) !== undefined) return text;
    const masked = maskPersonalData(text);
    if (masked === text) harmless.set(copyOf(text), true);
    return masked;
  };
};
