/** The QR code of the set-up, read by a decoder that has no part in drawing it. */
import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { readQr } from '../fakes/read-qr';
import { keyUri } from './key-uri.ts';
import { markedQr, qrImage } from './qr.ts';

const bytesOf = (url: string) => Uint8Array.from(Buffer.from(url.split(',')[1] ?? '', 'base64'));

it.each([
  ['the shortest', keyUri('o', 'JBSWY3DP')],
  ['a common one', keyUri('octavia@example.com', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP')],
  ['a long one', keyUri('o'.repeat(64), 'JBSWY3DPEHPK3PXP'.repeat(4), { type: 'hotp' })],
])('is read in spite of the mark in its middle: %s', async (_name, uri) => {
  const marked = await markedQr(uri);
  expect(await readQr(bytesOf(marked))).toEqual([uri]);
  expect(await readQr(bytesOf(await qrImage(uri)))).toEqual([uri]);
});

it('has the mark in its middle', async () => {
  const { width, data } = PNG.sync.read(Buffer.from(bytesOf(await markedQr(keyUri('o', 'JBSWY3DP')))));
  const coloured = [...data.keys()].filter((at) => at % 4 === 0 && data[at] !== data[at + 1]);
  expect(coloured.length).toBeGreaterThan(1000);
  for (const at of coloured) {
    const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
    for (const place of [x, y]) expect(Math.abs(place - width / 2)).toBeLessThan(33);
  }
});
