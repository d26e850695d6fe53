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

/** ISO/IEC 14496-12 §4.2: size, type, content. */
const box = (type: string, ...content: (number | Uint8Array)[]): Uint8Array => {
  const inner = content.flatMap((part) => (typeof part === 'number' ? part : [...part]));
  const size = Buffer.alloc(4);
  size.writeUInt32BE(inner.length + 8);
  return Buffer.concat([size, Buffer.from(type, 'latin1'), Buffer.from(inner)]);
};
const avif = (...properties: Uint8Array[]): Uint8Array =>
  Buffer.concat([
    box('ftyp', ...Buffer.from('avif\0\0\0\0avifmif1', 'latin1')),
    box('free', 0, 0),
    box('meta', 0, 0, 0, 0, box('pitm', 0, 0, 0, 0, 0, 1), box('iprp', box('ipco', ...properties))),
    box('mdat', 1, 2, 3),
  ]);

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
    [
      'image/jpeg',
      bytesOf(0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xff, 0xff, 0xc2, 0, 17, 8, 0, 240, 1, 64),
      { width: 320, height: 240 },
    ],
  ])('reads %s', (type, bytes, size) => {
    expect(readPictureHeader(bytes)).toEqual({ type, size });
  });

  it('reads a JPEG whose size stands behind more than a megabyte of other segments', () => {
    const long = Buffer.concat([Buffer.of(0xff, 0xe1, 0xff, 0xff), Buffer.alloc(0xfffd)]);
    const frame = Buffer.of(0xff, 0xc0, 0, 17, 8, 0, 240, 1, 64, 3);
    const file = Buffer.concat([Buffer.of(0xff, 0xd8), ...Array.from({ length: 20 }, () => long), frame]);
    expect(readPictureHeader(file)).toEqual({ type: 'image/jpeg', size: { width: 320, height: 240 } });
  });

  it('reads AVIF by the largest size in it, wherever that stands', () => {
    const whole = avif(box('ispe', 0, 0, 0, 0, 0, 0, 1, 64, 0, 0, 0, 240));
    expect(readPictureHeader(whole)).toEqual({ type: 'image/avif', size: { width: 320, height: 240 } });
    const tile = box('ispe', 0, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0, 64);
    const tiled = avif(tile, box('pixi', 0, 0, 0, 0, 1, 8), box('ispe', 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0));
    expect(readPictureHeader(tiled)?.size).toEqual({ width: 65_536, height: 65_536 });
  });

  it.each([
    ['an AVIF without a size', avif()],
    ['an AVIF with half a size', avif(box('ispe', 0, 0, 0, 0, 0, 0, 1, 64))],
    ['an AVIF that ends after its brand', bytesOf(0, 0, 0, 32, 'ftypavif')],
    ['a JPEG without a frame', bytesOf(0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff)],
    ['a JPEG with something between its segments', bytesOf(0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 'hello')],
    ['a PNG without pixels', bytesOf('\x89PNG\r\n\x1a\n', 0, 0, 0, 13, 'IHDR')],
  ])('knows nothing of %s, because nobody knows how large it is', (_what, bytes) =>
    expect(readPictureHeader(bytes)).toBeNull(),
  );

  it.each(['<svg xmlns="http://www.w3.org/2000/svg"/>', '<?xml version="1.0"?><svg', '%PDF-1.7', ''])(
    'knows no picture in "%s"',
    (text) => {
      expect(readPictureHeader(bytesOf(text))).toBeNull();
    },
  );

  it('reads any bytes without failing', () => {
    const start = fc.constantFrom<(readonly number[])[]>(
      [0xff, 0xd8, 0xff],
      [0x89, 0x50],
      [0x42, 0x4d],
      [...avif()].slice(0, 60),
      [],
    );
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 300 }), (first, rest) => {
        expect(() => readPictureHeader(Uint8Array.from([...first, ...rest]))).not.toThrow();
      }),
    );
  });
});
