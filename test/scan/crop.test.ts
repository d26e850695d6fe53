import { describe, expect, it } from 'vitest';
import { cropBox, wholePixels } from '../../src/scan/picture';

const picture = { width: 1280, height: 800 };

describe('cropBox', () => {
  it('is an element and 16 CSS pixels around it, in whole pixels of the picture', () => {
    const crop = { x: 100.4, y: 200, width: 50, height: 40, devicePixelRatio: 2 };
    expect(cropBox(picture, crop)).toEqual({ x: 168, y: 368, width: 165, height: 144 });
  });

  it('is clipped to the picture', () => {
    const crop = { x: -50, y: 700, width: 5000, height: 5000, devicePixelRatio: 1 };
    expect(cropBox(picture, crop)).toEqual({ x: 0, y: 684, width: 1280, height: 116 });
  });

  it.each([
    ['outside the picture', { x: 2000, y: 0, width: 10, height: 10, devicePixelRatio: 1 }],
    ['without a size', { x: 0, y: 0, width: Number.NaN, height: 10, devicePixelRatio: 1 }],
    ['turned inside out', { x: 500, y: 0, width: -200, height: 10, devicePixelRatio: 1 }],
  ])('is none for an element %s', (_what, crop) => {
    expect(cropBox(picture, crop)).toBeNull();
  });
});

describe('wholePixels', () => {
  it('takes in every pixel that a frame touches', () => {
    expect(wholePixels(picture, { x: 10.9, y: 10.1, width: 5.2, height: 5.2 })).toEqual({
      x: 10,
      y: 10,
      width: 7,
      height: 6,
    });
  });
});
