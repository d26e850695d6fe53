import { useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import { errorText } from './text';

export interface Action {
  /** Starts what a person asked for; a failure becomes the sentence in `error`. */
  readonly run: (act: () => Promise<void>) => void;
  readonly error: string | undefined;
  readonly fail: (failure: unknown) => void;
  readonly clear: () => void;
}

/**
 * The place where a screen catches. `onLocked` is called instead where the vault has been locked meanwhile:
 * the screen for that says more than an error.
 */
export function useAction(onLocked?: () => void): Action {
  const [error, setError] = useState<string>();
  const fail = (failure: unknown) => {
    if (onLocked && failure instanceof UserError && failure.code === 'locked') onLocked();
    else setError(errorText(failure));
  };
  const clear = () => setError(undefined);
  const run = (act: () => Promise<void>) => {
    clear();
    act().catch(fail);
  };
  return { run, error, fail, clear };
}
