import { expect, test } from 'vitest';
import { endingOf, pictureTypeOf } from '../../src/domain/pictures.js';
import { gif, jpeg, page, png, webp } from '../support/pictures.js';

test.each([
  ['png', png],
  ['jpeg', jpeg],
  ['gif', gif],
  ['webp', webp],
] as const)('%s is known by its own first bytes', (type, bytes) => {
  expect(pictureTypeOf(bytes)).toBe(type);
});

test.each([
  ['a page', page],
  [
    'a drawing that may hold a script',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
  ],
  ['a document', Buffer.from('%PDF-1.7')],
  ['a sound in the same container as webp', Buffer.from('RIFF\u0024\u0000\u0000\u0000WAVEfmt ', 'latin1')],
  ['the first half of a signature', png.subarray(0, 6)],
  ['nothing', Buffer.alloc(0)],
])('%s is no picture', (_, bytes) => {
  expect(pictureTypeOf(bytes)).toBeUndefined();
});

test('files end as people know them', () => {
  expect([endingOf('jpeg'), endingOf('png')]).toEqual(['jpg', 'png']);
});
