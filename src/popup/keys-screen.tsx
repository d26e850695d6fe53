import { hasShortcuts } from '../platform/gestures';
import { Button } from '../ui/button';
import { Page } from '../ui/page';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import './keys-screen.css';
import { showPage } from './top-bar';

/** What each key does. */
const keys = () =>
  [
    [`↑ ↓ ${t('keyNameHome')} ${t('keyNameEnd')}`, t('keyMove')],
    [t('keyNameEnter'), t('keyEnter')],
    [`${t('keyNameShift')} + ${t('keyNameEnter')}`, t('keyShiftEnter')],
    ['/', t('keySearch')],
    [t('keyNameEscape'), t('keyEscape')],
    ['N', t('keyNext')],
    ['L', t('keyLarge')],
    ['?', t('keyKeys')],
  ] as const;

/** The keys of the list, and the way to the shortcuts that the browser keeps. */
export function KeysScreen({ onBack }: { readonly onBack: () => void }) {
  const action = useAction();
  return (
    <Page
      title={t('keysTitle')}
      onBack={onBack}
      actions={
        hasShortcuts() && (
          <Button kind="quiet" onClick={() => action.run(() => showPage('shortcuts'))}>
            {t('shortcutsTitle')}
          </Button>
        )
      }
    >
      <dl class="keys">
        {keys().map(([names, does]) => (
          <div key={names}>
            <dt>
              <kbd dir="ltr">{names}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p class="muted small">{t('keysLetters')}</p>
    </Page>
  );
}
