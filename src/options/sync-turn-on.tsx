import { useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { Credential } from '../messages';
import { ask } from '../ui/ask';
import { CredentialForm } from '../ui/credential-form';
import { Field } from '../ui/field';
import { Page } from '../ui/page';
import { t } from '../ui/text';
import { browserName } from './browser-name';

interface Props {
  /** Another browser syncs already. */
  readonly isThere: boolean;
  readonly onDone: (status?: string) => void;
  readonly onBack: () => void;
}

/** A name for the others, who is there, and where the other browser's vault has a passphrase of its own, that one. */
export function SyncTurnOn({ isThere, onDone, onBack }: Props) {
  const [name, setName] = useState(browserName(navigator.userAgent));
  /** What opens this vault, once it does not open the other's. */
  const [own, setOwn] = useState<Credential | null>(null);

  const turnOn = async (credential: Credential, other?: Credential): Promise<void> => {
    await ask('turnOnSync', { credential, name: name.trim(), ...(other ? { other } : {}) });
    onDone(t('syncTurnedOn'));
  };
  const start = async (credential: Credential): Promise<void> => {
    try {
      await turnOn(credential);
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== 'sync-other-passphrase') throw error;
      setOwn(credential);
    }
  };

  if (own)
    return (
      <Page title={t('syncTitle')} onBack={() => setOwn(null)}>
        <CredentialForm
          key="other"
          why={t('syncOtherWhy')}
          isForFile
          onCredential={(other) => turnOn(own, other)}
          onCancel={onBack}
        />
      </Page>
    );
  return (
    <Page title={t('syncTitle')} onBack={onBack}>
      <p>{t(isThere ? 'syncThere' : 'syncWhat')}</p>
      <Field label={t('syncName')} value={name} onInput={setName} hint={t('syncNameHint')} />
      <CredentialForm key="own" why={t('syncWhy')} onCredential={start} onCancel={onBack} />
    </Page>
  );
}
