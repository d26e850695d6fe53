/** A QR decoder in Node, from the whole package: none of our pictures, views and workers have a part in it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const WASM = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
const { buffer, byteOffset, byteLength } = readFileSync(WASM);
prepareZXingModule({ overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) } });

/** @param picture pixels, or a file of a PNG or JPEG @returns the texts of its codes */
export async function readQr(picture: ImageData | Uint8Array<ArrayBuffer>): Promise<string[]> {
  return (await readBarcodes(picture, { formats: ['QRCode'] })).map(({ text }) => text);
}
