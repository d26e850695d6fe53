import { useEffect, useRef } from 'preact/hooks';
import { Field } from '../ui/field';
import { passphraseFault } from '../ui/passphrase-rule';
import { PassphraseStrength } from '../ui/passphrase-strength';
import { usePolicy } from '../ui/policy';
import { t } from '../ui/text';
import { usePassphraseAdvice } from '../ui/use-passphrase-advice';

/** A passphrase for one file alone. */
export interface OtherPassphrase {
  readonly isWanted: boolean;
  readonly passphrase: string;
  readonly repeated: string;
}

export const NO_OTHER: OtherPassphrase = { isWanted: false, passphrase: '', repeated: '' };

interface Props {
  readonly other: OtherPassphrase;
  readonly hint?: string | undefined;
  readonly onInput: (other: OtherPassphrase) => void;
  /** How often the person tried to go on with it and could not; each time the box with the fault takes the focus. */
  readonly refusals: number;
}

export function OtherPassphraseFields({ other, hint, onInput, refusals }: Props) {
  const box = useRef<HTMLInputElement>(null);
  const repeatBox = useRef<HTMLInputElement>(null);
  const { minimumPassphraseStrength: least } = usePolicy();
  const { strength, lastStrength } = usePassphraseAdvice(other.passphrase);
  const fault = passphraseFault(other.passphrase, strength, least);
  const isDifferent = fault === undefined && other.passphrase !== other.repeated;
  const isTried = refusals > 0;
  useEffect(() => {
    if (isTried) (isDifferent ? repeatBox : box).current?.focus();
  }, [refusals]);
  return (
    <>
      <Field
        label={t('newBackupPassphrase')}
        type="password"
        value={other.passphrase}
        onInput={(passphrase) => onInput({ ...other, passphrase })}
        error={isTried ? fault : undefined}
        hint={hint}
        autocomplete="new-password"
        inputRef={box}
      />
      <Field
        label={t('repeatPassphrase')}
        type="password"
        value={other.repeated}
        onInput={(repeated) => onInput({ ...other, repeated })}
        error={isTried && isDifferent ? t('passphrasesDiffer') : undefined}
        autocomplete="new-password"
        inputRef={repeatBox}
      />
      <PassphraseStrength strength={lastStrength} />
    </>
  );
}
