import { type Box, type GreyPicture, halved } from './grey';
import { findRegions } from './regions';
import { VIEW_MAKERS, type View } from './views';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the engine says of one view: the text and its four corners, or null. */
export interface Reading {
  readonly text: string;
  readonly corners: readonly Point[];
}

export type ReadView = (view: GreyPicture) => Promise<Reading | null>;

export interface FoundCode extends Box {
  readonly text: string;
}

/** More codes than this in one picture are made to confuse. */
export const MAX_CODES = 32;
/** The engine's time grows faster than the picture: over this the whole picture is halved first. */
const WHOLE_PIXELS = 1_400_000;
/** Once a code was found, regions that look less like one than this share of it get the first view only. */
const ALIKE = 0.3;

/**
 * All codes that the engine can find, in the order of finding: region by region, then, where there is none,
 * in the whole picture. Regions come first because the engine needs some 20 ms for one and half a second for
 * a page, and because it reads one code of a picture only.
 */
export async function* findCodes(picture: GreyPicture, read: ReadView): AsyncGenerator<FoundCode> {
  const found: FoundCode[] = [];
  const parts = findRegions(picture);
  const regions =
    parts.length > 0 ? parts : [{ x: 0, y: 0, width: picture.width, height: picture.height, likeness: 0 }];
  let enough = 0;
  for (const makeView of VIEW_MAKERS) {
    const likely = regions.filter((region) => region.likeness >= enough);
    for (const region of likely) {
      if (found.some((code) => covers(code, region))) continue;
      const view = makeView(picture, region);
      if (view === null) continue;
      for await (const code of readAll(view, read)) {
        if (!isNew(code, found)) continue;
        enough = Math.max(enough, ALIKE * region.likeness);
        found.push(code);
        yield code;
        if (found.length === MAX_CODES) return;
      }
    }
  }
  if (found.length === 0) yield* readAll(wholeView(picture), read);
}

/** Reads a view until nothing is left in it, each code that was read painted over. */
async function* readAll(view: View, read: ReadView): AsyncGenerator<FoundCode> {
  const { width, height } = view.picture;
  const left = { values: view.picture.values.slice(), width, height };
  for (let reads = 0; reads < MAX_CODES; reads++) {
    const reading = await read(left);
    if (reading === null) return;
    const box = boxAround(reading.corners);
    if (reading.text !== '') yield { text: reading.text, ...inSource(box, view) };
    if (box.width * box.height > 0.3 * width * height) return;
    paintOver(left, box);
  }
}

function wholeView(picture: GreyPicture): View {
  let scale = 1;
  let whole = picture;
  while (whole.width * whole.height > WHOLE_PIXELS) {
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
