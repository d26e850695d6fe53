import { useState } from 'preact/hooks';
import type { UnlockWays } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { DamagedVault } from '../ui/damaged-vault';
import { Mark } from '../ui/mark';
import { NewerVault } from '../ui/newer-vault';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { errorText, t } from '../ui/text';
import { UnlockForm } from '../ui/unlock-form';

/** Everything but an open vault. */
export type ClosedView =
  | 'empty'
  | 'damaged'
  | 'newer'
  | { readonly locked: UnlockWays }
  | { readonly failed: unknown };

interface Props {
  readonly view: ClosedView;
  readonly onRetry: () => void;
}

/** The settings of a vault that is not open: what has to be done first. */
export function OtherStates({ view, onRetry }: Props) {
  if (view === 'empty') return <NoVault />;
  if (view === 'damaged') return <DamagedVault isPopup={false} onRetry={onRetry} />;
  if (view === 'newer') return <NewerVault isPopup={false} onRetry={onRetry} />;
  if ('locked' in view) {
    return (
      <Page title={t('optionsLocked')}>
        <Mark />
        <p class="lead">{t('optionsLockedWhy')}</p>
        <UnlockForm ways={view.locked} />
      </Page>
    );
  }
  return (
    <Page title={t('optionsDamaged')}>
      <Notice kind="error">{errorText(view.failed)}</Notice>
      <Button onClick={onRetry}>{t('tryAgain')}</Button>
    </Page>
  );
}

function NoVault() {
  const [error, setError] = useState<unknown>(null);
  const open = (): void => {
    ask('showPage', { page: 'welcome' }).catch(setError);
  };
  return (
    <Page title={t('optionsNoVault')}>
      <Mark />
      <p class="lead">{t('optionsNoVaultWhy')}</p>
      <Button kind="primary" onClick={open}>
        {t('createVault')}
      </Button>
      {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
    </Page>
  );
}
