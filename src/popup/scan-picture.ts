import { UserError } from '../core/errors';
import type { Capture } from '../messages';

/** What the picture says; loaded when a picture is there, because no other screen needs the QR engine. */
async function decode(image: string, crop?: Capture['crop']): Promise<string[]> {
  const [{ imageFromDataUrl }, { decodeQrCodes }] = await Promise.all([
    import('../scan/picture'),
    import('../scan/decode'),
  ]);
  return await decodeQrCodes(await imageFromDataUrl(image, crop));
}

/** A crop that shows no code, or lies off the picture, is no reason to give up: the code may be beside it. */
async function decodeCrop(image: string, crop: Capture['crop']): Promise<string[]> {
  if (!crop) return [];
  try {
    return await decode(image, crop);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

/**
 * The texts of the QR codes of a frozen picture: of the part that was clicked, else of the whole.
 * @throws UserError no-qr-code, and those of `scan/`
 */
export async function readCapture({ image, crop }: Capture): Promise<string[]> {
  const clicked = await decodeCrop(image, crop);
  const texts = clicked.length > 0 ? clicked : await decode(image);
  if (texts.length === 0) throw new UserError('no-qr-code');
  return texts;
}
