import { useState } from 'preact/hooks';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { Mark } from '../ui/mark';
import { Page } from '../ui/page';
import { t, tn } from '../ui/text';
import { CreateForm, type Kdf } from './create-form';
import { RestoreForm } from './restore-form';
import './welcome.css';

interface WelcomeScreenProps {
  readonly onDone: (status: string) => void;
  /** Something that the person should know about the new vault for longer than a moment. */
  readonly onNotice: (text: string) => void;
}

/** The first run: take over the vault of a backup, which is offered first, or make a new one. */
export function WelcomeScreen({ onDone, onNotice }: WelcomeScreenProps) {
  const [restoring, setRestoring] = useState(false);
  const created = async (kdf: Kdf, thenImport: boolean) => {
    if (kdf === 'pbkdf2') onNotice(t('kdfWeaker'));
    onDone(t('vaultCreated'));
    if (thenImport) await ask('showPage', { page: 'import' });
  };
  if (restoring) {
    return (
      <Page key="restore" title={t('restoreBackup')} onBack={() => setRestoring(false)}>
        <p class="muted">{t('restoreText')}</p>
        <RestoreForm onRestored={(accounts) => onDone(tn('restoredAccounts', accounts))} />
      </Page>
    );
  }
  return (
    <div class="welcome">
      <Mark />
      <Page key="create" title={t('createTitle')}>
        <section class="card before" aria-labelledby="before-title">
          <h2 id="before-title">{t('hadCounterfoil')}</h2>
          <p>{t('hadCounterfoilWhy')}</p>
          <Button onClick={() => setRestoring(true)}>{t('restoreBackup')}</Button>
        </section>
        <p class="muted">{t('createText')}</p>
        <CreateForm onCreated={created} />
      </Page>
    </div>
  );
}
