import { UserError } from '../core/errors';
import { readCode } from './engine';
import { greyOnWhite, MAX_PIXELS } from './grey';
import { type FoundCode, findCodes } from './search';

/** Longer than this a person thinks that nothing happens. */
const BUDGET_MS = 3000;

/**
 * The texts of all QR codes in a picture that the engine can find, each once, in reading order; an empty list
 * where there is none. Transparent parts count as white, light codes on dark ground are read too.
 *
 * @throws UserError `image-too-big` over 40 megapixels; `decode-timeout` if three seconds were not enough to
 *   look everywhere and nothing was found.
 */
export async function decodeQrCodes(image: ImageData): Promise<string[]> {
  if (image.width * image.height > MAX_PIXELS) throw new UserError('image-too-big');
  const deadline = performance.now() + BUDGET_MS;
  const found: FoundCode[] = [];
  try {
    for await (const code of findCodes(greyOnWhite(image), (view) => readCode(view, deadline)))
      found.push(code);
  } catch (error) {
    const late = error instanceof UserError && error.code === 'decode-timeout';
    if (!late || found.length === 0) throw error;
  }
  return [...new Set(inReadingOrder(found).map((code) => code.text))];
}

/** Rows from top to bottom, each from left to right; in a row are those whose middle is beside its first. */
function inReadingOrder(codes: readonly FoundCode[]): FoundCode[] {
  const [first, ...others] = codes.toSorted((a, b) => a.y - b.y);
  if (first === undefined) return [];
  const isBeside = (code: FoundCode) => code.y + code.height / 2 < first.y + first.height;
  const row = [first, ...others.filter(isBeside)].sort((a, b) => a.x - b.x);
  return [...row, ...inReadingOrder(others.filter((code) => !isBeside(code)))];
}
