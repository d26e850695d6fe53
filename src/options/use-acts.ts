import { useRef, useState } from 'preact/hooks';
import { showStatus } from '../ui/status';
import { errorText, t } from '../ui/text';
import type { Action } from '../ui/use-action';

/** Something that is saved as a whole or not at all, and how it is taken back. */
export interface Deed {
  /** What has been done, for the status line. */
  readonly said: string;
  readonly act: () => Promise<unknown>;
  readonly undo?: () => Promise<unknown>;
}

export interface Acts {
  readonly perform: (deed: Deed) => void;
  readonly isBusy: boolean;
  readonly error: string | undefined;
}

/** Carries out deeds, one after the other, and offers the undo of the last. */
export function useActs({ run, error, fail }: Action, reload: () => Promise<void>): Acts {
  const [waiting, setWaiting] = useState(0);
  const last = useRef<Promise<void>>(Promise.resolve());
  const takeBack = async (undo: () => Promise<unknown>): Promise<void> => {
    // The person may have gone on to another screen meanwhile: it is said where every screen says it.
    const said = await undo().then(() => t('statusUndone'), errorText);
    await reload();
    showStatus(said);
  };
  const carryOut = async ({ said, act, undo }: Deed): Promise<void> => {
    try {
      await act();
      showStatus(said, undo && { label: t('undo'), run: () => void takeBack(undo).catch(fail) });
    } finally {
      await reload();
    }
  };
  const perform = (deed: Deed) => {
    setWaiting((count) => count + 1);
    run(async () => {
      const mine = last.current.then(() => carryOut(deed));
      last.current = mine.catch(() => undefined);
      await mine.finally(() => setWaiting((count) => count - 1));
    });
  };
  return { perform, isBusy: waiting > 0, error };
}
