import type { Point, ReadView } from './engine';
import { type Box, type GreyPicture, halved } from './grey';
import { findRegions, type Region } from './regions';
import { levelled, VIEW_MAKERS, type View } from './views';

export interface FoundCode extends Box {
  readonly text: string;
}

/** More codes than this in one picture are made to confuse. */
export const MAX_CODES = 32;
/** zxing takes whole pictures; over this they are halved first. */
const ZXING_PIXELS = 16_000_000;
/** The time of qr-scanner grows faster than the picture. */
const QR_SCANNER_PIXELS = 1_400_000;
/** Once a code was found, regions that look less like one than this share of it are left alone. */
const ALIKE = 0.15;

/** One reads all codes of a whole picture; the other reads one code of a view, and some that the first does not. */
export interface Engines {
  readonly zxing: ReadView;
  readonly qrScanner: ReadView;
}

/**
 * All codes that the engines can find, in the order of finding: in the whole picture; then region by region, each made
 * ready for the engine, where nothing was read yet; and where there is none, all over again by the other engine.
 *
 * @param deadline in `performance.now()` milliseconds.
 * @throws UserError `decode-timeout`
 */
export async function* findCodes(
  picture: GreyPicture,
  { zxing, qrScanner }: Engines,
  deadline: number,
): AsyncGenerator<FoundCode> {
  const found: FoundCode[] = [];
  const regions = findRegions(picture);
  async function* lookAt(view: View, read: ReadView): AsyncGenerator<FoundCode> {
    for await (const code of readAll(view, read, deadline)) {
      if (found.length === MAX_CODES || !isNew(code, found)) continue;
      found.push(code);
      yield code;
    }
  }
  async function* lookAtRegions(read: ReadView): AsyncGenerator<FoundCode> {
    for (const makeView of VIEW_MAKERS) {
      for (const region of regions) {
        if (region.likeness < enough(regions, found) || found.some((code) => covers(code, region))) continue;
        const view = makeView(picture, region);
        if (view) yield* lookAt(view, read);
      }
    }
  }
  yield* lookAt(wholeView(picture, ZXING_PIXELS), zxing);
  yield* lookAtRegions(zxing);
  if (found.length === 0) yield* lookAt(levelled(wholeView(picture, QR_SCANNER_PIXELS)), zxing);
  if (found.length > 0) return;
  yield* lookAtRegions(qrScanner);
  if (found.length === 0) yield* lookAt(wholeView(picture, QR_SCANNER_PIXELS), qrScanner);
}

/** The codes that an engine reads in the whole picture, as it is. */
export async function glanceAt(picture: GreyPicture, read: ReadView, deadline: number): Promise<FoundCode[]> {
  const found: FoundCode[] = [];
  const view = wholeView(picture, ZXING_PIXELS);
  for await (const code of readAll(view, read, deadline)) if (isNew(code, found)) found.push(code);
  return found;
}

/** How much a region must look like a code to be worth a look, after what the found ones look like. */
function enough(regions: readonly Region[], found: readonly FoundCode[]): number {
  const ofCodes = regions.filter((region) => found.some((code) => covers(code, region)));
  return ALIKE * Math.max(0, ...ofCodes.map(({ likeness }) => likeness));
}

/** Reads a view until nothing is left in it, each code that was read painted over: an engine may read one at a time. */
async function* readAll(view: View, read: ReadView, deadline: number): AsyncGenerator<FoundCode> {
  const { width, height } = view.picture;
  const left = { values: view.picture.values.slice(), width, height };
  for (let reads = 0; reads < MAX_CODES; reads++) {
    const readings = await read(left, deadline);
    for (const { text, corners } of readings) {
      const box = boxAround(corners);
      if (text !== '') yield { text, ...inSource(box, view) };
      if (box.width * box.height > 0.3 * width * height) return;
      paintOver(left, box);
    }
    if (readings.length !== 1) return;
  }
}

function wholeView(picture: GreyPicture, mostPixels: number): View {
  let scale = 1;
  let whole = picture;
  while (whole.width * whole.height > mostPixels) {
    whole = halved(whole);
    scale /= 2;
  }
  return { picture: whole, originX: 0, originY: 0, scale };
}

function boxAround(corners: readonly Point[]): Box {
  const x = Math.min(...corners.map((corner) => corner.x));
  const y = Math.min(...corners.map((corner) => corner.y));
  const right = Math.max(...corners.map((corner) => corner.x));
  const bottom = Math.max(...corners.map((corner) => corner.y));
  return { x, y, width: right - x, height: bottom - y };
}

function inSource({ x, y, width, height }: Box, { originX, originY, scale }: View): Box {
  return { x: originX + x / scale, y: originY + y / scale, width: width / scale, height: height / scale };
}

function paintOver({ values, width, height }: GreyPicture, box: Box): void {
  const left = Math.max(0, Math.floor(box.x));
  const right = Math.min(width, Math.ceil(box.x + box.width));
  for (let y = Math.max(0, Math.floor(box.y)); y < Math.min(height, box.y + box.height); y++) {
    values.fill(128, y * width + left, y * width + right);
  }
}

/** Whether the region holds little but this code. */
function covers(code: Box, region: Box): boolean {
  const width = Math.min(code.x + code.width, region.x + region.width) - Math.max(code.x, region.x);
  const height = Math.min(code.y + code.height, region.y + region.height) - Math.max(code.y, region.y);
  if (width <= 0 || height <= 0) return false;
  return width * height > 0.5 * region.width * region.height;
}

function isNew(code: FoundCode, found: readonly FoundCode[]): boolean {
  const x = code.x + code.width / 2;
  const y = code.y + code.height / 2;
  return !found.some((o) => x > o.x && x < o.x + o.width && y > o.y && y < o.y + o.height);
}
