import type { TargetedSubmitEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { errorText, t } from '../ui/text';

/** The largest sealed file that the background takes, in bytes (it is ASCII). */
const LARGEST_FILE = 8 * 1024 * 1024;

/** Takes a sealed backup over as the vault. The file and the passphrase go to the background unread. */
export function RestoreForm({ onRestored }: { readonly onRestored: (accounts: number) => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [error, setError] = useState<string>();
  const [isFileMissing, setFileMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const id = useId();

  const restore = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    if (!file) return setFileMissing(true);
    if (passphrase === '') return setError(errorText(new UserError('password-required')));
    setBusy(true);
    try {
      if (file.size > LARGEST_FILE) throw new UserError('too-big', { max: LARGEST_FILE / 1024 / 1024 });
      const { accounts } = await ask('restoreVault', { file: await file.text(), passphrase });
      setPassphrase('');
      onRestored(accounts);
    } catch (failure) {
      setError(errorText(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="create-form" onSubmit={restore}>
      <div class="field">
        <label class="field-label" for={id}>
          {t('backupFile')}
        </label>
        <input
          id={id}
          class="file-input"
          type="file"
          accept=".json,.counterfoil,application/json"
          aria-invalid={isFileMissing}
          aria-describedby={isFileMissing ? `${id}-note` : undefined}
          onInput={(event) => {
            setFile(event.currentTarget.files?.[0] ?? null);
            setFileMissing(false);
          }}
        />
        {isFileMissing && (
          <p id={`${id}-note`} class="field-error" role="alert">
            {t('chooseBackup')}
          </p>
        )}
      </div>
      <Field
        label={t('backupPassphrase')}
        type="password"
        value={passphrase}
        onInput={setPassphrase}
        error={error}
        autocomplete="current-password"
      />
      <div class="page-actions">
        <Button kind="primary" type="submit" busy={busy}>
          {t('restore')}
        </Button>
      </div>
    </form>
  );
}
