import { hasShortcuts } from '../platform/gestures';
import { Button } from '../ui/button';
import { Mark } from '../ui/mark';
import { t } from '../ui/text';
import type { Action } from '../ui/use-action';
import type { Ways } from './opened';
import { scanPage, showPage } from './top-bar';

/** The first thing to see after a vault was made: what to do now. */
export function EmptyVault({ ways, action }: { readonly ways: Ways; readonly action: Action }) {
  return (
    <div class="empty-vault">
      <Mark />
      <h2>{t('emptyTitle')}</h2>
      <ol>
        <li>{t('emptyStepPage')}</li>
        <li>{hasShortcuts() ? t('emptyStepScan', t('menuScanImage')) : t('emptyStepButton')}</li>
        {hasShortcuts() && <li>{t('emptyStepPin')}</li>}
      </ol>
      <div class="page-actions">
        <Button kind="primary" onClick={() => action.run(scanPage)}>
          {t('emptyScan')}
        </Button>
        <Button onClick={ways.add}>{t('emptyType')}</Button>
        <Button onClick={() => action.run(() => showPage('import'))}>{t('importFromApp')}</Button>
      </div>
    </div>
  );
}
