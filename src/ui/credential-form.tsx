import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Credential } from '../messages';
import { ask } from './ask';
import { Button } from './button';
import { Notice } from './notice';
import { readSecurityKey } from './security-key';
import { t } from './text';
import { UnlockField } from './unlock-field';
import { useTries } from './unlock-tries';
import { UnlockWait } from './unlock-wait';
import { useOtherWays } from './unlock-ways';
import './credential-form.css';

interface CredentialFormProps {
  /** What is about to be done, and why it needs this. */
  readonly why: string;
  /** For a sealed file: no security key opens one. */
  readonly isForFile?: boolean;
  /** Something is sealed under what is typed: no other way in will do. */
  readonly isPassphraseAlone?: boolean;
  /** Does it. What it throws is said here, and the form stays. */
  readonly onCredential: (credential: Credential) => Promise<void>;
  readonly onCancel: () => void;
  /** Opens in a tab what this form stands before; without it the toolbar popup offers no security key. */
  readonly showInTab?: () => Promise<void>;
}

/** Asks again who is there, before something that could be used against the person. */
export function CredentialForm(props: CredentialFormProps) {
  const { why, isForFile = false, isPassphraseAlone = false, onCredential, onCancel, showInTab } = props;
  const [typed, setTyped] = useState('');
  const [isRecovery, setRecovery] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const ways = useOtherWays();
  const { busy, fieldError, error, wait, attempt, clear } = useTries(() => input.current?.select());

  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (typed === '') return input.current?.focus();
    const credential: Credential = isRecovery
      ? { type: 'recovery', key: typed }
      : { type: 'passphrase', passphrase: typed };
    void attempt(credential.type, async () => {
      await onCredential(credential);
      setTyped('');
    });
  };
  const touch = () =>
    attempt('webauthn-prf', async () => {
      const key = await readSecurityKey(await ask('securityKeys', {}));
      await onCredential({ type: 'webauthn-prf', ...key });
    });
  const leaveForTab = () =>
    attempt('webauthn-prf', async () => {
      await showInTab?.();
      window.close();
    });
  const byKey = { here: touch, 'in-a-tab': showInTab && leaveForTab };
  const useKey = ways.securityKey && !isForFile && byKey[ways.securityKey];
  const change = (): void => {
    clear();
    setTyped('');
    setRecovery(!isRecovery);
  };
  return (
    <form class="credential-form" onSubmit={submit}>
      <p>{why}</p>
      <UnlockField
        key={String(isRecovery)}
        typed={isRecovery ? 'recovery' : 'passphrase'}
        value={typed}
        onInput={setTyped}
        error={fieldError}
        inputRef={input}
      />
      <UnlockWait wait={wait} />
      {error && <Notice kind="error">{error}</Notice>}
      <div class="credential-actions">
        <Button kind="primary" type="submit" busy={busy} waiting={wait !== null}>
          {t('continue')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
      {/* Last: they come a moment later, and would move what is being pressed. */}
      {!isPassphraseAlone && (
        <div class="credential-ways">
          {useKey && <Button onClick={() => void useKey()}>{t('useSecurityKey')}</Button>}
          {ways.recoveryKey && (
            <Button onClick={change}>{t(isRecovery ? 'usePassphrase' : 'useRecoveryKey')}</Button>
          )}
        </div>
      )}
    </form>
  );
}
