import { useContext } from 'preact/hooks';
import type { Credential } from '../messages';
import { ask } from '../ui/ask';
import { BackupFileForm } from '../ui/backup-file-form';
import { t } from '../ui/text';
import { BackupCompare } from './backup-compare';
import { OverScreen } from './over-screen';

/** Looks into a backup; what becomes of it is chosen on the screen that this leads to. */
export function BackupRestore() {
  const { show, close } = useContext(OverScreen);
  const look = async (file: string, credential: Credential) => {
    const view = await ask('readBackup', { file, credential });
    show(<BackupCompare subject={{ file, credential, view }} onClose={close} />);
  };
  return (
    <>
      <p class="muted">{t('compareFirst')}</p>
      <BackupFileForm action={t('lookAtIt')} onFile={look} />
    </>
  );
}
