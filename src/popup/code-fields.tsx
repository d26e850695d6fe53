import type { AccountType, Algorithm } from '../core/account';
import { Field, Select } from '../ui/field';
import { t } from '../ui/text';
import { algorithmText } from '../ui/ticket-kind';

/** What decides the codes besides the secret, as typed: numbers are texts until the background reads them. */
export interface CodeForm {
  readonly algorithm: Algorithm;
  readonly digits: string;
  readonly period: string;
  readonly counter: string;
}

interface Props {
  readonly type: AccountType;
  readonly form: CodeForm;
  readonly onInput: (change: Partial<CodeForm>) => void;
  /** The sentence for one field, where that field is wrong. */
  readonly errorOf: (field: keyof CodeForm) => string | undefined;
}

const ALGORITHMS: readonly Algorithm[] = ['SHA1', 'SHA256', 'SHA512'];

/** Steam fixes all of them, so it has none to fill in. */
export function CodeFields({ type, form, onInput, errorOf }: Props) {
  if (type === 'steam') return <p class="muted">{t('steamFixed')}</p>;
  const algorithms = ALGORITHMS.map((value) => ({ value, label: algorithmText(value) }));
  const number = (field: 'digits' | 'period' | 'counter', label: string, hint?: string) => (
    <Field
      label={label}
      name={field}
      type="number"
      inputMode="numeric"
      value={form[field]}
      onInput={(value) => onInput({ [field]: value })}
      error={errorOf(field)}
      hint={hint}
    />
  );
  return (
    <>
      <Select
        label={t('algorithm')}
        value={form.algorithm}
        options={algorithms}
        onInput={(algorithm) => onInput({ algorithm })}
      />
      <div class="form-pair">
        {number('digits', t('digitsField'))}
        {type === 'hotp'
          ? number('counter', t('counterField'))
          : number('period', t('periodField'), t('periodHint'))}
      </div>
    </>
  );
}
