import { UserError } from '../core/errors';
import { EngineFailure, type Reading } from './engine';
import { greyOnPaper, isOpaque, MAX_PIXELS, redOf } from './grey';
import { readByQrScanner } from './qr-scanner-engine';
import { type FoundCode, findCodes, glanceAt, QR_SCANNER_PIXELS, ZXING_PIXELS } from './search';
import { readByZxing, readPixelsByZxing } from './zxing-engine';

export type { FoundCode } from './search';

/** Longer than this a person thinks that nothing happens. */
const BUDGET_MS = 3000;

type Read<P> = (picture: P, deadline: number) => Promise<readonly Reading[]>;

/** Where WebAssembly is forbidden the first engine fails once, and the other does what it can. */
function whileItRuns(): <P>(read: Read<P>) => Read<P> {
  let runs = true;
  return (read) => async (picture, deadline) => {
    if (!runs) return [];
    try {
      return await read(picture, deadline);
    } catch (error) {
      if (!(error instanceof EngineFailure)) throw error;
      runs = false;
      return [];
    }
  };
}

/**
 * All QR codes of a picture that the engines can find, in reading order, with their places in pixels of the picture; an
 * empty list where there is none. Transparent parts count as white, or as black where all else is light; light codes on
 * dark ground are read too.
 *
 * @throws UserError `image-too-big` over 40 megapixels; `decode-timeout` if three seconds were not enough to
 *   look everywhere and nothing was found.
 */
export async function findQrCodes(image: ImageData): Promise<FoundCode[]> {
  if (image.width * image.height > MAX_PIXELS) throw new UserError('image-too-big');
  const deadline = performance.now() + BUDGET_MS;
  const guarded = whileItRuns();
  const engines = { zxing: guarded(readByZxing), qrScanner: readByQrScanner };
  // Its pixels as they are, where they can be taken so: making them grey takes as long as reading them.
  const isReady = image.width * image.height <= ZXING_PIXELS && isOpaque(image);
  const whole = isReady ? guarded(readPixelsByZxing)(image, deadline) : undefined;
  whole?.catch(() => undefined);
  const found: FoundCode[] = [];
  try {
    const grey = greyOnPaper(image);
    const makeRed = () => redOf(image, grey);
    for await (const code of findCodes(grey, engines, deadline, whole, makeRed)) found.push(code);
  } catch (error) {
    const late = error instanceof UserError && error.code === 'decode-timeout';
    if (!late || found.length === 0) throw error;
  }
  return inReadingOrder(found);
}

/** Where WebAssembly is forbidden the first engine is not started again for every glance. */
let zxingRuns = true;

/**
 * What the first engine sees at once, for a camera that shows the next picture in a moment; or the other, where it
 * cannot run.
 *
 * @throws UserError `decode-timeout`, `image-too-big`
 */
export async function glance(image: ImageData): Promise<FoundCode[]> {
  if (image.width * image.height > MAX_PIXELS) throw new UserError('image-too-big');
  const picture = greyOnPaper(image);
  const deadline = performance.now() + BUDGET_MS;
  if (zxingRuns) {
    try {
      return inReadingOrder(await glanceAt(picture, readByZxing, ZXING_PIXELS, deadline));
    } catch (error) {
      if (!(error instanceof EngineFailure)) throw error;
      zxingRuns = false;
    }
  }
  return inReadingOrder(await glanceAt(picture, readByQrScanner, QR_SCANNER_PIXELS, deadline));
}

/** The texts of `findQrCodes`, each once. */
export async function decodeQrCodes(image: ImageData): Promise<string[]> {
  return [...new Set((await findQrCodes(image)).map((code) => code.text))];
}

/** Rows from top to bottom, each from left to right; in a row are those whose middle is beside its first. */
function inReadingOrder(codes: readonly FoundCode[]): FoundCode[] {
  const [first, ...others] = codes.toSorted((a, b) => a.y - b.y);
  if (first === undefined) return [];
  const isBeside = (code: FoundCode) => code.y + code.height / 2 < first.y + first.height;
  const row = [first, ...others.filter(isBeside)].sort((a, b) => a.x - b.x);
  return [...row, ...inReadingOrder(others.filter((code) => !isBeside(code)))];
}
