import { useRef, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { Credential } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { CredentialForm } from '../ui/credential-form';
import { download } from '../ui/download';
import { CheckBox, Field } from '../ui/field';
import { More } from '../ui/more';
import { showStatus } from '../ui/status';
import { errorText, t } from '../ui/text';

/** As the background asks for every passphrase. */
const SHORTEST = 10;

interface OtherPassphrase {
  readonly isWanted: boolean;
  readonly passphrase: string;
  readonly repeated: string;
}

const NONE: OtherPassphrase = { isWanted: false, passphrase: '', repeated: '' };

interface Faults {
  readonly passphrase?: string;
  readonly repeated?: string;
}

function faultsOf({ isWanted, passphrase, repeated }: OtherPassphrase): Faults {
  if (!isWanted) return {};
  if ([...passphrase].length < SHORTEST) {
    return { passphrase: errorText(new UserError('passphrase-too-short', { min: SHORTEST })) };
  }
  return passphrase === repeated ? {} : { repeated: t('passphrasesDiffer') };
}

/** Saves one sealed file. The passphrase is asked for, because whoever finds the vault open must not take a copy. */
export function BackupSave() {
  const [isAsking, setAsking] = useState(false);
  const [other, setOther] = useState(NONE);
  const [isTried, setTried] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const faults = faultsOf(other);

  const start = () => {
    setTried(true);
    if (faults.passphrase || faults.repeated) box.current?.focus();
    else setAsking(true);
  };
  const save = async (credential: Credential) => {
    const seal = other.isWanted ? { passphrase: other.passphrase } : {};
    const { name, file } = await ask('exportBackup', { credential, ...seal });
    download(name, file);
    setAsking(false);
    setOther(NONE);
    setTried(false);
    showStatus(t('backupSaved'));
  };

  if (isAsking) {
    return <CredentialForm why={t('saveBackupWhy')} onCredential={save} onCancel={() => setAsking(false)} />;
  }
  return (
    <>
      <Button onClick={start}>{t('saveBackup')}</Button>
      <More summary={t('more')}>
        <CheckBox
          label={t('otherPassphrase')}
          hint={t('otherPassphraseHint')}
          checked={other.isWanted}
          onInput={(isWanted) => setOther({ ...NONE, isWanted })}
        />
        {other.isWanted && (
          <>
            <Field
              label={t('newBackupPassphrase')}
              type="password"
              value={other.passphrase}
              onInput={(passphrase) => setOther({ ...other, passphrase })}
              error={isTried ? faults.passphrase : undefined}
              autocomplete="new-password"
              inputRef={box}
            />
            <Field
              label={t('repeatPassphrase')}
              type="password"
              value={other.repeated}
              onInput={(repeated) => setOther({ ...other, repeated })}
              error={isTried ? faults.repeated : undefined}
              autocomplete="new-password"
            />
          </>
        )}
      </More>
    </>
  );
}
