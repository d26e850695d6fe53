import { useRef, useState } from 'preact/hooks';
import type { Credential, LockPolicy } from '../messages';
import { ask } from '../ui/ask';
import { CredentialForm } from '../ui/credential-form';
import { Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { createSecurityKey, type NewSecurityKey } from '../ui/security-key';
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
  const [isKnown, setKnown] = useState(false);
  /** The key was touched, and then the passphrase was wrong: it need not be touched again. */
  const made = useRef<NewSecurityKey | null>(null);

  const add = async (credential: Credential) => {
    setKnown(false);
    made.current ??= await createSecurityKey(await ask('securityKeys', {}));
    if (!made.current) return setKnown(true);
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
      {isKnown && <Notice kind="error">{t('securityKeyKnown')}</Notice>}
      <CredentialForm why={t('addSecurityKeyWhy')} onCredential={add} onCancel={onBack} />
    </Page>
  );
}
