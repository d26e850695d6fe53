import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { t } from '../ui/text';

/** Offers nothing that could make it worse. */
export function DamagedScreen({ onRetry }: { readonly onRetry: () => void }) {
  const actions = (
    <Button kind="primary" onClick={onRetry}>
      {t('tryAgain')}
    </Button>
  );
  return (
    <Page title={t('damagedTitle')} actions={actions}>
      <Notice kind="warning">
        <strong>{t('damagedKept')}</strong> {t('damagedText')}
      </Notice>
      <p class="muted">{t('damagedNext')}</p>
    </Page>
  );
}
