import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPictureHeader } from '../../src/scan/picture-header';

/** A header of 64 bytes; text as Latin-1, numbers as bytes, filled up with zeros. */
function bytesOf(...parts: (string | number)[]): Uint8Array {
  const bytes = parts.flatMap((part) =>
    typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part,
  );
  return Uint8Array.from({ length: 64 }, (_, i) => bytes[i] ?? 0);
}

describe('readPictureHeader', () => {
  it('reads PNG and JPEG as the browser does', async () => {
    const png = await readFile('test/fixtures/qr/alpha-png-01.png');
    expect(readPictureHeader(png)).toEqual({ type: 'image/png', size: { width: 225, height: 225 } });
    const jpeg = await readFile('test/fixtures/qr/webcam-01.jpg');
    expect(readPictureHeader(jpeg)).toEqual({ type: 'image/jpeg', size: { width: 640, height: 480 } });
  });

  it.each([
    ['image/gif', bytesOf('GIF89a', 0x40, 0x01, 0xf0, 0x00), { width: 320, height: 240 }],
    [
      'image/webp',
      bytesOf('RIFF', 0, 0, 0, 0, 'WEBPVP8X', 10, 0, 0, 0, 0, 0, 0, 0, 0x3f, 0x01, 0, 0xef, 0, 0),
      { width: 320, height: 240 },
    ],
    [
      'image/webp',
      bytesOf('RIFF', 0, 0, 0, 0, 'WEBPVP8L', 9, 0, 0, 0, 0x2f, 0x3f, 0xc1, 0x3b, 0),
      { width: 320, height: 240 },
    ],
    [
      'image/webp',
      bytesOf('RIFF', 0, 0, 0, 0, 'WEBPVP8 ', 9, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 0x40, 0x01, 0xf0, 0),
      { width: 320, height: 240 },
    ],
    [
      'image/bmp',
      bytesOf('BM', ...new Array<number>(16).fill(0), 0x40, 1, 0, 0, 0x10, 0xff, 0xff, 0xff),
      { width: 320, height: 240 },
    ],
    ['image/avif', bytesOf(0, 0, 0, 32, 'ftypavif'), null],
    ['image/jpeg', bytesOf(0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff), null],
  ])('reads %s', (type, bytes, size) => {
    expect(readPictureHeader(bytes)).toEqual({ type, size });
  });

  it.each(['<svg xmlns="http://www.w3.org/2000/svg"/>', '<?xml version="1.0"?><svg', '%PDF-1.7', ''])(
    'knows no picture in "%s"',
    (text) => {
      expect(readPictureHeader(bytesOf(text))).toBeNull();
    },
  );

  it('reads any bytes without failing', () => {
    const start = fc.constantFrom([0xff, 0xd8, 0xff], [0x89, 0x50], [0x42, 0x4d], []);
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 300 }), (first, rest) => {
        expect(() => readPictureHeader(Uint8Array.from([...first, ...rest]))).not.toThrow();
      }),
    );
  });
});
