import { create } from 'qrcode';

/** Modules of quiet ground around it (ISO/IEC 18004 §6.3.8). */
const QUIET = 4;

export interface QrDrawing {
  /** Of the square with its quiet ground, in modules. */
  readonly side: number;
  /** Every dark module as a square of a path, in modules. */
  readonly path: string;
  /** The square in the middle that was left free, in modules; null where none was asked for. */
  readonly free: { readonly from: number; readonly side: number } | null;
}

interface How {
  readonly errorCorrectionLevel: 'L' | 'M' | 'H';
  /** What part of the side of the code is left free in the middle, for a logo; 0 for none. */
  readonly freeShare?: number;
}

function matrixOf(text: string, { errorCorrectionLevel }: How) {
  try {
    return create(text, { errorCorrectionLevel }).modules;
  } catch {
    return null;
  }
}

/** @returns null for a text of more than a QR code holds */
export function drawQr(text: string, how: How): QrDrawing | null {
  const matrix = matrixOf(text, how);
  if (matrix === null) return null;
  const { size, data } = matrix;
  // Of an odd number of modules, as the code is, so that it lies in the very middle.
  const side = how.freeShare ? 2 * Math.floor((size * how.freeShare) / 2) + 1 : 0;
  const from = (size - side) / 2;
  const isFree = (at: number) => at >= from && at < from + side;
  const squares = Array.from(data, (isDark, index) => {
    const [column, row] = [index % size, Math.floor(index / size)];
    return isDark && !(isFree(column) && isFree(row)) ? `M${QUIET + column} ${QUIET + row}h1v1h-1z` : '';
  });
  const free = side > 0 ? { from: QUIET + from, side } : null;
  return { side: size + 2 * QUIET, path: squares.join(''), free };
}
