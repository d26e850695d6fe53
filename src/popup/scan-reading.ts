/** From what a person points at to the codes in it: the frozen picture of a page, a file, a part of a picture. */
import { UserError } from '../core/errors';
import { isFrameText } from '../core/transfer/frames/collect';
import type { Capture, CapturedPicture } from '../messages';
import { openScreen, play, stopStream } from '../scan/camera';
import { type FoundCode, findQrCodes } from '../scan/decode';
import {
  cropBox,
  imageFromDataUrl,
  imageFromFile,
  imageFromVideo,
  partOf,
  wholePixels,
} from '../scan/picture';
import { warmUpZxing } from '../scan/zxing-engine';
import { ask } from '../ui/ask';
import { takeAhead } from './capture-ahead';

/** A place in a picture, in its pixels. */
export type Box = Pick<FoundCode, 'x' | 'y' | 'width' | 'height'>;

/** A picture that stands still, and the codes in it with their places. */
export interface ReadPicture {
  readonly image: ImageData;
  readonly found: readonly FoundCode[];
  /** Why nothing was found, where it is not that there is nothing: a person can still frame a part. */
  readonly failure?: unknown;
  /** What it was taken from, still open, where it shows one picture of a move: the others follow there. */
  readonly moving?: MediaStream;
}

/** Whether there is one of the pictures of a move, which alone says nothing. */
export const isOfMove = ({ found }: Pick<ReadPicture, 'found'>): boolean =>
  found.some(({ text }) => isFrameText(text));

/** A picture of a stream that is let go of now: with a hold of its own on it, where more is to come. */
export const fromStream = (read: ReadPicture, stream: MediaStream): ReadPicture =>
  isOfMove(read) ? { ...read, moving: stream.clone() } : read;

async function readWhole(image: ImageData): Promise<ReadPicture> {
  try {
    return { image, found: await findQrCodes(image) };
  } catch (failure) {
    return { image, found: [], failure };
  }
}

/** The codes of a part, at their places in the whole. @throws UserError decode-timeout */
export async function readPart(image: ImageData, part: Box): Promise<FoundCode[]> {
  const box = wholePixels(image, part);
  if (!box) return [];
  const found = await findQrCodes(partOf(image, box));
  return found.map((code) => ({ ...code, x: code.x + box.x, y: code.y + box.y }));
}

/** Of the part that was clicked, else of the whole: a crop that shows no code is no reason to give up. */
async function readCaptured({ image: dataUrl, crop }: CapturedPicture): Promise<ReadPicture> {
  const image = await imageFromDataUrl(dataUrl);
  const box = crop && cropBox(image, crop);
  const clicked = box ? await readPart(image, box).catch(() => []) : [];
  return clicked.length > 0 ? { image, found: clicked } : readWhole(image);
}

/** @throws UserError those of `scan/` */
async function readCapture({
  pictures: [first, ...behind],
}: Pick<Capture, 'pictures'>): Promise<ReadPicture> {
  if (!first) throw new UserError('capture-gone');
  if (behind.length === 0) return readCaptured(first);
  const read = await readCaptured(first).catch(() => null);
  return read && read.found.length > 0 ? read : readCapture({ pictures: behind });
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

/** Begins with the picture that was asked for ahead, unless somebody took it already. */
export function beginReading(): void {
  const capture = takeAhead();
  if (!capture) return;
  warmUpZxing();
  begun = begin(capture);
}

/** What waits for this window, once. @throws UserError capture-gone, those of `scan/` */
export function takeReading(): Waiting {
  const taken = begun ?? begin(takeAhead() ?? ask('takeCapture', {}));
  begun = null;
  return taken;
}

/** No page, which could be made larger. */
async function readOutside(image: ImageData): Promise<ReadPicture> {
  const read = await readWhole(image);
  return read.found.length > 0 ? read : { failure: new UserError('no-qr-code-in-picture'), ...read };
}

/** @throws UserError bad-image, image-too-big */
async function readFile(file: Blob): Promise<ReadPicture> {
  return readOutside(await imageFromFile(file));
}

/** What is in several pictures, of which none is shown, and those that gave nothing. */
export interface ReadTogether {
  readonly texts: readonly string[];
  readonly unread: readonly UnreadFile[];
}

export interface UnreadFile {
  readonly name: string;
  readonly failure: unknown;
}

/** One after the other: each may be as large as a picture may be. */
async function readTogether(files: readonly File[]): Promise<ReadTogether> {
  const texts = new Set<string>();
  const unread: UnreadFile[] = [];
  for (const file of files) {
    const read = readFile(file).catch((failure: unknown) => ({ found: [], failure }));
    const { found, failure } = await read;
    if (found.length === 0) unread.push({ name: file.name, failure });
    for (const { text } of found) texts.add(text);
  }
  return { texts: [...texts], unread };
}

/** @throws UserError bad-image, image-too-big, where there is one file; no-qr-code-in-picture where there is nothing in several */
export async function readFiles(files: readonly File[]): Promise<ReadPicture | ReadTogether> {
  const [first, ...others] = files;
  if (first && others.length === 0) return readFile(first);
  const read = await readTogether(files);
  if (read.texts.length === 0) throw new UserError('no-qr-code-in-picture');
  return read;
}

/**
 * One picture of a window or screen that the person chooses, which is let go of at once, unless a move is shown there.
 * @throws UserError those of `scan/camera.ts`
 */
export async function readScreen(): Promise<ReadPicture> {
  const stream = await openScreen();
  try {
    const video = document.createElement('video');
    await play(video, stream);
    return fromStream(await readOutside(imageFromVideo(video)), stream);
  } finally {
    stopStream(stream);
  }
}
