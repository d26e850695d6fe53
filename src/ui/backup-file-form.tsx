import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { Credential } from '../messages';
import { BackupCredential, NOTHING_TYPED, toCredential } from './backup-credential';
import { type BackupFault, backupFault } from './backup-fault';
import { BackupFileInput } from './backup-file-input';
import { Button } from './button';
import { Notice } from './notice';
import { t } from './text';

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
  const [fault, setFault] = useState<BackupFault>({});
  const [busy, setBusy] = useState(false);

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    if (!file) return setFault({ file: t('chooseBackup') });
    setBusy(true);
    setFault({});
    try {
      await onFile(await readText(file), toCredential(typed));
      setTyped(NOTHING_TYPED);
    } catch (failure) {
      setFault(backupFault(failure, typed));
    } finally {
      setBusy(false);
    }
  };
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setFault({});
  };
  return (
    <form class="more-form" noValidate onSubmit={submit}>
      <BackupFileInput error={fault.file} onChoose={choose} />
      <BackupCredential typed={typed} onInput={setTyped} error={fault.credential} />
      {fault.other && <Notice kind="error">{fault.other}</Notice>}
      <Button kind={kind} type="submit" busy={busy}>
        {action}
      </Button>
    </form>
  );
}
