import { useEffect, useState } from 'preact/hooks';
import type { OpenReply } from '../messages';
import { onAnnouncement } from '../ui/announcements';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { ConfirmAccounts } from '../ui/confirm-accounts';
import { Mark } from '../ui/mark';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { StatusLine, showStatus } from '../ui/status';
import { errorText, t, tn } from '../ui/text';
import { UnlockForm } from '../ui/unlock-form';
import type { FoundAccounts } from './import-files';
import { LeftOut } from './left-out';
import { SettingsPage } from './settings-page';

type View = OpenReply['vault'] | 'opening' | { readonly failed: unknown };

interface Props {
  readonly opening: Promise<OpenReply>;
}

/** Settings and import. While locked it shows nothing but the way to unlock. */
export function OptionsApp({ opening }: Props) {
  const [view, setView] = useState<View>('opening');
  const [found, setFound] = useState<FoundAccounts | null>(null);

  function show(reply: Promise<OpenReply>): void {
    reply.then(
      ({ vault }) => setView(vault),
      (failed: unknown) => setView({ failed }),
    );
  }

  useEffect(() => {
    show(opening);
    return onAnnouncement(({ type }) => {
      if (type === 'changed') return;
      if (type === 'locked') {
        setFound(null);
        setView('locked');
      } else show(ask('open', { first: 0 }));
    });
  }, [opening]);

  return (
    <>
      {view === 'unlocked' && found ? (
        <ConfirmFound
          found={found}
          onDone={(status) => {
            setFound(null);
            if (status) showStatus(status);
          }}
        />
      ) : (
        <Vault view={view} onFound={setFound} onOpen={() => show(ask('open', { first: 0 }))} />
      )}
      <StatusLine />
    </>
  );
}

interface ConfirmProps {
  readonly found: FoundAccounts;
  readonly onDone: (statusText?: string) => void;
}

function ConfirmFound({ found, onDone }: ConfirmProps) {
  return (
    <ConfirmAccounts
      candidates={found.candidates}
      pageOrigin={null}
      pageHost=""
      source="import"
      onAdded={({ ids }) => onDone(`${t('statusSaved')}: ${tn('accountsSaved', ids.length)}`)}
      onCancel={() => onDone()}
      hasBack
    >
      <LeftOut entries={found.leftOut} />
    </ConfirmAccounts>
  );
}

interface VaultProps {
  readonly view: View;
  readonly onFound: (found: FoundAccounts) => void;
  readonly onOpen: () => void;
}

function Vault({ view, onFound, onOpen }: VaultProps) {
  if (view === 'opening') return null;
  if (view === 'unlocked') return <SettingsPage onFound={onFound} />;
  if (view === 'locked') {
    return (
      <Page title={t('optionsLocked')}>
        <Mark />
        <p class="lead">{t('optionsLockedWhy')}</p>
        <UnlockForm />
      </Page>
    );
  }
  if (view === 'empty') return <NoVault />;
  return (
    <Page title={t('optionsDamaged')}>
      <Notice kind="error">{view === 'damaged' ? t('error_storage_failed') : errorText(view.failed)}</Notice>
      <Button onClick={onOpen}>{t('tryAgain')}</Button>
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
