import QRCode from 'qrcode';

const [WIDTH, HEIGHT] = [640, 480];
/** Of the side of a code, about. */
const SIDE = 300;
/** Black on white as a camera has it: neither is at its end. */
const [DARK, LIGHT, GREY] = [40, 210, 128];

/** The dark modules of a QR code, by row and column. */
export interface Modules {
  readonly size: number;
  readonly isDark: (column: number, row: number) => boolean;
}

/** One frame in YUV 4:2:0. */
function frame(isDark: (x: number, y: number) => boolean): Buffer {
  const light = Buffer.alloc(WIDTH * HEIGHT, LIGHT);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) if (isDark(x, y)) light[y * WIDTH + x] = DARK;
  return Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((WIDTH * HEIGHT) / 2, GREY)]);
}

function frameOf({ size, isDark }: Modules): Buffer {
  const module = Math.floor(SIDE / size);
  const [left, top] = [(WIDTH - size * module) / 2, (HEIGHT - size * module) / 2];
  return frame((x, y) => {
    const [column, row] = [Math.floor((x - left) / module), Math.floor((y - top) / module)];
    return column >= 0 && row >= 0 && column < size && row < size && isDark(column, row);
  });
}

function filmOf(frames: readonly Buffer[], perSecond: number): Buffer {
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${perSecond}:1 Ip A1:1 C420mpeg2\n`);
  return Buffer.concat([header, ...frames]);
}

/** A film (YUV4MPEG2) of half a second of an empty wall and then a QR code, over and over, for Chromium's fake camera. */
export function cameraFilm(text: string): Buffer {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  const code = frameOf({ size, isDark: (column, row) => data[row * size + column] === 1 });
  const wall = frame(() => false);
  return filmOf([...Array(10).fill(wall), ...Array(20).fill(code)], 20);
}

/** A film of one QR code after the other, ten a second; where a camera looked away there is the wall. */
export function seriesFilm(codes: readonly (Modules | null)[]): Buffer {
  const wall = frame(() => false);
  return filmOf(
    codes.map((code) => (code ? frameOf(code) : wall)),
    10,
  );
}
