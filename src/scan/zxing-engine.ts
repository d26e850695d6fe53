import { openWorker } from '../platform/worker';
import { EngineFailure, engineWorker, type ReadView } from './engine';
import { rgbaOf } from './grey';
import type { ZxingAnswer } from './zxing-worker';
import workerUrl from './zxing-worker?worker&url';

const engine = engineWorker<ZxingAnswer>(() => openWorker(new URL(workerUrl, location.href)));

/** Compiling it takes a tenth of a second or more, which passes while a picture is on its way. */
export const warmUpZxing = (): void => engine.warmUp();

/** Reads all codes of a view. */
export const readByZxing: ReadView = async (view, deadline) => {
  const { data, width, height } = rgbaOf(view);
  const { readings } = await engine.ask({ data, width, height }, [data.buffer], deadline);
  if (readings === null) throw new EngineFailure('zxing-wasm did not start');
  return readings;
};
