import type { UnlockWays } from '../messages';
import { Mark } from '../ui/mark';
import { Page } from '../ui/page';
import { t } from '../ui/text';
import { UnlockForm } from '../ui/unlock-form';

interface LockedScreenProps {
  /** A shortcut or menu asked to fill; it goes on after unlocking. */
  readonly fillAsked: boolean;
  readonly ways: UnlockWays;
}

/** Tells nothing about what is inside, not even how much. */
export function LockedScreen({ fillAsked, ways }: LockedScreenProps) {
  return (
    <div class="locked">
      <Mark />
      <Page title={t('lockedTitle')}>
        <p class="muted">{t(fillAsked ? 'lockedFill' : 'lockedText')}</p>
        <UnlockForm ways={ways} />
      </Page>
    </div>
  );
}
