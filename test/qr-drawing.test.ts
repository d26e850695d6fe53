/** QR codes as our pages draw them, read by a decoder that never saw how they were drawn. */
import { describe, expect, it } from 'vitest';
import { drawQr, type QrDrawing } from '../src/ui/qr-drawing';
import { readQr } from './fakes/read-qr';

const SCALE = 4;

const uriOf = (characters: number): string =>
  `otpauth://totp/${'aB3%20xyZ'.repeat(200)}`.slice(0, characters);

/** Pixels of a drawing; what is in the free square says `inside`. */
function pixels({ side, path, free }: QrDrawing, inside: () => boolean): ImageData {
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h/g)].map(([, x, y]) => `${x} ${y}`));
  const isIn = (at: number) => free !== null && at > free.from && at < free.from + free.side - 1;
  const width = side * SCALE;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      if (!(isIn(x) && isIn(y) ? inside() : dark.has(`${x} ${y}`))) continue;
      for (let row = 0; row < SCALE; row++)
        for (let column = 0; column < SCALE; column++) {
          const at = 4 * ((y * SCALE + row) * width + x * SCALE + column);
          data.fill(0, at, at + 3);
        }
    }
  return { data, width, height: width, colorSpace: 'srgb' };
}

describe('drawQr', () => {
  it('draws what a decoder reads', async () => {
    const drawing = drawQr(uriOf(120), { errorCorrectionLevel: 'M' });
    expect(drawing?.free).toBe(null);
    expect(drawing && (await readQr(pixels(drawing, () => false)))).toEqual([uriOf(120)]);
  });

  it.each([
    ['white', () => false],
    ['black', () => true],
    [
      'checks',
      (
        (isDark: boolean) => () =>
          (isDark = !isDark)
      )(false),
    ],
  ])(
    'is read at level H whatever the length, with a third of the side free for a logo of %s',
    async (_name, inside) => {
      for (const characters of [60, 90, 120, 150, 200, 300, 500, 900]) {
        const drawing = drawQr(uriOf(characters), { errorCorrectionLevel: 'H', freeShare: 0.33 });
        expect(drawing && (await readQr(pixels(drawing, inside)))).toEqual([uriOf(characters)]);
      }
    },
  );

  it('leaves the very middle free', () => {
    const drawing = drawQr(uriOf(100), { errorCorrectionLevel: 'H', freeShare: 0.3 });
    if (!drawing?.free) throw new Error('Nothing is free');
    const { side, free, path } = drawing;
    expect(2 * free.from + free.side).toBe(side);
    const middle = `M${(side - 1) / 2} ${(side - 1) / 2}h`;
    expect(path).not.toContain(middle);
  });

  it('has nothing for a text of more than a QR code holds', () => {
    expect(drawQr('a'.repeat(2332), { errorCorrectionLevel: 'M' })).toBe(null);
    expect(drawQr('a'.repeat(1274), { errorCorrectionLevel: 'H' })).toBe(null);
  });
});
