import { type Box, type GreyPicture, halved } from './grey';

/** Pixels a side. Two modules of a small code and one of a large one: both leave edges in a cell's neighbourhood. */
const CELL = 8;
/** Mean brightness steps per pixel. Low ones join a large or faint code, high ones part it from what touches it. */
const THRESHOLDS = [2.5, 5, 10, 20, 36];
const MIN_CELLS = 5;
const MAX_ASPECT = 1.9;
const MIN_FILL = 0.4;
const MAX_REGIONS = 12;

interface Cells {
  readonly energy: Float32Array;
  readonly columns: number;
  readonly rows: number;
}

export interface Region extends Box {
  /** How much it looks like a code, to compare with others of the picture. */
  readonly likeness: number;
}

/**
 * The parts of a picture that may hold a code, best first: about square, with many edges both ways, as no
 * paragraph or photograph has all of. In pixels of the picture, each with a cell of margin.
 */
export function findRegions(picture: GreyPicture): Region[] {
  const found: Region[] = [];
  let scale = 1;
  let level = picture;
  while (level.width * level.height > 1_600_000) {
    level = halved(level);
    scale *= 2;
  }
  for (let round = 0; round < 2 && Math.min(level.width, level.height) >= 2 * MIN_CELLS * CELL; round++) {
    const cells = edgeCells(level);
    for (const threshold of THRESHOLDS) found.push(...components(cells, threshold, CELL * scale));
    level = halved(level);
    scale *= 2;
  }
  found.sort((a, b) => b.likeness - a.likeness);
  const kept: Region[] = [];
  for (const one of found) {
    if (kept.length === MAX_REGIONS) break;
    if (!kept.some((other) => isSame(one, other))) kept.push(one);
  }
  return kept;
}

/** Per cell the weaker of its horizontal and vertical edges, averaged over its neighbours. */
function edgeCells({ values, width, height }: GreyPicture): Cells {
  const columns = Math.floor(width / CELL);
  const rows = Math.floor(height / CELL);
  const across = new Float32Array(columns * rows);
  const down = new Float32Array(columns * rows);
  for (let y = 0; y < rows * CELL; y++) {
    for (let x = 0, i = y * width; x < columns * CELL; x++, i++) {
      const cell = Math.floor(y / CELL) * columns + Math.floor(x / CELL);
      const here = values[i] ?? 0;
      across[cell] = (across[cell] ?? 0) + Math.abs(here - (values[i + 1] ?? here));
      down[cell] = (down[cell] ?? 0) + Math.abs(here - (values[i + width] ?? here));
    }
  }
  const a = smooth(across, columns, rows);
  const d = smooth(down, columns, rows);
  return { energy: a.map((value, i) => Math.min(value, d[i] ?? 0) / (CELL * CELL)), columns, rows };
}

function smooth(values: Float32Array, columns: number, rows: number): Float32Array {
  return values.map((_, i) => {
    const x = i % columns;
    const y = Math.floor(i / columns);
    let sum = 0;
    for (let row = Math.max(0, y - 1); row <= Math.min(rows - 1, y + 1); row++) {
      for (let column = Math.max(0, x - 1); column <= Math.min(columns - 1, x + 1); column++) {
        sum += values[row * columns + column] ?? 0;
      }
    }
    return sum / 9;
  });
}

function components({ energy, columns, rows }: Cells, threshold: number, cellSize: number): Region[] {
  const seen = new Uint8Array(energy.length);
  const found: Region[] = [];
  for (let start = 0; start < energy.length; start++) {
    if (seen[start] || (energy[start] ?? 0) < threshold) continue;
    let [left, right, top, bottom, count, total] = [columns, 0, rows, 0, 0, 0];
    const open = [start];
    seen[start] = 1;
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      const x = cell % columns;
      const y = Math.floor(cell / columns);
      [left, right, top, bottom] = [
        Math.min(left, x),
        Math.max(right, x),
        Math.min(top, y),
        Math.max(bottom, y),
      ];
      count++;
      total += energy[cell] ?? 0;
      for (const next of [
        x > 0 ? cell - 1 : -1,
        x < columns - 1 ? cell + 1 : -1,
        cell - columns,
        cell + columns,
      ]) {
        if (next < 0 || next >= energy.length || seen[next] || (energy[next] ?? 0) < threshold) continue;
        seen[next] = 1;
        open.push(next);
      }
    }
    const width = right - left + 1;
    const height = bottom - top + 1;
    const aspect = Math.max(width, height) / Math.min(width, height);
    const fill = count / (width * height);
    if (Math.min(width, height) < MIN_CELLS || aspect > MAX_ASPECT || fill < MIN_FILL) continue;
    const likeness = ((total / count) * fill * Math.sqrt(count)) / aspect ** 2;
    found.push({
      x: left * cellSize,
      y: top * cellSize,
      width: width * cellSize,
      height: height * cellSize,
      likeness,
    });
  }
  return found;
}

/** Whether two boxes are as good as one. */
export const isSame = (a: Box, b: Box): boolean => overlap(a, b) > 0.7;

/** Shared area by joint area. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (a.width * a.height + b.width * b.height - width * height);
}
