import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { ask } from './ask';
import { Button } from './button';
import { Field } from './field';
import { errorText, t } from './text';

/** Asks for the passphrase. Once the vault is open the background announces it, and every page of ours goes on. */
export function UnlockForm() {
  const [passphrase, setPassphrase] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const unlock = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy || passphrase === '') return input.current?.focus();
    setBusy(true);
    try {
      await ask('unlock', { passphrase });
      setPassphrase('');
    } catch (failure) {
      setError(errorText(failure));
      input.current?.select();
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="unlock-form" onSubmit={unlock}>
      <Field
        label={t('passphrase')}
        type="password"
        value={passphrase}
        onInput={setPassphrase}
        error={error}
        autoFocus
        autocomplete="current-password"
        inputRef={input}
      />
      <Button kind="primary" type="submit" busy={busy}>
        {t('unlock')}
      </Button>
    </form>
  );
}
