import { UserError } from '../core/errors';
import { MAX_PIXELS } from './grey';
import { readPictureHeader } from './picture-header';

/** More than pictures of our most pixels take, but for those that are hardly packed. Looked at before the file is in memory. */
const MOST_BYTES = 64 * 1024 * 1024;

const isTooBig = ({ width, height }: { readonly width: number; readonly height: number }): boolean =>
  width * height > MAX_PIXELS;

/**
 * Decodes a picture file of the kinds that `readPictureHeader` knows, whatever its name says; of an animated one the
 * first frame. Its size is known before anything is decoded.
 *
 * @throws UserError `bad-image` if it is none of these or damaged, `image-too-big` over 40 megapixels or 64 MiB.
 */
export async function openPicture(file: Blob): Promise<ImageBitmap> {
  if (file.size > MOST_BYTES) throw new UserError('image-too-big');
  const header = readPictureHeader(new Uint8Array(await file.arrayBuffer()));
  if (header === null) throw new UserError('bad-image');
  if (isTooBig(header.size)) throw new UserError('image-too-big');
  const bitmap = await createImageBitmap(file.slice(0, file.size, header.type)).catch(() => {
    throw new UserError('bad-image');
  });
  // A header may claim less than there is.
  if (!isTooBig(bitmap)) return bitmap;
  bitmap.close();
  throw new UserError('image-too-big');
}
