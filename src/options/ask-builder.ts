import { askWorker } from '../ui/ask-worker';
import type { BuilderAnswers, BuilderRequest } from './builder-worker';
import workerUrl from './builder-worker?worker&url';

/** It takes milliseconds; what takes longer hangs. */
const LIMIT_MS = 10_000;

/** @throws UserError those of `readUnnamedAccount` where fields are read, and those of `askWorker` */
export function askBuilder<R extends BuilderRequest>(request: R): Promise<BuilderAnswers[R['do']]> {
  return askWorker<BuilderAnswers[R['do']]>(workerUrl, request, LIMIT_MS);
}
