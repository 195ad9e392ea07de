/** A picture of one pixel. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The first bytes of the kinds of picture, and something behind them. */
export const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(60, 7)]);
export const gif = Buffer.from('GIF89a and something of a picture', 'latin1');
export const webp = Buffer.from('RIFF\u0024\u0000\u0000\u0000WEBPVP8 and something', 'latin1');

/** A PNG of so many bytes. */
export const pngOf = (size: number): Buffer => Buffer.concat([png, Buffer.alloc(size - png.length)]);

/** What is no picture, whatever it is called. */
export const page = Buffer.from('<html><script>alert(1)</script></html>');
