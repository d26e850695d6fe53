import { type Box, cut, type GreyPicture, scaled } from './grey';

/** A region made ready for the engine. The pixel (x, y) of `picture` came from `origin + (x, y) / scale`. */
export interface View {
  readonly picture: GreyPicture;
  readonly originX: number;
  readonly originY: number;
  readonly scale: number;
}

const WHITE = 255;
/** More only makes the engine slower: a module of one pixel holds nothing that could be drawn out. */
const MAX_SCALE = 3;

/** One way to show a region to the engine; null where there is nothing to show. */
export type ViewMaker = (picture: GreyPicture, region: Box) => View | null;

/**
 * In the order of trying. Over our pictures of codes the engine reads 60 of 69 best regions at 260 pixels a
 * side (fewer at any other), with the tight view all that it can read at any size; the larger one is for
 * versions of more than 80 modules, the blurred one for codes drawn with dots or lines of text, the levelled one for
 * paper in shade and glare.
 */
export const VIEW_MAKERS: readonly ViewMaker[] = [
  (picture, region) => viewOf(picture, region, 260),
  (picture, region) => tight(viewOf(picture, region, 400)),
  (picture, region) => viewOf(picture, region, 560),
  (picture, region) => blurred(viewOf(picture, region, 360)),
];

/** The region with a margin, at this many pixels a side, from black to white, in a frame of its own ground. */
function viewOf(picture: GreyPicture, region: Box, side: number): View {
  const margin = Math.ceil(0.08 * Math.max(region.width, region.height));
  const box = grown(region, margin, picture);
  const scale = Math.min(MAX_SCALE, side / Math.max(box.width, box.height));
  const part = stretched(scaled(cut(picture, box), scale));
  return framed({ picture: part, originX: box.x, originY: box.y, scale }, isLight(part) ? WHITE : 0);
}

/** A code printed to the edge of its light ground: cut to that ground, with the white frame that it lacks. */
function tight(view: View): View | null {
  const light = lightBox(view.picture);
  if (light === null) return null;
  const part = cut(view.picture, light);
  const originX = view.originX + light.x / view.scale;
  const originY = view.originY + light.y / view.scale;
  return framed({ picture: part, originX, originY, scale: view.scale }, WHITE);
}

function grown({ x, y, width, height }: Box, by: number, within: GreyPicture): Box {
  const left = Math.max(0, x - by);
  const top = Math.max(0, y - by);
  const right = Math.min(within.width, x + width + by);
  const bottom = Math.min(within.height, y + height + by);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Contrast of the middle, where the code is, drawn out to the full range: faint colours become black and white. */
function stretched({ values, width, height }: GreyPicture): GreyPicture {
  const histogram = new Uint32Array(256);
  let count = 0;
  for (let y = Math.floor(height * 0.15); y < height * 0.85; y++) {
    for (let x = Math.floor(width * 0.15); x < width * 0.85; x++, count++) {
      const value = values[y * width + x] ?? 0;
      histogram[value] = (histogram[value] ?? 0) + 1;
    }
  }
  const low = percentile(histogram, count * 0.02);
  const range = Math.max(1, percentile(histogram, count * 0.98) - low);
  return { values: values.map((value) => ((value - low) * 255) / range), width, height };
}

function percentile(histogram: Uint32Array, rank: number): number {
  let below = 0;
  return histogram.findIndex((count) => {
    below += count;
    return below >= rank;
  });
}

/** Whether the outermost pixels are more light than dark. */
function isLight({ values, width, height }: GreyPicture): boolean {
  let sum = 0;
  for (let x = 0; x < width; x++) sum += (values[x] ?? 0) + (values[(height - 1) * width + x] ?? 0);
  for (let y = 0; y < height; y++) sum += (values[y * width] ?? 0) + (values[(y + 1) * width - 1] ?? 0);
  return sum / (2 * (width + height)) >= 128;
}

/** The box of the rows and columns of which a tenth is light. */
function lightBox({ values, width, height }: GreyPicture): Box | null {
  const columns = new Uint32Array(width);
  const rows = new Uint32Array(height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if ((values[i] ?? 0) < 180) continue;
      columns[x] = (columns[x] ?? 0) + 1;
      rows[y] = (rows[y] ?? 0) + 1;
    }
  }
  const x = columns.findIndex((count) => count > height / 10);
  const y = rows.findIndex((count) => count > width / 10);
  const right = columns.findLastIndex((count) => count > height / 10);
  const bottom = rows.findLastIndex((count) => count > width / 10);
  return right - x < 40 || bottom - y < 40 ? null : { x, y, width: right - x + 1, height: bottom - y + 1 };
}

/** Adds the quiet zone of four modules that a cut edge lacks; a tenth of the side is more in every version. */
function framed({ picture, originX, originY, scale }: View, shade: number): View {
  const frame = Math.ceil(0.1 * Math.max(picture.width, picture.height));
  const width = picture.width + 2 * frame;
  const height = picture.height + 2 * frame;
  const values = new Uint8ClampedArray(width * height).fill(shade);
  for (let y = 0; y < picture.height; y++) {
    values.set(
      picture.values.subarray(y * picture.width, (y + 1) * picture.width),
      (y + frame) * width + frame,
    );
  }
  return {
    picture: { values, width, height },
    originX: originX - frame / scale,
    originY: originY - frame / scale,
    scale,
  };
}

/** The mean of nine: joins dots, and lines of text between which half blocks leave gaps. */
function blurred(view: View): View {
  const { values, width, height } = view.picture;
  const soft = values.slice();
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, i = y * width + 1; x < width - 1; x++, i++) {
      let sum = 0;
      for (const row of [i - width, i, i + width]) {
        sum += (values[row - 1] ?? 0) + (values[row] ?? 0) + (values[row + 1] ?? 0);
      }
      soft[i] = sum / 9;
    }
  }
  return { ...view, picture: { values: soft, width, height } };
}

/** A tenth of the side each way: more than a finder pattern of most versions, less than a shadow. */
const NEIGHBOURHOOD = 0.1;
/** Pixels each way: less than is between a faint code and the strong text of its page. */
const NEAR = 12;
/** Under this standard deviation there is nothing but noise to draw out. */
const FLAT = 4;

/** Without shade and glare. */
export function levelled(view: View): View {
  const { width, height } = view.picture;
  return byNeighbours(view, Math.max(4, Math.round(NEIGHBOURHOOD * Math.max(width, height))));
}

/** As if all that is drawn were drawn with the same contrast, however faint. */
export function raised(view: View): View {
  return byNeighbours(view, NEAR);
}

/** Each pixel by how far it is from the mean of those within reach, in standard deviations. */
function byNeighbours(view: View, reach: number): View {
  const { values, width, height } = view.picture;
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  const squares = new Float64Array(stride * (height + 1));
  for (let y = 0, i = 0; y < height; y++) {
    let [sum, square] = [0, 0];
    for (let x = 0; x < width; x++, i++) {
      const value = values[i] ?? 0;
      sum += value;
      square += value * value;
      const at = (y + 1) * stride + x + 1;
      sums[at] = (sums[at - stride] ?? 0) + sum;
      squares[at] = (squares[at - stride] ?? 0) + square;
    }
  }
  const level = new Uint8ClampedArray(values.length);
  for (let y = 0, i = 0; y < height; y++) {
    const top = Math.max(0, y - reach) * stride;
    const bottom = Math.min(height, y + reach + 1) * stride;
    for (let x = 0; x < width; x++, i++) {
      const left = Math.max(0, x - reach);
      const right = Math.min(width, x + reach + 1);
      const within = (table: Float64Array) =>
        (table[bottom + right] ?? 0) -
        (table[bottom + left] ?? 0) -
        (table[top + right] ?? 0) +
        (table[top + left] ?? 0);
      const count = ((bottom - top) / stride) * (right - left);
      const mean = within(sums) / count;
      const deviation = Math.sqrt(Math.max(0, within(squares) / count - mean * mean));
      level[i] = 128 + (100 * ((values[i] ?? 0) - mean)) / Math.max(FLAT, deviation);
    }
  }
  return { ...view, picture: { values: level, width, height } };
}
