/** The worker around zxing-wasm: RGBA in, all QR codes out. Its WebAssembly is a file of the package. */
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { Reading } from './engine';

export interface ZxingQuestion {
  readonly id: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

export interface ZxingAnswer {
  readonly id: number;
  /** Null where the engine cannot run. */
  readonly readings: readonly Reading[] | null;
}

const OPTIONS: ReaderOptions = {
  // 'QRCode' takes in Micro QR and rMQR too, which hold less than an account and are seen in what is no code.
  formats: ['QRCodeModel2'],
  tryHarder: true,
  textMode: 'Plain',
  maxNumberOfSymbols: 32,
};

const ready = prepareZXingModule({
  overrides: { locateFile: () => new URL(wasmUrl, location.href).href },
  fireImmediately: true,
}).then(
  () => true,
  () => false,
);

async function read({ data, width, height }: ZxingQuestion): Promise<readonly Reading[] | null> {
  if (!(await ready)) return null;
  const results = await readBarcodes(new ImageData(data, width, height), OPTIONS);
  return results.map(({ text, position: { topLeft, topRight, bottomRight, bottomLeft } }) => ({
    text,
    corners: [topLeft, topRight, bottomRight, bottomLeft],
  }));
}

addEventListener('message', async ({ data: question }: MessageEvent<ZxingQuestion>) => {
  const answer: ZxingAnswer = { id: question.id, readings: await read(question).catch(() => null) };
  postMessage(answer);
});
