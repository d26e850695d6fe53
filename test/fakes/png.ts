import { crc32, deflateSync } from 'node:zlib';

function chunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A real picture (PNG, eight bits, red, green and blue). @param colourAt three channels, 0 to 255 */
export function pngOf(
  width: number,
  height: number,
  colourAt: (x: number, y: number) => readonly [number, number, number] = () => [200, 30, 90],
): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const lines = Buffer.alloc(height * (1 + 3 * width));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) lines.set(colourAt(x, y), y * (1 + 3 * width) + 1 + 3 * x);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(lines)), chunk('IEND', new Uint8Array())];
  return Uint8Array.from(Buffer.concat([signature, ...parts]));
}

/** As the vault keeps it. */
export const dataUrl = (bytes: Uint8Array): string =>
  `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;

/** A picture of the given length as a data URL, as far as its length can be chosen; each number another one. */
export function pictureOfSize(characters: number, number = 0): string {
  const head = dataUrl(pngOf(64, 64, () => [number % 256, number >> 8, 7]));
  return head.replace(/=*$/, '').padEnd(characters - (characters % 4) + ((head.indexOf(',') + 1) % 4), 'A');
}
