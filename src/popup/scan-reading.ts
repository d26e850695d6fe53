/** From what a person points at to the codes in it: the frozen picture of a page, a file, a part of a picture. */
import type { Capture } from '../messages';
import { type FoundCode, findQrCodes } from '../scan/decode';
import { cropBox, imageFromDataUrl, imageFromFile, partOf, wholePixels } from '../scan/picture';
import { ask } from '../ui/ask';

/** A place in a picture, in its pixels. */
export type Box = Pick<FoundCode, 'x' | 'y' | 'width' | 'height'>;

/** A picture that stands still, and the codes in it with their places. */
export interface ReadPicture {
  readonly image: ImageData;
  readonly found: readonly FoundCode[];
}

/** The codes of a part, at their places in the whole. @throws UserError decode-timeout */
export async function readPart(image: ImageData, part: Box): Promise<FoundCode[]> {
  const box = wholePixels(image, part);
  if (!box) return [];
  const found = await findQrCodes(partOf(image, box));
  return found.map((code) => ({ ...code, x: code.x + box.x, y: code.y + box.y }));
}

/**
 * Of the part that was clicked, else of the whole: a crop that shows no code is no reason to give up.
 * @throws UserError those of `scan/`
 */
export async function readCapture({ image: dataUrl, crop }: Capture): Promise<ReadPicture> {
  const image = await imageFromDataUrl(dataUrl);
  const box = crop && cropBox(image, crop);
  const clicked = box ? await readPart(image, box).catch(() => []) : [];
  return { image, found: clicked.length > 0 ? clicked : await findQrCodes(image) };
}

/** The frozen picture that waits for this window, and what is in it. */
export interface Waiting {
  readonly capture: Promise<Capture>;
  readonly picture: Promise<ReadPicture>;
}

let begun: Waiting | null = null;

function begin(capture: Promise<Capture>): Waiting {
  const picture = capture.then(readCapture);
  // Whoever takes it hears of a failure; until then nobody does.
  picture.catch(() => undefined);
  return { capture, picture };
}

/** Begins before anybody asks, while the rest of the window is on its way. */
export function beginReading(capture: Promise<Capture>): void {
  begun = begin(capture);
}

/** What waits for this window, once. @throws UserError capture-gone, those of `scan/` */
export function takeReading(): Waiting {
  const taken = begun ?? begin(ask('takeCapture', {}));
  begun = null;
  return taken;
}

/** @throws UserError those of `scan/` */
export async function readFile(file: Blob): Promise<ReadPicture> {
  const image = await imageFromFile(file);
  return { image, found: await findQrCodes(image) };
}
