import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PNG } from 'pngjs';
import { toBuffer, toDataURL, toString as toText } from 'qrcode';

/** With the quiet zone of four modules that scanners need, also on a dark page. */
const LOOK = { margin: 4, scale: 5 } as const;

/** A PNG data image. */
export function qrImage(text: string): Promise<string> {
  return toDataURL(text, { errorCorrectionLevel: 'M', ...LOOK });
}

/** `icon.svg` on white: thirteen modules of a code wide, which has an odd number of them too, so that none is halved. */
const mark = PNG.sync.read(readFileSync(path.join(import.meta.dirname, 'public/mark.png')));

/**
 * A PNG data image with the site's mark in the middle: in the smallest code a tenth of the modules, of which the level of
 * correction H mends thirty in a hundred.
 */
export async function markedQr(text: string): Promise<string> {
  const picture = PNG.sync.read(await toBuffer(text, { errorCorrectionLevel: 'H', ...LOOK }));
  const at = (picture.width - mark.width) / 2;
  PNG.bitblt(mark, picture, 0, 0, mark.width, mark.height, at, at);
  return `data:image/png;base64,${PNG.sync.write(picture).toString('base64')}`;
}

/** For a terminal, of half blocks: dark on light, whatever the terminal's colours are. */
export function terminalQr(text: string): Promise<string> {
  return toText(text, { type: 'terminal', small: true, errorCorrectionLevel: 'M' });
}
