/// <reference path="./qr-scanner-worker.d.ts" />
import { createWorker } from 'qr-scanner/qr-scanner-worker.min.js';
import { engineWorker, type Point, type ReadView } from './engine';
import { rgbaOf } from './grey';

/** What the engine of qr-scanner 1.4 posts back; `data` is null where it read nothing. */
interface Answer {
  readonly id: number;
  readonly data: string | null;
  readonly cornerPoints: readonly Point[];
}

/**
 * Its messages are posted here and not through `QrScanner.scanImage`, which needs a canvas in the document, may take
 * the system's BarcodeDetector where there is one, and waits ten seconds.
 */
const engine = engineWorker<Answer>(() => {
  const worker = createWorker();
  // scanImage says this to the engines that it opens itself only; without it no light-on-dark code is read
  worker.postMessage({ id: -1, type: 'inversionMode', data: 'both' });
  return worker;
});

/** Reads one code of a view, the largest as a rule. */
export const readByQrScanner: ReadView = async (view, deadline) => {
  const pixels = rgbaOf(view);
  const { data, cornerPoints } = await engine.ask(
    { type: 'decode', data: pixels },
    [pixels.data.buffer],
    deadline,
  );
  return data === null ? [] : [{ text: data, corners: cornerPoints }];
};
