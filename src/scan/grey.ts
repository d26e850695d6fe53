/** Larger pictures are refused, before they are decoded where their header tells. */
export const MAX_PIXELS = 40_000_000;

/** One byte of brightness per pixel: all that reading a code needs, and a quarter of the memory of RGBA. */
export interface GreyPicture {
  readonly values: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** What the engine takes: opaque RGBA. `ImageData` is one. */
export interface Pixels {
  readonly data: Uint8ClampedArray<ArrayBufferLike>;
  readonly width: number;
  readonly height: number;
}

/** Sides in pixels of the picture that it is a part of. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** BT.601 brightness of a pixel, whose red stands at `at`. */
function lightAt(data: Pixels['data'], at: number): number {
  return (77 * (data[at] ?? 0) + 150 * (data[at + 1] ?? 0) + 29 * (data[at + 2] ?? 0)) / 256;
}

/** The brightness of each pixel on its paper: a code drawn on transparency is black on black otherwise. */
export function greyOnPaper(pixels: Pixels): GreyPicture {
  const { data, width, height } = pixels;
  const values = new Uint8ClampedArray(width * height);
  let paper: number | undefined;
  for (let i = 0, j = 0; i < values.length; i++, j += 4) {
    const light = lightAt(data, j);
    const alpha = data[j + 3] ?? 255;
    if (alpha === 255) {
      values[i] = light;
      continue;
    }
    paper ??= paperOf(pixels);
    values[i] = paper + ((light - paper) * alpha) / 255;
  }
  return { values, width, height };
}

const WHITE = 255;
const BLACK = 0;
/** A logo in the middle may be as large, of a code that is light itself. */
const DARK_SHARE = 0.1;

/** What shows from behind a picture: white, or black where what is drawn is light and would be gone on white. */
export function paperOf({ data }: Pixels): typeof WHITE | typeof BLACK {
  let [drawn, dark] = [0, 0];
  for (let i = 0; i < data.length; i += 4) {
    if ((data[i + 3] ?? 0) < 64) continue;
    drawn++;
    if (lightAt(data, i) < 128) dark++;
  }
  return drawn > 0 && dark <= DARK_SHARE * drawn ? BLACK : WHITE;
}

/** How far red is from grey, in a part of the picture large enough for a small code. */
const COLOURED = 40;
const COLOURED_SHARE = 0.002;

/**
 * The red of each pixel, which differs between two colours of one brightness; null where the picture is as good as
 * grey.
 */
export function redOf({ data, width, height }: Pixels, grey: GreyPicture): GreyPicture | null {
  const values = new Uint8ClampedArray(width * height);
  let coloured = 0;
  for (let i = 0, j = 0; i < values.length; i++, j += 4) {
    const red = data[j] ?? 0;
    values[i] = red;
    if (Math.abs(red - (grey.values[i] ?? 0)) > COLOURED) coloured++;
  }
  return coloured < COLOURED_SHARE * values.length ? null : { values, width, height };
}

/** Whether no pixel lets anything through. */
export function isOpaque({ data }: Pixels): boolean {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  // The highest byte is alpha: all machines that run a browser are little-endian. A loop, which the compiler takes over
  // while it runs: a million calls of a function take a twentieth of a second in a page that has just opened.
  for (let i = 0; i < words.length; i++) if ((words[i] ?? 0) < 0xff000000) return false;
  return true;
}

export function rgbaOf({ values, width, height }: GreyPicture): Pixels {
  const data = new Uint8ClampedArray(values.length * 4);
  const words = new Uint32Array(data.buffer);
  for (let i = 0; i < words.length; i++) words[i] = 0xff000000 | ((values[i] ?? 0) * 0x010101);
  return { data, width, height };
}

/** Half the size, each pixel the mean of four. */
export function halved({ values, width, height }: GreyPicture): GreyPicture {
  const half = new Uint8ClampedArray((width >> 1) * (height >> 1));
  for (let y = 0, i = 0; y < height >> 1; y++) {
    for (let x = 0, j = 2 * y * width; x < width >> 1; x++, i++, j += 2) {
      const sum =
        (values[j] ?? 0) + (values[j + 1] ?? 0) + (values[j + width] ?? 0) + (values[j + width + 1] ?? 0);
      half[i] = sum >> 2;
    }
  }
  return { values: half, width: width >> 1, height: height >> 1 };
}

/** The part inside a box of whole pixels. */
export function cut(picture: GreyPicture, { x, y, width, height }: Box): GreyPicture {
  const values = new Uint8ClampedArray(width * height);
  for (let row = 0; row < height; row++) {
    const start = (y + row) * picture.width + x;
    values.set(picture.values.subarray(start, start + width), row * width);
  }
  return { values, width, height };
}

/** The picture at another scale: halved while that is enough, then by linear interpolation. */
export function scaled(picture: GreyPicture, scale: number): GreyPicture {
  if (scale <= 0.5) return scaled(halved(picture), scale * 2);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const values = new Uint8ClampedArray(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    const sourceY = clamp((y + 0.5) / scale - 0.5, picture.height - 1);
    const top = Math.floor(sourceY) * picture.width;
    const below = Math.min(top + picture.width, (picture.height - 1) * picture.width);
    for (let x = 0; x < width; x++, i++) {
      const sourceX = clamp((x + 0.5) / scale - 0.5, picture.width - 1);
      const left = Math.floor(sourceX);
      const right = Math.min(left + 1, picture.width - 1);
      const upper = mix(picture.values[top + left], picture.values[top + right], sourceX - left);
      const lower = mix(picture.values[below + left], picture.values[below + right], sourceX - left);
      values[i] = mix(upper, lower, sourceY - Math.floor(sourceY));
    }
  }
  return { values, width, height };
}

function clamp(value: number, max: number): number {
  return Math.min(Math.max(value, 0), max);
}

function mix(from = 0, to = 0, share: number): number {
  return from + (to - from) * share;
}
