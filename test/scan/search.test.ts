import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadView } from '../../src/scan/engine';
import type { GreyPicture } from '../../src/scan/grey';
import { findRegions } from '../../src/scan/regions';
import { type Engines, type FoundCode, findCodes, MAX_CODES } from '../../src/scan/search';

function blank(width: number, height: number): GreyPicture {
  return { values: new Uint8ClampedArray(width * height).fill(255), width, height };
}

/** Squares of random black and white modules, which have a code's texture and no content. */
function withNoise(
  picture: GreyPicture,
  places: readonly { x: number; y: number; side: number }[],
): GreyPicture {
  const values = picture.values.slice();
  for (const { x, y, side } of places) {
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        const module = Math.floor(row / 4) * 97 + Math.floor(column / 4);
        values[(y + row) * picture.width + x + column] = (module * module * 31) % 7 < 3 ? 0 : 255;
      }
    }
  }
  return { ...picture, values };
}

const nothing: ReadView = async () => [];

async function all(
  picture: GreyPicture,
  { zxing = nothing, qrScanner = nothing }: Partial<Engines>,
): Promise<FoundCode[]> {
  const found: FoundCode[] = [];
  for await (const code of findCodes(picture, { zxing, qrScanner }, 0)) found.push(code);
  return found;
}

/** An engine to which every view of an unpainted middle is a code that fills it. */
function readsMiddle(text: string): ReadView {
  return async ({ width, height }) => {
    const [left, top, right, bottom] = [width * 0.2, height * 0.2, width * 0.8, height * 0.8];
    const corners = [
      { x: left, y: top },
      { x: right, y: top },
      { x: right, y: bottom },
      { x: left, y: bottom },
    ];
    return [{ text, corners }];
  };
}

/** An engine that reads parts of a picture alone, as one that the rest of the picture confuses. */
const ofParts =
  (read: ReadView, whole: GreyPicture): ReadView =>
  async (view, deadline) =>
    view.width === whole.width ? [] : read(view, deadline);

describe('two codes at one place', () => {
  const square = (left: number, side: number) => [
    { x: left, y: left },
    { x: left + side, y: left },
    { x: left + side, y: left + side },
    { x: left, y: left + side },
  ];
  const reads =
    (...codes: [string, number, number][]): ReadView =>
    async () =>
      codes.map(([text, left, side]) => ({ text, corners: square(left, side) }));
  const texts = async (zxing: ReadView) => (await all(blank(400, 400), { zxing })).map(({ text }) => text);

  it('are both told where a small one lies on a large one', async () => {
    expect(await texts(reads(['large', 50, 300], ['small', 160, 80]))).toEqual(['large', 'small']);
    expect(await texts(reads(['small', 160, 80], ['large', 50, 300]))).toEqual(['small', 'large']);
  });

  it('are one where they say the same, or are as large: one of these was misread', async () => {
    expect(await texts(reads(['one', 50, 300], ['one', 160, 80]))).toEqual(['one']);
    expect(await texts(reads(['one', 50, 300], ['another', 60, 290]))).toEqual(['one']);
  });
});

describe('findRegions', () => {
  it('puts a box around each thing that has the texture of a code', () => {
    const places = [
      { x: 120, y: 96, side: 128 },
      { x: 440, y: 280, side: 160 },
    ];
    const regions = findRegions(withNoise(blank(800, 600), places));
    for (const { x, y, side } of places) {
      expect(
        regions
          .slice(0, 4)
          .some((r) => r.x <= x && r.y <= y && r.x + r.width >= x + side && r.y + r.height >= y + side),
      ).toBe(true);
    }
  });

  it('has none on a blank page', () => {
    expect(findRegions(blank(1280, 800))).toEqual([]);
  });
});

describe('findCodes', () => {
  it.each(['zxing', 'qrScanner'] as const)(
    'gives the place of a code in the picture, whatever the size of the view, by %s',
    async (engine) => {
      const picture = withNoise(blank(800, 600), [{ x: 440, y: 280, side: 160 }]);
      const found = await all(picture, { [engine]: ofParts(readsMiddle('a'), picture) });
      expect(found).toHaveLength(1);
      const middle = {
        x: (found[0]?.x ?? 0) + (found[0]?.width ?? 0) / 2,
        y: (found[0]?.y ?? 0) + (found[0]?.height ?? 0) / 2,
      };
      expect(Math.hypot(middle.x - 520, middle.y - 360)).toBeLessThan(12);
    },
  );

  it('takes an empty text for nothing', async () => {
    const picture = withNoise(blank(400, 400), [{ x: 100, y: 100, side: 160 }]);
    expect(await all(picture, { zxing: readsMiddle('') })).toEqual([]);
  });

  it('asks the slower engine only where the first found nothing', async () => {
    const picture = withNoise(blank(400, 400), [{ x: 100, y: 100, side: 160 }]);
    let asked = 0;
    const qrScanner: ReadView = async () => {
      asked += 1;
      return [];
    };
    expect(await all(picture, { zxing: readsMiddle('a'), qrScanner })).toHaveLength(1);
    expect(asked).toBe(0);
    expect(await all(picture, { qrScanner })).toEqual([]);
    expect(asked).toBeGreaterThan(0);
  });

  it('looks for more where one was found and another is likely', async () => {
    const places = [
      { x: 40, y: 40, side: 160 },
      { x: 440, y: 280, side: 160 },
    ];
    const picture = withNoise(blank(800, 600), places);
    const corner = (x: number, y: number) => ({ x, y });
    const first = [corner(40, 40), corner(200, 40), corner(200, 200), corner(40, 200)];
    const zxing: ReadView = async (view, deadline) =>
      view.width === picture.width ? [{ text: 'a', corners: first }] : readsMiddle('b')(view, deadline);
    expect((await all(picture, { zxing })).map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it(`stops at ${MAX_CODES} codes`, async () => {
    const corners = (at: number) => [
      { x: at * 4, y: 0 },
      { x: at * 4 + 3, y: 3 },
    ];
    const zxing: ReadView = async () =>
      Array.from({ length: MAX_CODES + 8 }, (_, at) => ({ text: `${at}`, corners: corners(at) }));
    expect(await all(blank(600, 600), { zxing })).toHaveLength(MAX_CODES);
  });

  it('asks a bounded number of times of any picture', async () => {
    const sides = fc.integer({ min: 1, max: 300 });
    const picture = fc.tuple(sides, sides, fc.infiniteStream(fc.nat(255))).map(([width, height, shades]) => {
      const values = Uint8ClampedArray.from(shades.take(width * height));
      return { values, width, height };
    });
    await fc.assert(
      fc.asyncProperty(picture, async (any) => {
        let asked = 0;
        const count: ReadView = async () => {
          asked += 1;
          return [];
        };
        expect(await all(any, { zxing: count, qrScanner: count })).toEqual([]);
        expect(asked).toBeGreaterThan(0);
        expect(asked).toBeLessThanOrEqual(99);
      }),
      { numRuns: 20 },
    );
  });
});
