import { useContext, useState } from 'preact/hooks';
import type { Credential } from '../messages';
import { ask } from '../ui/ask';
import { readFileIn } from '../ui/backup-folder';
import { Button } from '../ui/button';
import { CredentialForm } from '../ui/credential-form';
import type { FolderQuestion } from '../ui/folder-step';
import { folderMemory, keepLater, keepTakesOver } from '../ui/kept-folder';
import { Notice } from '../ui/notice';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import { isNews } from './backup-choices';
import { BackupCompare } from './backup-compare';
import { OverScreen } from './over-screen';
import type { FolderState } from './use-folder';

interface Props {
  readonly state: FolderState;
  readonly onChoose: () => void;
  readonly onGoOn: (folder: FileSystemDirectoryHandle) => void;
  /** The person has answered what to do with the backup. */
  readonly onAnswered: () => void;
}

/** What stands in the way of automatic backups, with the one button that helps. Nothing while all is well. */
export function FolderNews({ state, onChoose, onGoOn, onAnswered }: Props) {
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
  const { question } = state;
  return question && <NewerBackup folder={folder} question={question} onAnswered={onAnswered} />;
}

interface NewerProps {
  readonly folder: FileSystemDirectoryHandle;
  readonly question: FolderQuestion;
  readonly onAnswered: () => void;
}

/** Another browser has written to the folder. Nothing is merged before the person has seen what, or wants it unseen. */
function NewerBackup({ folder, question, onAnswered }: NewerProps) {
  const { show, close } = useContext(OverScreen);
  const { run, error } = useAction();
  const [isAsking, setAsking] = useState(false);
  const { backup, isOwn, names } = question;
  const answer = (task: () => Promise<void>) => run(() => task().then(onAnswered));
  const look = async (credential: Credential) => {
    const file = await readFileIn(folder, backup.name);
    const view = await ask('readBackup', { file, credential });
    const subject = { file, credential, view };
    const taken = () => void folderMemory.keepKnown(backup.name).then(onAnswered);
    // Where it holds nothing new, to have looked at it is enough.
    if (!isNews(view.comparison)) await folderMemory.keepKnown(backup.name);
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
      <p>{t(isOwn ? 'folderNewerOwn' : 'folderNewer')}</p>
      {error && <Notice kind="error">{error}</Notice>}
      {isOwn && (
        <Button kind="primary" onClick={() => answer(() => keepTakesOver(true))}>
          {t('folderTakeOver')}
        </Button>
      )}
      <Button onClick={() => setAsking(true)}>{t('folderLook')}</Button>
      <Button onClick={() => answer(() => keepLater(names))}>{t('automaticNo')}</Button>
    </Notice>
  );
}
