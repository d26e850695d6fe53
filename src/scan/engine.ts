import { UserError } from '../core/errors';
import type { GreyPicture } from './grey';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What an engine reads in a view: the text, and its four corners in pixels of the view. */
export interface Reading {
  readonly text: string;
  readonly corners: readonly Point[];
}

/**
 * Reads a view: one code or all of them, as the engine can.
 *
 * @param deadline in `performance.now()` milliseconds.
 * @throws UserError `decode-timeout` at the deadline; `EngineFailure` where the engine cannot run at all.
 */
export type ReadView = (view: GreyPicture, deadline: number) => Promise<readonly Reading[]>;

/** The engine did not start, or died: another one may read what it could not. */
export class EngineFailure extends Error {}

/** A worker that is asked by a numbered message and answers with the number. */
export interface EngineWorker<Answer extends { readonly id: number }> {
  /** Opens the worker, where none is, before the first question comes. */
  warmUp(): void;
  ask(question: object, transfer: Transferable[], deadline: number): Promise<Answer>;
}

/**
 * Keeps one worker for all questions, because opening it takes longer than a view does, and ends it where it does not
 * answer in time, because it cannot be interrupted.
 */
export function engineWorker<Answer extends { readonly id: number }>(
  open: () => Worker,
): EngineWorker<Answer> {
  let current: Worker | null = null;
  let lastId = 0;

  function end(worker: Worker): void {
    worker.terminate();
    if (current === worker) current = null;
  }

  function warmUp(): Worker {
    current ??= open();
    return current;
  }

  return {
    warmUp,
    async ask(question, transfer, deadline) {
      const remaining = deadline - performance.now();
      if (remaining <= 0) throw new UserError('decode-timeout');
      const worker = warmUp();
      const id = ++lastId;
      const listening = new AbortController();
      const { signal } = listening;
      let timer: ReturnType<typeof setTimeout> | undefined;
      try {
        return await new Promise<Answer>((resolve, reject) => {
          const take = ({ data }: MessageEvent<Answer>) => data.id === id && resolve(data);
          const fail = () => {
            end(worker);
            reject(new EngineFailure('The QR engine failed'));
          };
          worker.addEventListener('message', take, { signal });
          worker.addEventListener('error', fail, { signal });
          timer = setTimeout(() => {
            end(worker);
            reject(new UserError('decode-timeout'));
          }, remaining);
          worker.postMessage({ ...question, id }, transfer);
        });
      } finally {
        listening.abort();
        clearTimeout(timer);
      }
    },
  };
}
