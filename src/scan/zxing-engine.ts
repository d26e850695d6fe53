import { openWorker } from '../platform/worker';
import { EngineFailure, engineWorker, type Reading, type ReadView } from './engine';
import { type Pixels, rgbaOf } from './grey';
import type { ZxingAnswer } from './zxing-worker';
import workerUrl from './zxing-worker?worker&url';

const engine = engineWorker<ZxingAnswer>(() => openWorker(new URL(workerUrl, location.href)));

/** Compiling it takes a tenth of a second or more, which passes while a picture is on its way. */
export const warmUpZxing = (): void => engine.warmUp();

async function ask({ data, width, height }: Pixels, deadline: number): Promise<readonly Reading[]> {
  const { readings } = await engine.ask({ data, width, height }, [data.buffer], deadline);
  if (readings === null) throw new EngineFailure('zxing-wasm did not start');
  return readings;
}

/** Reads all codes of a view. */
export const readByZxing: ReadView = (view, deadline) => ask(rgbaOf(view), deadline);

/** Reads all codes of an opaque picture, which stays as it is. */
export const readPixelsByZxing = ({ data, width, height }: Pixels, deadline: number) =>
  ask({ data: data.slice(), width, height }, deadline);
