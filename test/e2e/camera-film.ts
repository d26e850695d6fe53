import QRCode from 'qrcode';

const [WIDTH, HEIGHT] = [640, 480];
/** Black on white as a camera has it: neither is at its end. */
const [DARK, LIGHT, GREY] = [40, 210, 128];

/** One frame in YUV 4:2:0. */
function frame(isDark: (x: number, y: number) => boolean): Buffer {
  const light = Buffer.alloc(WIDTH * HEIGHT, LIGHT);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) if (isDark(x, y)) light[y * WIDTH + x] = DARK;
  return Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((WIDTH * HEIGHT) / 2, GREY)]);
}

/** A film (YUV4MPEG2) of half a second of an empty wall and then a QR code, over and over, for Chromium's fake camera. */
export function cameraFilm(text: string): Buffer {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  const module = Math.floor(300 / size);
  const [left, top] = [(WIDTH - size * module) / 2, (HEIGHT - size * module) / 2];
  const isDark = (x: number, y: number): boolean => {
    const [column, row] = [Math.floor((x - left) / module), Math.floor((y - top) / module)];
    const isInside = column >= 0 && row >= 0 && column < size && row < size;
    return isInside && data[row * size + column] === 1;
  };
  const wall = frame(() => false);
  const code = frame(isDark);
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F20:1 Ip A1:1 C420mpeg2\n`);
  return Buffer.concat([header, ...Array(10).fill(wall), ...Array(20).fill(code)]);
}
