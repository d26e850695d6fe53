import { hasShortcuts } from '../platform/gestures';
import { Button } from '../ui/button';
import { Page } from '../ui/page';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import './keys-screen.css';
import { showPage } from './top-bar';

/** What each key does. The names of keys are the same in every language; `+` is held together. */
const KEYS = [
  ['↑ ↓ Home End', 'keyMove'],
  ['Enter', 'keyEnter'],
  ['Shift + Enter', 'keyShiftEnter'],
  ['/', 'keySearch'],
  ['Escape', 'keyEscape'],
  ['N', 'keyNext'],
  ['L', 'keyLarge'],
  ['?', 'keyKeys'],
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
        {KEYS.map(([keys, text]) => (
          <div key={keys}>
            <dt>
              <kbd dir="ltr">{keys}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
      <p class="muted small">{t('keysLetters')}</p>
    </Page>
  );
}
