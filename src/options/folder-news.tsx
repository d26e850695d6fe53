import { useContext, useState } from 'preact/hooks';
import type { Credential } from '../messages';
import { ask } from '../ui/ask';
import { type FolderBackup, readFileIn } from '../ui/backup-folder';
import { Button } from '../ui/button';
import { CredentialForm } from '../ui/credential-form';
import { keepTaken } from '../ui/kept-folder';
import { Notice } from '../ui/notice';
import { t } from '../ui/text';
import { isNews } from './backup-choices';
import { BackupCompare } from './backup-compare';
import { OverScreen } from './over-screen';
import type { FolderState } from './use-folder';

interface Props {
  readonly state: FolderState;
  readonly onChoose: () => void;
  readonly onGoOn: (folder: FileSystemDirectoryHandle) => void;
  /** What lay in the folder was taken over. */
  readonly onTaken: () => void;
}

/** What stands in the way of automatic backups, with the one button that helps. Nothing while all is well. */
export function FolderNews({ state, onChoose, onGoOn, onTaken }: Props) {
  if (state.kind === 'off') return null;
  if (state.kind === 'none') {
    return (
      <Notice kind="info">
        <p>{t('folderNone')}</p>
        <Button onClick={onChoose}>{t('folderChoose')}</Button>
      </Notice>
    );
  }
  const { folder } = state;
  if (state.kind === 'paused') {
    return (
      <Notice kind="warning">
        <p>{t('folderPaused')}</p>
        <Button onClick={() => onGoOn(folder)}>{t('folderGoOn')}</Button>
      </Notice>
    );
  }
  if (state.kind === 'gone') {
    return (
      <Notice kind="warning">
        <p>{t('folderGone')}</p>
        <Button onClick={onChoose}>{t('folderChoose')}</Button>
      </Notice>
    );
  }
  return state.newer && <NewerBackup folder={folder} backup={state.newer} onTaken={onTaken} />;
}

interface NewerProps {
  readonly folder: FileSystemDirectoryHandle;
  readonly backup: FolderBackup;
  readonly onTaken: () => void;
}

/** Another browser has written to the folder. Nothing is merged before the person has seen what. */
function NewerBackup({ folder, backup, onTaken }: NewerProps) {
  const { show, close } = useContext(OverScreen);
  const [isAsking, setAsking] = useState(false);
  const look = async (credential: Credential) => {
    const file = await readFileIn(folder, backup.name);
    const view = await ask('readBackup', { file, credential });
    const subject = { file, credential, view };
    const taken = () => void keepTaken(backup.name).then(onTaken);
    // Where it holds nothing new, to have looked at it is enough.
    if (!isNews(view.comparison)) await keepTaken(backup.name);
    show(<BackupCompare subject={subject} onClose={close} onTaken={taken} />);
  };
  if (isAsking) {
    return (
      <CredentialForm
        why={t('folderNewerWhy')}
        isForFile
        onCredential={look}
        onCancel={() => setAsking(false)}
      />
    );
  }
  return (
    <Notice kind="info">
      <p>{t('folderNewer')}</p>
      <Button onClick={() => setAsking(true)}>{t('folderLook')}</Button>
    </Notice>
  );
}
