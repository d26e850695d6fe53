import { UserError } from '../core/errors';
import { openPicture } from './open-picture';

/** The largest tile has 36 CSS pixels; the smaller sides are for pictures that would take too many bytes. */
const SIDES = [64, 48, 32] as const;
/** What the vault takes of one picture, the bytes of a file. */
const MOST_BYTES = 6 * 1024;
/** Nearly square: cut to the square. Anything longer is shown whole, between transparent strips. */
const CUT_UP_TO = 1.25;

/** @throws UserError bad-icon, icon-too-big */
function decode(file: Blob): Promise<ImageBitmap> {
  return openPicture(file).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.code === 'image-too-big' ? 'icon-too-big' : 'bad-icon');
  });
}

/** @throws UserError bad-icon, where the browser gives no canvas */
function draw(bitmap: ImageBitmap, side: number): OffscreenCanvas {
  const { width, height } = bitmap;
  const [shorter, longer] = [Math.min(width, height), Math.max(width, height)];
  const scale = side / (longer / shorter <= CUT_UP_TO ? shorter : longer);
  const drawn = { width: width * scale, height: height * scale };
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  if (context === null) throw new UserError('bad-icon');
  context.imageSmoothingQuality = 'high';
  const [x, y] = [(side - drawn.width) / 2, (side - drawn.height) / 2];
  context.drawImage(bitmap, x, y, drawn.width, drawn.height);
  return canvas;
}

async function asDataUrl(png: Blob): Promise<string> {
  const bytes = new Uint8Array(await png.arrayBuffer());
  return `data:image/png;base64,${btoa(String.fromCharCode(...bytes))}`;
}

/**
 * A picture of a person's own as the vault keeps it: drawn anew, so that nothing of the file is left but how it looks,
 * as a PNG of at most 64 by 64 and 6 KiB. Of an animated one the first frame.
 *
 * @param file PNG, JPEG, GIF, WebP, BMP or AVIF by its own bytes, whatever its name; SVG is none
 * @returns a data URL
 * @throws UserError bad-icon, icon-too-big over 40 megapixels or 64 MiB
 */
export async function smallPicture(file: Blob): Promise<string> {
  const bitmap = await decode(file);
  try {
    for (const side of SIDES) {
      const png = await draw(bitmap, side).convertToBlob({ type: 'image/png' });
      if (png.size <= MOST_BYTES) return await asDataUrl(png);
    }
    throw new UserError('bad-icon');
  } finally {
    bitmap.close();
  }
}
