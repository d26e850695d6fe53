/// <reference path="./qr-scanner-worker.d.ts" />
import { createWorker } from 'qr-scanner/qr-scanner-worker.min.js';
import { UserError } from '../core/errors';
import { type GreyPicture, rgbaOf } from './grey';
import type { Point, Reading } from './search';

/** What the engine of qr-scanner 1.4 posts back; `data` is null where it read nothing. */
interface EngineAnswer {
  readonly id: number;
  readonly data: string | null;
  readonly cornerPoints: readonly Point[];
}

let engine: Worker | null = null;
let lastId = 0;

/**
 * Reads one code of a view. The engine stays alive for the next one, because opening it takes longer than a
 * view does. Its messages are posted here and not through `QrScanner.scanImage`, which needs a canvas in the
 * document, may take the system's BarcodeDetector where there is one, and waits ten seconds.
 *
 * @param deadline in `performance.now()` milliseconds.
 * @throws UserError `decode-timeout` at the deadline; the worker is ended then, for it cannot be interrupted.
 */
export async function readCode(view: GreyPicture, deadline: number): Promise<Reading | null> {
  const remaining = deadline - performance.now();
  if (remaining <= 0) throw new UserError('decode-timeout');
  engine ??= openEngine();
  const worker = engine;
  const listening = new AbortController();
  const { signal } = listening;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const id = ++lastId;
  try {
    return await new Promise<Reading | null>((resolve, reject) => {
      worker.addEventListener(
        'message',
        ({ data }: MessageEvent<EngineAnswer>) => {
          if (data.id === id)
            resolve(data.data === null ? null : { text: data.data, corners: data.cornerPoints });
        },
        { signal },
      );
      worker.addEventListener(
        'error',
        () => {
          close(worker);
          reject(new Error('The QR engine failed'));
        },
        { signal },
      );
      timer = setTimeout(() => {
        close(worker);
        reject(new UserError('decode-timeout'));
      }, remaining);
      const pixels = rgbaOf(view);
      worker.postMessage({ id, type: 'decode', data: pixels }, [pixels.data.buffer]);
    });
  } finally {
    listening.abort();
    clearTimeout(timer);
  }
}

function openEngine(): Worker {
  const worker = createWorker();
  // scanImage says this to the engines that it opens itself only; without it no light-on-dark code is read
  worker.postMessage({ id: -1, type: 'inversionMode', data: 'both' });
  return worker;
}

function close(worker: Worker): void {
  worker.terminate();
  if (engine === worker) engine = null;
}
