import { Button } from './button';
import { InATab } from './in-a-tab';
import { Notice } from './notice';
import { Page } from './page';
import { SaveRaw } from './save-raw';
import { t } from './text';

interface Props {
  readonly isPopup: boolean;
  readonly onRetry: () => void;
}

/** A vault of a later version of ours: this one reads nothing of it and writes nothing. */
export function NewerVault({ isPopup, onRetry }: Props) {
  return (
    <Page title={t('newerTitle')}>
      <Notice kind="info">
        <strong>{t('newerKept')}</strong> {t('newerText')}
      </Notice>
      <p class="muted">{t('newerNext')}</p>
      <Button kind="primary" onClick={onRetry}>
        {t('tryAgain')}
      </Button>
      {isPopup ? <InATab why={t('newerInATab')} /> : <SaveRaw label={t('saveRawFile')} />}
    </Page>
  );
}
