import { useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { Credential } from '../messages';
import { Field } from './field';
import './more.css';
import { t } from './text';

/** What opens a sealed file. A security key does not: its slot stays in the browser where it was made. */
export interface TypedCredential {
  readonly type: 'passphrase' | 'recovery';
  readonly text: string;
}

/** @throws UserError password-required where nothing is typed */
export function toCredential({ type, text }: TypedCredential): Credential {
  if (text === '') throw new UserError('password-required');
  return type === 'passphrase' ? { type, passphrase: text } : { type, key: text };
}

interface Props {
  readonly typed: TypedCredential;
  readonly onInput: (typed: TypedCredential) => void;
  readonly error: string | undefined;
}

/** The passphrase of a file, or its recovery key for those who have lost the passphrase. */
export function BackupCredential({ typed, onInput, error }: Props) {
  const isPassphrase = typed.type === 'passphrase';
  const [isSwitched, setSwitched] = useState(false);
  const change = () => {
    setSwitched(true);
    onInput({ type: isPassphrase ? 'recovery' : 'passphrase', text: '' });
  };
  return (
    <>
      <Field
        key={typed.type}
        label={t(isPassphrase ? 'backupPassphrase' : 'backupRecoveryKey')}
        type={isPassphrase ? 'password' : 'text'}
        value={typed.text}
        onInput={(text) => onInput({ ...typed, text })}
        error={error}
        autoFocus={isSwitched}
        autocomplete={isPassphrase ? 'current-password' : 'off'}
      />
      <button class="link-button" type="button" onClick={change}>
        {t(isPassphrase ? 'backupByRecoveryKey' : 'backupByPassphrase')}
      </button>
    </>
  );
}

export const NOTHING_TYPED: TypedCredential = { type: 'passphrase', text: '' };
