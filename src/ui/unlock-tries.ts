import { useEffect, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { Credential } from '../messages';
import { errorText, t } from './text';

const SECOND_MS = 1000;

/** What was tried; the PIN only where a locked vault has one. */
type Tried = Credential['type'] | 'pin';

export interface Tries {
  readonly busy: boolean;
  /** What is wrong with what was typed, for its field. */
  readonly fieldError: string | undefined;
  /** Everything else that went wrong. */
  readonly error: string | undefined;
  /** After too many wrong tries: for how many seconds no other one is taken. `said`: from which it counts down. */
  readonly wait: { readonly seconds: number; readonly said: number } | null;
  /**
   * Carries out one try. Its failure becomes the sentence in `error` or the countdown, and is given to `onFailure`.
   * Nothing happens while another one is under way, or has to wait.
   */
  readonly attempt: (tried: Tried, act: () => Promise<void>) => Promise<void>;
  readonly clear: () => void;
}

/** Whether another thing must be typed. */
export function isAboutField(failure: unknown, tried: Tried): boolean {
  const wrong = ['E_UNLOCK', 'wrong-pin', 'bad-recovery-key'];
  return tried !== 'webauthn-prf' && failure instanceof UserError && wrong.includes(failure.code);
}

/** "Does not open" is said of the thing that was tried: the background knows one code for all of them. */
export function failureText(failure: unknown, tried: Tried): string {
  const isUnlock = failure instanceof UserError && failure.code === 'E_UNLOCK';
  if (isUnlock && tried === 'webauthn-prf') return t('keyDoesNotOpen');
  if (isUnlock && tried === 'recovery') return t('recoveryKeyDoesNotOpen');
  return errorText(failure);
}

const secondsOf = (failure: unknown): number | null =>
  failure instanceof UserError && failure.code === 'wait' ? Number(failure.details.seconds) : null;

/** Seconds until an instant, counted by the clock and not by the ticks: those stop while a tab sleeps. */
function useCountdown(): readonly [Tries['wait'], (seconds: number | null) => void] {
  const [end, setEnd] = useState<{ readonly at: number; readonly said: number } | null>(null);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (!end) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= end.at) setEnd(null);
    }, SECOND_MS);
    return () => clearInterval(timer);
  }, [end]);
  const start = (seconds: number | null): void => {
    setNow(Date.now());
    setEnd(seconds === null ? null : { at: Date.now() + seconds * SECOND_MS, said: seconds });
  };
  return [end && { said: end.said, seconds: Math.max(1, Math.ceil((end.at - now) / SECOND_MS)) }, start];
}

/** One try after another to open something, with what the person is told in between. */
export function useTries(onFailure: (failure: unknown) => void): Tries {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ readonly text: string; readonly isField: boolean } | null>(null);
  const [wait, startWait] = useCountdown();

  async function attempt(tried: Tried, act: () => Promise<void>): Promise<void> {
    if (busy || wait) return;
    setBusy(true);
    try {
      await act();
      setFailed(null);
    } catch (failure) {
      const seconds = secondsOf(failure);
      startWait(seconds);
      const isField = isAboutField(failure, tried);
      setFailed(seconds === null ? { text: failureText(failure, tried), isField } : null);
      onFailure(failure);
    } finally {
      setBusy(false);
    }
  }
  return {
    busy,
    fieldError: failed?.isField ? failed.text : undefined,
    error: failed?.isField === false ? failed.text : undefined,
    wait,
    attempt,
    clear: () => setFailed(null),
  };
}
