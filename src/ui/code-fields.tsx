import type { AccountType, Algorithm } from '../core/account';
import { Field, Select } from './field';
import { t } from './text';
import { algorithmText, asksPin, typeText } from './ticket-kind';

/** What decides the codes besides the secret, as typed: numbers are texts until the background reads them. */
export interface CodeForm {
  readonly algorithm: Algorithm;
  readonly digits: string;
  readonly period: string;
  readonly counter: string;
  /** Of the types that have one. */
  readonly pin?: string;
}

interface Props {
  readonly type: AccountType;
  readonly form: CodeForm;
  readonly onInput: (change: Partial<CodeForm>) => void;
  /** The sentence for one field, where that field is wrong. */
  readonly errorOf: (field: keyof CodeForm) => string | undefined;
  /** The account has its PIN, which is not shown: another may take its place. */
  readonly hasPinAlready?: boolean;
}

const ALGORITHMS: readonly Algorithm[] = ['SHA1', 'SHA256', 'SHA512'];

/** Steam, Mobile-OTP and Yandex fix all of them; two of them have a PIN to fill in. */
function FixedFields({ type, form, onInput, errorOf, hasPinAlready = false }: Props) {
  return (
    <>
      {asksPin(type) && (
        <Field
          label={t(hasPinAlready ? 'accountPinNew' : 'accountPin')}
          name="pin"
          type="password"
          value={form.pin ?? ''}
          onInput={(pin) => onInput({ pin })}
          error={errorOf('pin')}
          hint={t(hasPinAlready ? 'accountPinNewHint' : 'accountPinHint')}
        />
      )}
      <p class="muted">{t('typeFixed', typeText(type))}</p>
    </>
  );
}

const isFixed = (type: AccountType): boolean => type === 'steam' || asksPin(type);

/** What decides the codes besides the secret, each with its own error; nothing to choose where the type leaves no choice. */
export function CodeFields(props: Props) {
  const { type, form, onInput, errorOf } = props;
  if (isFixed(type)) return <FixedFields {...props} />;
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
