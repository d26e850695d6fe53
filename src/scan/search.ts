import type { Point, Reading, ReadView } from './engine';
import { type Box, type GreyPicture, halved } from './grey';
import { findRegions, isSame, type Region } from './regions';
import { levelled, raised, VIEW_MAKERS, type View } from './views';

export interface FoundCode extends Box {
  readonly text: string;
}

/** More codes than this in one picture are made to confuse. */
export const MAX_CODES = 32;
/** zxing takes whole pictures; over this they are halved first. */
export const ZXING_PIXELS = 16_000_000;
/** Larger pictures are halved before their contrast is raised, which takes this thread a tenth of a second. */
const RAISED_PIXELS = 1_600_000;
/** The time of qr-scanner grows faster than the picture. */
export const QR_SCANNER_PIXELS = 400_000;
/** For each kind of view how many regions, best first, are worth the engine's time. */
const ZXING_REGIONS = [12, 8, 5, 5];
const QR_SCANNER_REGIONS = [3, 3, 2, 2];
/** Of the regions that come to light where the contrast is raised, most of which are text. */
const FAINT_REGIONS = [6, 4, 2, 2];
/** Once a code was found, regions that look less like one than this share of it are left alone. */
const ALIKE = 0.15;

/** One reads all codes of a whole picture; the other reads one code of a view, and some that the first does not. */
export interface Engines {
  readonly zxing: ReadView;
  readonly qrScanner: ReadView;
}

/**
 * All codes that the engines can find, in the order of finding: in the whole picture; then region by region, each made
 * ready for the engine, where nothing was read yet; where there is none, in the whole picture shown otherwise; and at
 * last all over again by the other engine.
 *
 * @param deadline in `performance.now()` milliseconds.
 * @param asked what zxing reads in the whole picture, where it was asked already.
 * @param makeOther the picture by something else than its brightness, null where it has nothing else.
 * @throws UserError `decode-timeout`
 */
export async function* findCodes(
  picture: GreyPicture,
  { zxing, qrScanner }: Engines,
  deadline: number,
  asked?: Promise<readonly Reading[]>,
  makeOther: () => GreyPicture | null = () => null,
): AsyncGenerator<FoundCode> {
  const found: FoundCode[] = [];
  // Before the regions are looked for, which takes this thread as long as the engine's takes the whole.
  const whole = asked
    ? asked.then((readings) => codesOf(readings, WHOLE))
    : codesIn(wholeView(picture, ZXING_PIXELS), zxing, deadline);
  // Awaited a moment later, and it may fail before.
  whole.catch(() => undefined);
  const regions = findRegions(picture);
  function* keep(codes: readonly FoundCode[]): Generator<FoundCode> {
    for (const code of codes) {
      if (found.length === MAX_CODES || !isNew(code, found)) continue;
      found.push(code);
      yield code;
    }
  }
  async function* lookAt(view: View, read: ReadView): AsyncGenerator<FoundCode> {
    yield* keep(await codesIn(view, read, deadline));
  }
  async function* lookAtRegions(
    read: ReadView,
    most: readonly number[],
    regions: readonly Region[],
  ): AsyncGenerator<FoundCode> {
    for (const [index, makeView] of VIEW_MAKERS.entries()) {
      for (const region of regions.slice(0, most[index])) {
        if (region.likeness < enough(regions, found) || found.some((code) => covers(code, region))) continue;
        const view = makeView(picture, region);
        if (view) yield* lookAt(view, read);
      }
    }
  }
  yield* keep(await whole);
  yield* lookAtRegions(zxing, ZXING_REGIONS, regions);
  if (found.length > 0) return;
  yield* lookAt(levelled(wholeView(picture, QR_SCANNER_PIXELS)), zxing);
  if (found.length > 0) return;
  const view = raised(wholeView(picture, RAISED_PIXELS));
  yield* lookAt(view, zxing);
  if (found.length > 0) return;
  yield* lookAtRegions(zxing, FAINT_REGIONS, faintRegions(view, regions));
  const other = found.length === 0 ? makeOther() : null;
  if (other) yield* lookAt(wholeView(other, ZXING_PIXELS), zxing);
  if (found.length > 0) return;
  const oneByOne = untilNothing(qrScanner);
  yield* lookAtRegions(oneByOne, QR_SCANNER_REGIONS, regions);
  if (found.length === 0) yield* lookAt(wholeView(picture, QR_SCANNER_PIXELS), oneByOne);
}

/** The codes that an engine reads in the whole picture, as it is but for its size. */
export async function glanceAt(
  picture: GreyPicture,
  read: ReadView,
  mostPixels: number,
  deadline: number,
): Promise<FoundCode[]> {
  const codes = await codesIn(wholeView(picture, mostPixels), read, deadline);
  return codes.filter((code, index) => isNew(code, codes.slice(0, index)));
}

/** The regions of a view whose contrast is raised, in pixels of the whole picture, but for those known already. */
function faintRegions({ picture, ...frame }: View, known: readonly Region[]): Region[] {
  return findRegions(picture)
    .map((region) => ({ ...region, ...inSource(region, frame) }))
    .filter((region) => !known.some((other) => isSame(region, other)));
}

/** How much a region must look like a code to be worth a look, after what the found ones look like. */
function enough(regions: readonly Region[], found: readonly FoundCode[]): number {
  const ofCodes = regions.filter((region) => found.some((code) => covers(code, region)));
  return ALIKE * Math.max(0, ...ofCodes.map(({ likeness }) => likeness));
}

/** Asks an engine that reads one code at a time until nothing is left, each code that was read painted over. */
function untilNothing(read: ReadView): ReadView {
  return async ({ values, width, height }, deadline) => {
    const left = { values: values.slice(), width, height };
    const all: Reading[] = [];
    while (all.length < MAX_CODES) {
      // What was read stays where the next look comes too late.
      const [reading] = await read(left, deadline).catch((error: unknown) => {
        if (all.length === 0) throw error;
        return [];
      });
      if (!reading) break;
      all.push(reading);
      const box = boxAround(reading.corners);
      if (box.width * box.height > 0.3 * width * height) break;
      paintOver(left, box);
    }
    return all;
  };
}

type Frame = Omit<View, 'picture'>;
const WHOLE: Frame = { originX: 0, originY: 0, scale: 1 };

/** Readings at their places in the whole picture. An empty text is what could not be decoded. */
function codesOf(readings: readonly Reading[], frame: Frame): FoundCode[] {
  return readings
    .filter(({ text }) => text !== '')
    .map(({ text, corners }) => ({ text, ...inSource(boxAround(corners), frame) }));
}

async function codesIn(view: View, read: ReadView, deadline: number): Promise<FoundCode[]> {
  return codesOf(await read(view.picture, deadline), view);
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

function inSource({ x, y, width, height }: Box, { originX, originY, scale }: Frame): Box {
  return { x: originX + x / scale, y: originY + y / scale, width: width / scale, height: height / scale };
}

function paintOver({ values, width, height }: GreyPicture, box: Box): void {
  const left = Math.max(0, Math.floor(box.x));
  const right = Math.min(width, Math.ceil(box.x + box.width));
  for (let y = Math.max(0, Math.floor(box.y)); y < Math.min(height, box.y + box.height); y++) {
    values.fill(128, y * width + left, y * width + right);
  }
}

/** What a code must fill of a region that has its quiet zone and a line of text besides. */
const FILLED = 0.3;

/** Whether the region holds little but this code. */
function covers(code: Box, region: Box): boolean {
  const width = Math.min(code.x + code.width, region.x + region.width) - Math.max(code.x, region.x);
  const height = Math.min(code.y + code.height, region.y + region.height) - Math.max(code.y, region.y);
  if (width <= 0 || height <= 0) return false;
  return width * height > FILLED * region.width * region.height;
}

/** Of two codes at one place that are as large as each other, one was misread; a small one on a large one is another. */
const AS_LARGE = 0.5;

function isNew(code: FoundCode, found: readonly FoundCode[]): boolean {
  const x = code.x + code.width / 2;
  const y = code.y + code.height / 2;
  const isAsLarge = (other: Box) => {
    const ratio = (code.width * code.height) / (other.width * other.height);
    return ratio > AS_LARGE && ratio < 1 / AS_LARGE;
  };
  return !found.some(
    (o) =>
      x > o.x && x < o.x + o.width && y > o.y && y < o.y + o.height && (o.text === code.text || isAsLarge(o)),
  );
}
