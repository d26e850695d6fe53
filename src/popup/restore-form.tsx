import { ask } from '../ui/ask';
import { BackupFileForm } from '../ui/backup-file-form';
import { t } from '../ui/text';

/** Takes a sealed backup over as the vault. The file and what opens it go to the background unread. */
export function RestoreForm({ onRestored }: { readonly onRestored: (accounts: number) => void }) {
  return (
    <BackupFileForm
      action={t('restore')}
      kind="primary"
      onFile={async (file, credential) => {
        const { accounts } = await ask('restoreVault', { file, credential });
        onRestored(accounts);
      }}
    />
  );
}
