import { useRef, useState } from 'preact/hooks';
import type { Credential, LockPolicy } from '../messages';
import { ask } from '../ui/ask';
import { CredentialForm } from '../ui/credential-form';
import { Field } from '../ui/field';
import { Page } from '../ui/page';
import { createSecurityKey } from '../ui/security-key';
import { t } from '../ui/text';
import { isDefaultLock, LockOffer } from './lock-offer';

interface Props {
  readonly lock: LockPolicy;
  readonly onDone: (status?: string) => void;
  readonly onBack: () => void;
}

/** A security key becomes a way in. The order on the screen is the order of the steps: a name, who is there, a touch. */
export function SecurityKeyAdd({ lock, onDone, onBack }: Props) {
  const [label, setLabel] = useState(t('securityKey'));
  const [isAdded, setAdded] = useState(false);
  /** The key was touched, and then the passphrase was wrong: it need not be touched again. */
  const made = useRef<Awaited<ReturnType<typeof createSecurityKey>> | null>(null);

  const add = async (credential: Credential) => {
    made.current ??= await createSecurityKey();
    await ask('addSecurityKey', { credential, label: label.trim(), ...made.current });
    if (isDefaultLock(lock)) setAdded(true);
    else onDone(t('securityKeyAdded'));
  };
  if (isAdded) return <LockOffer title={t('securityKeyAdded')} onDone={onDone} />;
  return (
    <Page title={t('addSecurityKey')} onBack={onBack}>
      <p>{t('addSecurityKeyWhat')}</p>
      <Field
        label={t('securityKeyLabel')}
        value={label}
        onInput={setLabel}
        hint={t('securityKeyLabelHint')}
      />
      <CredentialForm why={t('addSecurityKeyWhy')} onCredential={add} onCancel={onBack} />
    </Page>
  );
}
