import { UserError } from '../core/errors';
import { MAX_PIXELS } from './grey';
import { readPictureHeader } from './picture-header';

/** A part of a captured tab: `getBoundingClientRect` of an element, and its window's `devicePixelRatio`. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly devicePixelRatio: number;
}

/** Around a crop, in CSS pixels: the quiet zone of a code may be the page's and not the element's. */
const CROP_MARGIN = 16;
/** Longer than the segments before a JPEG's size in all but odd files. */
const HEADER_BYTES = 256 * 1024;

/**
 * The pixels of a capture or a pasted picture, on white. The text is decoded here and not fetched, so that
 * `connect-src` stays as it is.
 *
 * @throws UserError `bad-image` if it is no picture or the crop lies outside, `image-too-big` over 40 megapixels.
 */
export async function imageFromDataUrl(dataUrl: string, crop?: Crop): Promise<ImageData> {
  const base64 = /^data:image\/[\w.+-]+;base64,(?<base64>[A-Za-z0-9+/]+={0,2})$/.exec(dataUrl)?.groups
    ?.base64;
  if (base64 === undefined || base64.length % 4 === 1) throw new UserError('bad-image');
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return await decodePicture(new Blob([bytes]), crop);
}

/**
 * The pixels of a picture file, on white: PNG, JPEG, GIF, WebP, BMP or AVIF by its own bytes, whatever its name.
 *
 * @throws UserError `bad-image` if it is none of these or damaged, `image-too-big` over 40 megapixels.
 */
export async function imageFromFile(file: Blob): Promise<ImageData> {
  return await decodePicture(file);
}

async function decodePicture(file: Blob, crop?: Crop): Promise<ImageData> {
  const header = readPictureHeader(new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer()));
  if (header === null) throw new UserError('bad-image');
  if (header.size !== null && header.size.width * header.size.height > MAX_PIXELS)
    throw new UserError('image-too-big');
  const bitmap = await createImageBitmap(file.slice(0, file.size, header.type)).catch(() => {
    throw new UserError('bad-image');
  });
  try {
    if (bitmap.width * bitmap.height > MAX_PIXELS) throw new UserError('image-too-big');
    return pixelsOnWhite(bitmap, crop);
  } finally {
    bitmap.close();
  }
}

function pixelsOnWhite(bitmap: ImageBitmap, crop?: Crop): ImageData {
  const ratio = crop?.devicePixelRatio ?? 1;
  const left = Math.max(0, Math.floor(((crop?.x ?? 0) - CROP_MARGIN) * ratio));
  const top = Math.max(0, Math.floor(((crop?.y ?? 0) - CROP_MARGIN) * ratio));
  const right = crop
    ? Math.min(bitmap.width, Math.ceil((crop.x + crop.width + CROP_MARGIN) * ratio))
    : bitmap.width;
  const bottom = crop
    ? Math.min(bitmap.height, Math.ceil((crop.y + crop.height + CROP_MARGIN) * ratio))
    : bitmap.height;
  // also where the page, which is not ours, gave a size that is no number
  if (!(right > left && bottom > top)) throw new UserError('bad-image');
  const context = new OffscreenCanvas(right - left, bottom - top).getContext('2d', {
    willReadFrequently: true,
  });
  if (context === null) throw new UserError('bad-image');
  context.fillStyle = 'white';
  context.fillRect(0, 0, right - left, bottom - top);
  context.drawImage(bitmap, -left, -top);
  return context.getImageData(0, 0, right - left, bottom - top);
}
