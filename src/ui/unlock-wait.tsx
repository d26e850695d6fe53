import { t } from './text';
import type { Tries } from './unlock-tries';

/** Counts down for the eye, and says once for how long for the ear. */
export function UnlockWait({ wait }: Pick<Tries, 'wait'>) {
  if (!wait) return null;
  return (
    <div class="notice warning">
      <p class="hidden-text" role="alert">
        {t('error_wait', wait.said)}
      </p>
      <p aria-hidden="true">{t('error_wait', wait.seconds)}</p>
    </div>
  );
}
