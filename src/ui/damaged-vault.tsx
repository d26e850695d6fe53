import { ask } from './ask';
import { BackupFileForm } from './backup-file-form';
import { Button } from './button';
import { HistoryRestore } from './history-restore';
import { InATab } from './in-a-tab';
import { More } from './more';
import { Notice } from './notice';
import { Page } from './page';
import { SaveRaw } from './save-raw';
import { StartOver } from './start-over';
import { showStatus } from './status';
import { t, tn } from './text';

interface Props {
  readonly isPopup: boolean;
  /** Looks again at what the vault is. */
  readonly onRetry: () => void;
}

/** What can be done with a vault that cannot be read: the harmless first, what destroys last. */
export function DamagedVault({ isPopup, onRetry }: Props) {
  return (
    <Page title={t('damagedTitle')}>
      <Notice kind="warning">
        <strong>{t('damagedKept')}</strong> {t('damagedText')}
      </Notice>
      <p class="muted">{t('damagedNext')}</p>
      <Button kind="primary" onClick={onRetry}>
        {t('tryAgain')}
      </Button>
      {isPopup ? <InATab why={t('damagedInATab')} /> : <WaysOut onRetry={onRetry} />}
    </Page>
  );
}

function WaysOut({ onRetry }: Pick<Props, 'onRetry'>) {
  const restored = (accounts: number) => {
    showStatus(tn('restoredAccounts', accounts));
    onRetry();
  };
  return (
    <>
      <More summary={t('damagedByFile')}>
        <p class="muted">{t('damagedSetAside')}</p>
        <BackupFileForm
          action={t('restore')}
          onFile={async (file, credential) =>
            restored((await ask('restoreVault', { file, credential })).accounts)
          }
        />
      </More>
      <More summary={t('damagedByHistory')}>
        <p class="muted">{t('damagedSetAside')}</p>
        <HistoryRestore onRestored={restored} />
      </More>
      <More summary={t('saveRaw')}>
        <p class="muted">{t('saveRawWhat')}</p>
        <SaveRaw label={t('saveRaw')} />
      </More>
      <More summary={t('startOver')}>
        <StartOver onDone={onRetry} />
      </More>
    </>
  );
}
