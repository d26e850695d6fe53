import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { Credential } from '../messages';
import { BackupCredential, NOTHING_TYPED, toCredential } from './backup-credential';
import { BackupFileInput } from './backup-file-input';
import { Button } from './button';
import { errorText } from './text';

/** The largest sealed file that the background takes, in bytes (it is ASCII). */
const LARGEST_FILE = 8 * 1024 * 1024;

interface Props {
  readonly action: string;
  readonly kind?: 'primary' | 'quiet';
  /** The text of the file, unread, and what is said to open it. */
  readonly onFile: (file: string, credential: Credential) => Promise<void>;
}

async function readText(file: File): Promise<string> {
  if (file.size > LARGEST_FILE) throw new UserError('too-big', { max: LARGEST_FILE / 1024 / 1024 });
  return file.text();
}

/** Asks for a sealed file and its passphrase or recovery key. What is wrong with them is said here. */
export function BackupFileForm({ action, kind = 'quiet', onFile }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [error, setError] = useState<string>();
  const [isFileMissing, setFileMissing] = useState(false);
  const [busy, setBusy] = useState(false);

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    if (!file) return setFileMissing(true);
    setBusy(true);
    setError(undefined);
    try {
      await onFile(await readText(file), toCredential(typed));
      setTyped(NOTHING_TYPED);
    } catch (failure) {
      setError(errorText(failure));
    } finally {
      setBusy(false);
    }
  };
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setFileMissing(false);
  };
  return (
    <form class="more-form" noValidate onSubmit={submit}>
      <BackupFileInput isMissing={isFileMissing} onChoose={choose} />
      <BackupCredential typed={typed} onInput={setTyped} error={error} />
      <Button kind={kind} type="submit" busy={busy}>
        {action}
      </Button>
    </form>
  );
}
