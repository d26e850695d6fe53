import type { RefObject } from 'preact';
import { Field } from './field';
import { t } from './text';

/** What of all the ways in is typed. */
export type Typed = 'pin' | 'passphrase' | 'recovery';

interface UnlockFieldProps {
  readonly typed: Typed;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly error: string | undefined;
  readonly hint?: string | undefined;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

/** The one field that is on the screen while something is asked for. It takes the focus. */
export function UnlockField({ typed, hint, ...field }: UnlockFieldProps) {
  const labels = { pin: t('pinField'), passphrase: t('passphrase'), recovery: t('recoveryKey') };
  return (
    <Field
      {...field}
      label={labels[typed]}
      type="password"
      hint={hint ?? (typed === 'recovery' ? t('recoveryKeyHint') : undefined)}
      autoFocus
      autocomplete={typed === 'passphrase' ? 'current-password' : 'off'}
      inputMode={typed === 'pin' ? 'numeric' : 'text'}
    />
  );
}
