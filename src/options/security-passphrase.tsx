import { useEffect, useState } from 'preact/hooks';
import type { Credential, Replies, SecurityKey, SlotView } from '../messages';
import { ask } from '../ui/ask';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { browserHasSecurityKeys } from '../ui/security-key';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import { RecoverySheet } from './recovery-sheet';
import { SecurityConfirm } from './security-confirm';
import { SecurityDone } from './security-done';
import { type NewPassphrase, PassphraseForm } from './security-passphrase-form';

interface Props {
  readonly slots: readonly SlotView[];
  readonly onDone: (status?: string) => void;
  readonly onBack: () => void;
}

/** A security key of this vault with what the person called it. */
export interface NamedKey extends SecurityKey {
  readonly label: string;
}

/** A new passphrase, and with it a new key of the vault: what opened it before opens it no more. */
export function SecurityPassphrase({ slots, onDone, onBack }: Props) {
  const [keys, setKeys] = useState<readonly NamedKey[] | null>(null);
  const [wanted, setWanted] = useState<NewPassphrase | null>(null);
  const [changed, setChanged] = useState<Replies['changePassphrase'] | null>(null);
  const [isWritten, setWritten] = useState(false);
  const { error, run } = useAction();

  useEffect(() => {
    run(async () => {
      const asked = browserHasSecurityKeys ? await ask('securityKeys', {}) : [];
      const labelOf = (slotId: string) => slots.find((slot) => slot.slotId === slotId)?.label;
      setKeys(asked.map((key) => ({ ...key, label: labelOf(key.slotId) || t('securityKey') })));
    });
  }, []);

  if (changed?.recoveryKey && !isWritten) {
    return <RecoverySheet recoveryKey={changed.recoveryKey} onDone={() => setWritten(true)} />;
  }
  if (changed) {
    return (
      <SecurityDone title={t('passphraseChanged')} earlierLeft={changed.earlierLeft} onDone={() => onDone()}>
        <p>{t('passphraseChangedWhat')}</p>
        {changed.kdf === 'pbkdf2' && <Notice kind="warning">{t('kdfWeaker')}</Notice>}
      </SecurityDone>
    );
  }
  if (wanted) {
    const change = async (credential: Credential) => {
      setChanged(await ask('changePassphrase', { credential, ...wanted }));
    };
    return (
      <SecurityConfirm
        title={t('changePassphrase')}
        why={t('changePassphraseConfirm')}
        onCredential={change}
        onBack={() => setWanted(null)}
      />
    );
  }
  return (
    <Page title={t('changePassphrase')} onBack={onBack}>
      {error && <Notice kind="error">{error}</Notice>}
      {keys && (
        <PassphraseForm
          keys={keys}
          hasRecoveryKey={slots.some(({ type }) => type === 'recovery')}
          onWanted={setWanted}
        />
      )}
    </Page>
  );
}
