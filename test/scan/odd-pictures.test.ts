/** Pictures that are too much, or nothing, or move: an answer each, and a page and an engine that go on reading. */
import { deflateSync } from 'node:zlib';
import { create, toBuffer } from 'qrcode';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OpenScanPage, openScanPage } from './scan-page';

let scan: OpenScanPage;
beforeAll(async () => {
  scan = await openScanPage('/');
}, 60_000);
afterAll(() => scan.close());

const read = (type: string, picture: Buffer) =>
  scan.page.evaluate(
    (url) => globalThis.scanPage.decodeDataUrl(url),
    `data:image/${type};base64,${picture.toString('base64')}`,
  );
const refusal = (picture: Buffer, type = 'image/png') =>
  scan.page.evaluate(([bytes, given]) => globalThis.scanPage.refusalOfFile(bytes, given), [
    [...picture],
    type,
  ] as const);

afterEach(async () => {
  expect(await read('png', await toBuffer('still reading'))).toEqual(['still reading']);
  expect(await scan.page.evaluate(() => [...globalThis.scanPage.violations])).toEqual([]);
});

/** PNG, ISO/IEC 15948 §5.3: length, type, content, CRC. The decoder checks the last. */
function chunk(type: string, content: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const whole = Buffer.alloc(typed.length + 8);
  whole.writeUInt32BE(content.length);
  typed.copy(whole, 4);
  whole.writeUInt32BE(crc32(typed), typed.length + 4);
  return whole;
}

function crc32(bytes: Buffer): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A picture of one bit per pixel, all white; `claimed` stands in its header. */
function whitePng(side: number, claimed = side): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(claimed);
  header.writeUInt32BE(claimed, 4);
  header.writeUInt8(1, 8);
  const line = 1 + Math.ceil(side / 8);
  const pixels = Buffer.alloc(line * side, 0xff);
  for (let at = 0; at < pixels.length; at += line) pixels[at] = 0;
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('a picture of 20,000 × 20,000 pixels', () => {
  it('is refused for its size, in a file of 50 kB', async () => {
    const picture = whitePng(20_000);
    expect(picture.length).toBeLessThan(100_000);
    expect(await refusal(picture)).toBe('image-too-big');
  });

  it('is refused as well where only the header has it', async () => {
    expect(await refusal(whitePng(100, 20_000))).toBe('image-too-big');
  });
});

/** 2 × 2 pixels, made by libavif. */
const AVIF = Buffer.from(
  `AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2aWYAAAAA
DnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAAB0AAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAA
AABLaXBjbwAAABRpc3BlAAAAAAAAAAIAAAACAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgQ0MAAAAABNjb2xybmNseAACAAIAAYAAAAAXaXBtYQAAAAAAAAAB
AAEEAQKDBAAAACVtZGF0EgAKCBgANogQEAwgMg8f8D///8WfhwB8+ErK42A=`,
  'base64',
);

describe('an AVIF', () => {
  it('is taken', async () => expect(await refusal(AVIF, 'image/avif')).toBe('no error'));

  it('is refused for the size in its header, before it is decoded', async () => {
    const large = Buffer.from(AVIF);
    const size = large.indexOf('ispe') + 8;
    large.writeUInt32BE(65_536, size);
    large.writeUInt32BE(65_536, size + 4);
    expect(await refusal(large, 'image/avif')).toBe('image-too-big');
  });

  it('is refused without a size', async () => {
    const without = Buffer.from(AVIF);
    without.write('free', without.indexOf('ispe'), 'latin1');
    expect(await refusal(without, 'image/avif')).toBe('bad-image');
  });
});

describe('a picture of more than 64 MiB', () => {
  it('is refused, however few pixels it has', async () => {
    const padded = (more: number) =>
      scan.page.evaluate(([bytes, length]) => globalThis.scanPage.refusalOfPadded(bytes, length), [
        [...whitePng(100)],
        more,
      ] as const);
    expect(await padded(1024)).toBe('no error');
    expect(await padded(64 * 1024 * 1024)).toBe('image-too-big');
  });
});

describe('a file that is no picture', () => {
  it.each([
    ['nothing at all', ''],
    [
      'an SVG',
      '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><script>ran = 1</script></svg>',
    ],
    ['an SVG behind white space', `\n\n  ${' '.repeat(40)}<svg xmlns="http://www.w3.org/2000/svg"/>`],
    ['HTML', `<!doctype html><img src=x onerror="ran = 1">${' '.repeat(40)}`],
    ['the first bytes of a PNG alone', '\x89PNG\r\n\x1a\n'],
  ])('is refused: %s', async (_what, text) => {
    for (const type of ['image/png', 'image/svg+xml', ''])
      expect(await refusal(Buffer.from(text, 'latin1'), type)).toBe('bad-image');
    expect(await scan.page.evaluate('typeof ran')).toBe('undefined');
  });
});

const SCALE = 6;
const QUIET_MODULES = 4;

/** GIF89a, a frame each: black and white, its LZW codes three bits wide since the table is cleared every two pixels. */
function animatedGif(texts: readonly [string, ...string[]]): Buffer {
  const codes = texts.map((text) => create(text, { version: 4 }).modules);
  const side = ((codes[0]?.size ?? 0) + 2 * QUIET_MODULES) * SCALE;
  const size = Buffer.alloc(4);
  size.writeUInt16LE(side);
  size.writeUInt16LE(side, 2);
  const parts = [Buffer.from('GIF89a'), size, Buffer.of(0x80, 0, 0, 0xff, 0xff, 0xff, 0, 0, 0)];
  for (const modules of codes) {
    const bits: number[] = [];
    const put = (code: number) => bits.push(code & 1, (code >> 1) & 1, code >> 2);
    for (let at = 0; at < side * side; at += 1) {
      if (at % 2 === 0) put(4);
      const column = Math.floor((at % side) / SCALE) - QUIET_MODULES;
      const row = Math.floor(at / side / SCALE) - QUIET_MODULES;
      const isInside = [row, column].every((place) => place >= 0 && place < modules.size);
      put(isInside && modules.get(row, column) ? 1 : 0);
    }
    put(5);
    const bytes = Buffer.alloc(Math.ceil(bits.length / 8));
    for (const [at, bit] of bits.entries()) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (at & 7));
    parts.push(Buffer.of(0x21, 0xf9, 4, 4, 5, 0, 0, 0), Buffer.of(0x2c, 0, 0, 0, 0), size, Buffer.of(0, 2));
    for (let at = 0; at < bytes.length; at += 255) {
      const block = bytes.subarray(at, at + 255);
      parts.push(Buffer.of(block.length), block);
    }
    parts.push(Buffer.of(0));
  }
  return Buffer.concat([...parts, Buffer.of(0x3b)]);
}

describe('an animated GIF', () => {
  it('is read as its first picture alone', async () => {
    expect(await read('gif', animatedGif(['the first', 'the second', 'the third']))).toEqual(['the first']);
    expect(await read('gif', animatedGif(['the second', 'the first']))).toEqual(['the second']);
  });

  it('that ends within its second picture is read or refused', async () => {
    const whole = animatedGif(['the first', 'the second']);
    const cut = whole.subarray(0, Math.floor(whole.length * 0.7));
    expect(['no error', 'bad-image']).toContain(await refusal(cut, 'image/gif'));
  });
});
