import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Arguments } from '../messages';
import { Button } from '../ui/button';
import { CheckBox, Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { judgeNew, passphraseFault } from '../ui/passphrase-rule';
import { PassphraseStrength } from '../ui/passphrase-strength';
import { usePolicy } from '../ui/policy';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import { usePassphraseAdvice } from '../ui/use-passphrase-advice';
import { KeyToKeep } from './security-key-keep';
import type { NamedKey } from './security-passphrase';

export type NewPassphrase = Omit<Arguments<'changePassphrase'>, 'credential'>;

interface Props {
  readonly keys: readonly NamedKey[];
  readonly hasRecoveryKey: boolean;
  readonly onWanted: (wanted: NewPassphrase) => void;
}

/** The new passphrase, and what becomes of the other ways in. */
export function PassphraseForm({ keys, hasRecoveryKey, onWanted }: Props) {
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [kept, setKept] = useState<NewPassphrase['keys']>([]);
  const [recoveryKey, setRecoveryKey] = useState(hasRecoveryKey);
  const [isTried, setTried] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const repeatBox = useRef<HTMLInputElement>(null);

  const { minimumPassphraseStrength: least } = usePolicy();
  const { strength, lastStrength } = usePassphraseAdvice(passphrase);
  const { run, error } = useAction();

  const fault = passphraseFault(passphrase, strength, least);
  const isDifferent = fault === undefined && passphrase !== repeated;
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (fault !== undefined) return box.current?.focus();
    if (isDifferent) return repeatBox.current?.focus();
    run(async () => {
      onWanted({ passphrase, strength: await judgeNew(passphrase, least), keys: kept, recoveryKey });
    });
  };
  return (
    <form class="section-form" onSubmit={submit}>
      <Field
        label={t('newPassphrase')}
        type="password"
        value={passphrase}
        onInput={setPassphrase}
        error={isTried ? fault : undefined}
        hint={t('passphraseRule')}
        autoFocus
        autocomplete="new-password"
        inputRef={box}
      />
      <Field
        label={t('repeatPassphrase')}
        type="password"
        value={repeated}
        onInput={setRepeated}
        error={isTried && isDifferent ? t('passphrasesDiffer') : undefined}
        autocomplete="new-password"
        inputRef={repeatBox}
      />
      <PassphraseStrength strength={lastStrength} />
      <p>{t('changePassphraseWhat')}</p>
      {keys.length > 0 && (
        <ul class="slots">
          {keys.map((key) => (
            <KeyToKeep key={key.slotId} securityKey={key} onKept={(one) => setKept([...kept, one])} />
          ))}
        </ul>
      )}
      <CheckBox
        label={t('newRecoveryKeyToo')}
        hint={hasRecoveryKey ? t('newRecoveryKeyHint') : undefined}
        checked={recoveryKey}
        onInput={setRecoveryKey}
      />
      {error && fault === undefined && <Notice kind="error">{error}</Notice>}
      <div class="page-actions">
        <Button kind="primary" type="submit">
          {t('continue')}
        </Button>
      </div>
    </form>
  );
}
