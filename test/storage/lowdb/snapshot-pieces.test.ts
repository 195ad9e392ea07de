import { expect, test } from 'vitest';
import type { Unit } from '../../../src/domain/records/index.js';
import { readSealed, sealedPieces } from '../../../storage/lowdb/snapshot.js';
import { checked, Records } from '../../../storage/memory/records.js';
import { unit } from './journaled.js';

/**
 * What is read of a snapshot of units.
 * @param put those that were put since the start; the others were there
 */
const read = (units: readonly Unit[], put: readonly Unit[] = []): ReturnType<typeof readSealed> => {
  let records = Records.none().withAll('units', units);
  for (const one of put) records = records.with('units', checked('units', one));
  const pieces: Buffer[] = [];
  for (const piece of sealedPieces({ sequence: 7, savedAt: '2023-12-04T01:00:00.000Z', records })) {
    pieces.push(Buffer.from(piece));
  }
  return readSealed(Buffer.concat(pieces), { trusting: false });
};

/** The texts of units after a snapshot. */
const readBack = (texts: readonly string[]): unknown => {
  const units = texts.map((text, at) => unit(`单位${String(at).padStart(4, '0')}`, text));
  // Whichever way the others came.
  const isOdd = (_one: Unit, at: number): boolean => at % 2 === 1;
  const isEven = (_one: Unit, at: number): boolean => at % 2 === 0;
  expect(sourcesIn(read(units.filter(isOdd), units.filter(isEven)))).toEqual(texts);
  return sourcesIn(read(units.filter(isEven), units.filter(isOdd)));
};

const sourcesIn = ({ snapshot }: ReturnType<typeof readSealed>): unknown =>
  snapshot?.records.find('units', { index: 'byId' }).map(({ source }) => source);

test.each([
  ['of one byte a character', 'a', 1],
  ['of two bytes a character', 'é', 2],
  ['of three bytes a character', '汉', 3],
  ['of four bytes in two UTF-16 units', '𠮷', 2],
])('text %s comes back whole, whichever way it fills the pieces', (_, character, bytesOfUnit) => {
  const unitsOfPiece = Math.ceil(32_768 / bytesOfUnit);
  for (const length of [
    ...Array.from({ length: 40 }, (_one, at) => unitsOfPiece - 10 * at),
    unitsOfPiece + 1,
    32_768,
    40_000,
    100_000,
  ]) {
    const long = character.repeat(length / character.length);
    const texts = ['', 'short', long, 'between', long.slice(0, 1000 * character.length), long, ''];
    expect(readBack(texts), `${length} UTF-16 units`).toEqual(texts);
  }
});

test('many short texts come back whole', () => {
  const texts = Array.from({ length: 3000 }, (_, at) => '短'.repeat(at % 70));
  expect(readBack(texts)).toEqual(texts);
});

test.each([0, 1, 10, 11, 256, 257, 11_111])('the order of an index of %i records comes back', (count) => {
  // Each number below `count` once, in no order.
  const ids = Array.from({ length: count }, (_, at) => (at * 7919) % count);
  const { orders } = read(ids.map((id) => unit(String(id).padStart(5, '0'))));
  const positions = new Map(ids.map((id, at) => [id, at]));
  expect(orders?.units?.byId).toEqual(Array.from(ids, (_, id) => positions.get(id)));
});
