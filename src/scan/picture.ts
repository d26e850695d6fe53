import { UserError } from '../core/errors';
import { type Box, isOpaque, MAX_PIXELS, paperOf } from './grey';
import { openPicture } from './open-picture';

/** A part of a captured tab: `getBoundingClientRect` of an element, and its window's `devicePixelRatio`. */
export interface Crop extends Box {
  readonly devicePixelRatio: number;
}

/** Around a crop, in CSS pixels: the quiet zone of a code may be the page's and not the element's. */
const CROP_MARGIN = 16;

/**
 * The pixels of a capture or a pasted picture, on its paper. The text is decoded here and not fetched, so that
 * `connect-src` stays as it is.
 *
 * @throws UserError `bad-image` if it is no picture, `image-too-big` over 40 megapixels.
 */
export async function imageFromDataUrl(dataUrl: string): Promise<ImageData> {
  const base64 = /^data:image\/[\w.+-]+;base64,(?<base64>[A-Za-z0-9+/]+={0,2})$/.exec(dataUrl)?.groups
    ?.base64;
  if (base64 === undefined || base64.length % 4 === 1) throw new UserError('bad-image');
  return await imageFromFile(
    new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))]),
  );
}

/**
 * The pixels of a picture file, on its paper: PNG, JPEG, GIF, WebP, BMP or AVIF by its own bytes, whatever its name. Of an
 * animated one the first frame.
 *
 * @throws UserError `bad-image` if it is none of these or damaged, `image-too-big` over 40 megapixels or 64 MiB.
 */
export async function imageFromFile(file: Blob): Promise<ImageData> {
  const bitmap = await openPicture(file);
  try {
    return pixelsOnPaper(bitmap, bitmap);
  } finally {
    bitmap.close();
  }
}

/**
 * What a camera or a shared screen shows at this moment.
 *
 * @throws UserError `bad-image` where nothing is shown yet, `image-too-big` over 40 megapixels.
 */
export function imageFromVideo(video: HTMLVideoElement): ImageData {
  return pixelsOnPaper(video, { width: video.videoWidth, height: video.videoHeight });
}

function pixelsOnPaper(source: CanvasImageSource, { width, height }: Size): ImageData {
  if (width * height > MAX_PIXELS) throw new UserError('image-too-big');
  if (width < 1 || height < 1) throw new UserError('bad-image');
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new UserError('bad-image');
  context.drawImage(source, 0, 0);
  const pixels = context.getImageData(0, 0, width, height);
  if (isOpaque(pixels)) return pixels;
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = paperOf(pixels) === 0 ? 'black' : 'white';
  context.fillRect(0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The whole pixels of a picture that an element of the page covers, with its margin.
 *
 * @returns null where the page, which is not ours, gave a place off the picture or numbers that are none.
 */
export function cropBox({ width, height }: Size, crop: Crop): Box | null {
  const { devicePixelRatio: ratio } = crop;
  const grown = {
    x: (crop.x - CROP_MARGIN) * ratio,
    y: (crop.y - CROP_MARGIN) * ratio,
    width: (crop.width + 2 * CROP_MARGIN) * ratio,
    height: (crop.height + 2 * CROP_MARGIN) * ratio,
  };
  return wholePixels({ width, height }, grown);
}

/** The part of a box that lies in the picture, in whole pixels; null where there is none. */
export function wholePixels({ width, height }: Size, box: Box): Box | null {
  const x = Math.max(0, Math.floor(box.x));
  const y = Math.max(0, Math.floor(box.y));
  const right = Math.min(width, Math.ceil(box.x + box.width));
  const bottom = Math.min(height, Math.ceil(box.y + box.height));
  return right > x && bottom > y ? { x, y, width: right - x, height: bottom - y } : null;
}

/** The pixels inside a box that `wholePixels` or `cropBox` gave. */
export function partOf(image: ImageData, { x, y, width, height }: Box): ImageData {
  const part = new ImageData(width, height);
  for (let row = 0; row < height; row += 1) {
    const from = 4 * ((y + row) * image.width + x);
    part.data.set(image.data.subarray(from, from + 4 * width), 4 * row * width);
  }
  return part;
}
