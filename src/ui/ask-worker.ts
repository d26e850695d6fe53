import { UserError } from '../core/errors';
import { openWorker } from '../platform/worker';
import type { Refusal } from './worker-refusal';

/**
 * Opens a worker of ours for one question.
 * @param url as `?worker&url` gives it
 * @throws UserError the one that the worker answered with; unexpected, where it failed or took longer than the limit
 */
export function askWorker<Answer extends { readonly ok: true }>(
  url: string,
  request: object,
  limitMs: number,
): Promise<Answer> {
  const worker = openWorker(new URL(url, location.href));
  let timer: ReturnType<typeof setTimeout> | undefined;
  return new Promise<Answer>((resolve, reject) => {
    const fail = () => reject(new UserError('unexpected'));
    timer = setTimeout(fail, limitMs);
    worker.onmessage = ({ data }: MessageEvent<Answer | Refusal>) =>
      data.ok ? resolve(data) : reject(new UserError(data.code, data.details));
    worker.onerror = fail;
    worker.postMessage(request);
  }).finally(() => {
    clearTimeout(timer);
    worker.terminate();
  });
}
