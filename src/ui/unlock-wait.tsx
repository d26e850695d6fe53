import { useEffect, useState } from 'preact/hooks';
import { t } from './text';
import type { Tries } from './unlock-tries';

/** Counts down for the eye; for the ear it says once for how long, and then that it is over. */
export function UnlockWait({ wait }: Pick<Tries, 'wait'>) {
  const [hasWaited, setWaited] = useState(false);
  const isWaiting = wait !== null;
  useEffect(() => {
    if (isWaiting) setWaited(true);
  }, [isWaiting]);
  return (
    <>
      {(isWaiting || hasWaited) && (
        <p class="hidden-text" aria-live="polite">
          {isWaiting ? '' : t('waitOver')}
        </p>
      )}
      {wait && (
        <div class="notice warning">
          <p class="hidden-text" role="alert">
            {t('error_wait', wait.said)}
          </p>
          <p aria-hidden="true">{t('error_wait', wait.seconds)}</p>
        </div>
      )}
    </>
  );
}
