import { distance } from 'fastest-levenshtein';
import { heardAs, type SoundLine, soundsOf } from './sound.js';

/** A stretch of a line that stands for a name. */
export interface NearName {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const push = (map: Map<string, string[]>, key: string, name: string): void => {
  const known = map.get(key);
  if (known === undefined) map.set(key, [name]);
  else known.push(name);
};

/** Names by their sound: however many there are, only stretches of the line are looked up. */
export class SoundIndex {
  readonly #bySound = new Map<string, string[]>();
  #longest = 0;

  /** @param isSearched whether a name is long enough to be searched by sound */
  constructor(names: Iterable<string>, isSearched: (name: string, sound: string) => boolean) {
    for (const name of names) {
      for (const sound of soundsOf(name)) {
        if (!isSearched(name, sound)) continue;
        push(this.#bySound, sound, name);
        this.#longest = Math.max(this.#longest, sound.length);
      }
    }
  }

  /** Names that sound in the line: the longest first, of equals the leftmost. */
  in({ sound, starts, line }: SoundLine): NearName[] {
    const found: NearName[] = [];
    for (const [start, from] of starts.entries()) {
      // A folded sign begins where the one before it does: the stretch then begins with that one.
      if (starts[start - 1] === from) continue;
      for (let end = start + 1; end < starts.length; end += 1) {
        const to = starts[end] ?? 0;
        if (to - from > this.#longest) break;
        if (starts[end + 1] === to) continue;
        for (const name of this.#bySound.get(sound.slice(from, to)) ?? []) {
          if (heardAs(line.slice(start, end), name)) found.push({ name, start, end });
        }
      }
    }
    return found.toSorted((a, b) => b.name.length - a.name.length || a.start - b.start);
  }
}

/** One slip leaves one half of a name as it is. */
const halfOf = (length: number): number => length >> 1;
const keyOfFirst = (length: number, half: string): string => `${length}<${half}`;
const keyOfLast = (length: number, half: string): string => `${length}>${half}`;

/** Long names by their halves, to find one that is written with a slip. */
export class SlipIndex {
  readonly #byHalf = new Map<string, string[]>();
  readonly #firstSigns = new Set<string>();
  readonly #lastSigns = new Set<string>();
  readonly #lengths: readonly number[];

  constructor(names: Iterable<string>) {
    const lengths = new Set<number>();
    for (const name of names) {
      const half = halfOf(name.length);
      push(this.#byHalf, keyOfFirst(name.length, name.slice(0, half)), name);
      push(this.#byHalf, keyOfLast(name.length, name.slice(half)), name);
      this.#firstSigns.add(name.slice(0, 1));
      this.#lastSigns.add(name.slice(-1));
      lengths.add(name.length);
    }
    this.#lengths = [...lengths].toSorted((a, b) => b - a);
  }

  /** A name with one wrong, missing or extra sign inside, both of whose ends are right; the longest first. */
  in(text: string): NearName | undefined {
    const places = (signs: ReadonlySet<string>): number[] =>
      // By code units, as `slice` counts.
      text.split('').flatMap((sign, at) => (signs.has(sign) ? [at] : []));
    const firsts = places(this.#firstSigns);
    const lasts = new Set(places(this.#lastSigns));
    if (firsts.length === 0 || lasts.size === 0) return undefined;
    for (const length of this.#lengths) {
      for (const written of [length, length - 1, length + 1]) {
        for (const start of firsts) {
          const end = start + written;
          if (!lasts.has(end - 1)) continue;
          const name = this.#nameOf(text.slice(start, end), length);
          if (name !== undefined) return { name, start, end };
        }
      }
    }
    return undefined;
  }

  #nameOf(words: string, length: number): string | undefined {
    const half = halfOf(length);
    const near = [
      ...(this.#byHalf.get(keyOfFirst(length, words.slice(0, half))) ?? []),
      ...(this.#byHalf.get(keyOfLast(length, words.slice(half - length))) ?? []),
    ];
    return near.find(
      (name) => name[0] === words[0] && name.at(-1) === words.at(-1) && distance(words, name) <= 1,
    );
  }
}
