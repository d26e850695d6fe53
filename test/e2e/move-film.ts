/** The series of QR codes of a move, before the camera of a page. */
import QRCode from 'qrcode';
import { filmOf } from '../../src/core/transfer/frames/film.ts';

interface DrawnPicture {
  readonly size: number;
  /** Its modules row after row, 1 for a dark one. */
  readonly dark: string;
}

/** A QR code with this text. */
export function pictureOf(text: string): DrawnPicture {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  return { size, dark: Array.from(data, (one) => (one ? '1' : '0')).join('') };
}

/** The first pictures of the series. */
export function picturesOf(sealed: Uint8Array<ArrayBuffer>, count: number): DrawnPicture[] {
  const film = filmOf(sealed);
  return Array.from({ length: count }, (_, number) => pictureOf(film.frame(number)));
}

/**
 * In a page of ours: puts a series of pictures in the place of the camera, which the computer has not, or of the window
 * that somebody chooses in the browser's own dialog.
 */
export function filmBeforeCamera(
  series: readonly DrawnPicture[],
  source: 'getUserMedia' | 'getDisplayMedia' = 'getUserMedia',
): void {
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
  navigator.mediaDevices[source] = async () => canvas.captureStream(10);
}
