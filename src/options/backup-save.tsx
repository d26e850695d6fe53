import { useState } from 'preact/hooks';
import type { PassphraseStrength } from '../core/policy';
import type { Credential } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { CredentialForm } from '../ui/credential-form';
import { download } from '../ui/download';
import { CheckBox } from '../ui/field';
import { More } from '../ui/more';
import { Notice } from '../ui/notice';
import { judgeNew, passphraseFault } from '../ui/passphrase-rule';
import { usePolicy } from '../ui/policy';
import { showStatus } from '../ui/status';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import { NO_OTHER, OtherPassphraseFields } from './other-passphrase';

/** Saves one sealed file. The passphrase is asked for, because whoever finds the vault open must not take a copy. */
export function BackupSave() {
  const [isAsking, setAsking] = useState(false);
  const [other, setOther] = useState(NO_OTHER);
  const [refusals, setRefusals] = useState(0);
  const [isMoreOpen, setMoreOpen] = useState(false);
  const { run, error } = useAction();
  const { minimumPassphraseStrength: least } = usePolicy();
  const [strength, setStrength] = useState<PassphraseStrength>('weak');

  /** The fault is behind "More": it is opened, and the box with the fault takes the focus. */
  const refuse = () => {
    setMoreOpen(true);
    setRefusals(refusals + 1);
  };
  const start = () =>
    run(async () => {
      if (!other.isWanted) return setAsking(true);
      const isFaulty = passphraseFault(other.passphrase, null, least) !== undefined;
      if (isFaulty || other.passphrase !== other.repeated) return refuse();
      try {
        setStrength(await judgeNew(other.passphrase, least));
      } catch (failure) {
        refuse();
        throw failure;
      }
      setAsking(true);
    });
  const save = async (credential: Credential) => {
    const seal = other.isWanted ? { passphrase: other.passphrase, strength } : {};
    const { name, file } = await ask('exportBackup', { credential, ...seal });
    download(name, file);
    setAsking(false);
    setOther(NO_OTHER);
    setRefusals(0);
    setMoreOpen(false);
    showStatus(t('backupSaved'));
  };

  if (isAsking) {
    return <CredentialForm why={t('saveBackupWhy')} onCredential={save} onCancel={() => setAsking(false)} />;
  }
  return (
    <>
      <Button onClick={start}>{t('saveBackup')}</Button>
      {error && <Notice kind="error">{error}</Notice>}
      <More summary={t('more')} state={[isMoreOpen, setMoreOpen]}>
        <CheckBox
          label={t('otherPassphrase')}
          hint={t('otherPassphraseHint')}
          checked={other.isWanted}
          onInput={(isWanted) => {
            setOther({ ...NO_OTHER, isWanted });
            setRefusals(0);
          }}
        />
        {other.isWanted && <OtherPassphraseFields other={other} onInput={setOther} refusals={refusals} />}
      </More>
    </>
  );
}
