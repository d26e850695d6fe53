import { useState } from 'preact/hooks';
import type { BackupHealth, Credential } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { CheckBox } from '../ui/check-box';
import { CredentialForm } from '../ui/credential-form';
import { canKeepFolder, forgetFolder, keepFolder, keepTakesOver } from '../ui/kept-folder';
import { More } from '../ui/more';
import { Notice } from '../ui/notice';
import { OutsideText } from '../ui/outside-text';
import { usePolicy } from '../ui/policy';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import { FolderNews } from './folder-news';
import { HeldButton } from './held-button';
import { type FolderState, useFolder } from './use-folder';

/** Automatic backups into a folder of the person, where the browser lets a page keep one. */
export function BackupFolder({ health }: { readonly health: BackupHealth }) {
  if (canKeepFolder()) return <OwnFolder health={health} />;
  return (
    <More summary={t('folderTitle')}>
      <p class="muted">{t('folderNotHere')}</p>
    </More>
  );
}

/** Null where the person closed the dialog. */
async function pickFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    const options = { id: 'backups', mode: 'readwrite', startIn: 'documents' } as const;
    return (await window.showDirectoryPicker?.(options)) ?? null;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

function OwnFolder({ health }: { readonly health: BackupHealth }) {
  const { run, fail, error } = useAction();
  const { state, refresh } = useFolder(health, fail);
  /** The credential was typed a moment ago, to switch them on: the first folder needs no other. */
  const [isConfirmed, setConfirmed] = useState(false);
  const [picked, setPicked] = useState<FileSystemDirectoryHandle | null>(null);

  const keep = async (folder: FileSystemDirectoryHandle) => {
    await keepFolder(folder);
    setConfirmed(false);
    setPicked(null);
    refresh();
  };
  // The browser lets a page ask for a folder in a click alone, so the credential comes after it.
  const choose = async () => {
    const folder = await pickFolder();
    if (folder && isConfirmed) await keep(folder);
    else setPicked(folder);
  };
  const confirm = async (folder: FileSystemDirectoryHandle, credential: Credential) => {
    await ask('setAutomaticBackups', { opId: crypto.randomUUID(), credential });
    await keep(folder);
  };
  const goOn = async (folder: FileSystemDirectoryHandle) => {
    await folder.requestPermission({ mode: 'readwrite' });
    refresh();
  };
  if (picked) {
    return (
      <CredentialForm
        why={t('folderOtherWhy')}
        onCredential={(credential) => confirm(picked, credential)}
        onCancel={() => setPicked(null)}
      />
    );
  }
  return (
    <>
      {state && (
        <FolderNews
          state={state}
          onChoose={() => run(choose)}
          onGoOn={(folder) => run(() => goOn(folder))}
          onAnswered={refresh}
        />
      )}
      {error && <Notice kind="error">{error}</Notice>}
      <More summary={t('folderTitle')}>
        {state && (
          <FolderSettings
            state={state}
            onChoose={() => run(choose)}
            onOn={() => setConfirmed(true)}
            onTakesOver={(takesOver) => run(() => keepTakesOver(takesOver).then(refresh))}
            onFail={fail}
          />
        )}
      </More>
    </>
  );
}

interface SettingsProps {
  readonly state: FolderState;
  readonly onChoose: () => void;
  readonly onOn: () => void;
  readonly onTakesOver: (takesOver: boolean) => void;
  readonly onFail: (error: unknown) => void;
}

function FolderSettings({ state, onChoose, onOn, onTakesOver, onFail }: SettingsProps) {
  const [isAsking, setAsking] = useState(false);
  const isHeld = usePolicy().hideFeatures.includes('automatic-backups');
  const switchOn = async (credential: Credential) => {
    await ask('setAutomaticBackups', { opId: crypto.randomUUID(), credential });
    onOn();
    setAsking(false);
  };
  const switchOff = async () => {
    await ask('setAutomaticBackups', { opId: crypto.randomUUID() });
    await forgetFolder();
  };
  if (isAsking) {
    return <CredentialForm why={t('folderWhy')} onCredential={switchOn} onCancel={() => setAsking(false)} />;
  }
  if (isHeld) {
    return (
      <>
        <p class="muted">{t('folderWhat')}</p>
        <HeldButton>{t('folderOn')}</HeldButton>
      </>
    );
  }
  if (state.kind === 'off') {
    return (
      <>
        <p class="muted">{t('folderWhat')}</p>
        <Button onClick={() => setAsking(true)}>{t('folderOn')}</Button>
      </>
    );
  }
  return (
    <>
      <p class="muted">{t('folderWhat')}</p>
      {state.kind !== 'none' && (
        <p>
          {t('folderName')} <OutsideText text={state.folder.name} />
        </p>
      )}
      {state.kind === 'ready' && (
        <CheckBox
          label={t('folderTakesOver')}
          hint={t('folderTakesOverHint')}
          checked={state.takesOver}
          onInput={onTakesOver}
        />
      )}
      {state.kind !== 'none' && <Button onClick={onChoose}>{t('folderOther')}</Button>}
      <Button onClick={() => void switchOff().catch(onFail)}>{t('folderOff')}</Button>
    </>
  );
}
