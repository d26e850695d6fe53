/** The series of QR codes of a move, before the camera of a page. */
import QRCode from 'qrcode';
import { filmOf } from '../../src/core/transfer/frames/film.ts';

interface DrawnPicture {
  readonly size: number;
  /** Its modules row after row, 1 for a dark one. */
  readonly dark: string;
}

/** The first pictures of the series. */
export function picturesOf(sealed: Uint8Array<ArrayBuffer>, count: number): DrawnPicture[] {
  const film = filmOf(sealed);
  return Array.from({ length: count }, (_, number) => {
    const { size, data } = QRCode.create(film.frame(number), { errorCorrectionLevel: 'M' }).modules;
    return { size, dark: Array.from(data, (one) => (one ? '1' : '0')).join('') };
  });
}

/** In a page of ours: puts a series of pictures in the place of the camera, which the computer has not. */
export function filmBeforeCamera(series: readonly DrawnPicture[]): void {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [640, 480];
  const context = canvas.getContext('2d');
  let at = 0;
  setInterval(() => {
    const { size, dark } = series[at % series.length] ?? { size: 1, dark: '0' };
    at += 1;
    if (!context) return;
    context.fillStyle = '#ddd';
    context.fillRect(0, 0, 640, 480);
    context.fillStyle = '#222';
    for (let index = 0; index < dark.length; index += 1)
      if (dark[index] === '1')
        context.fillRect(137 + (index % size) * 6, 57 + Math.floor(index / size) * 6, 6, 6);
  }, 100);
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
}
