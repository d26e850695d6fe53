import { useState } from 'preact/hooks';
import type { Algorithm } from '../core/account';
import type { NewSecretBytes } from '../core/new-secret';
import type { TypedAccount } from '../messages';
import { Button } from '../ui/button';
import { CodeFields } from '../ui/code-fields';
import { Field, Select } from '../ui/field';
import { fieldError } from '../ui/field-errors';
import { Notice } from '../ui/notice';
import { t } from '../ui/text';
import { typeText } from '../ui/ticket-kind';
import { askBuilder } from './ask-builder';

interface Props {
  readonly form: TypedAccount;
  /** Of the secret; null while it cannot be read. */
  readonly bits: number | null;
  readonly error: unknown;
  readonly onInput: (change: Partial<TypedAccount>) => void;
  readonly onFailure: (failure: unknown) => void;
}

const TYPES = ['totp', 'hotp'] as const;
/** RFC 4226 §4 R6: no site should give out less. */
const LEAST_BITS = 128;

/** What the RFCs say of each, so that nobody has to look it up. */
const SIZES = [
  { value: '16', label: 'sizeLeast' },
  { value: '20', label: 'sizeUsual' },
  { value: '32', label: 'size256' },
  { value: '64', label: 'size512' },
] as const;
type Size = (typeof SIZES)[number]['value'];
const BYTES: Record<Size, NewSecretBytes> = { 16: 16, 20: 20, 32: 32, 64: 64 };

/** RFC 6238 §5.1: as long as the hash. */
const FITTING: Record<Algorithm, Size> = { SHA1: '20', SHA256: '32', SHA512: '64', MD5: '16' };

export function BuilderForm({ form, bits, error, onInput, onFailure }: Props) {
  const [size, setSize] = useState<Size>('20');
  const make = () => {
    askBuilder({ do: 'make', bytes: BYTES[size] }).then(({ secret }) => onInput({ secret }), onFailure);
  };
  const change = (part: Partial<TypedAccount>): void => {
    if (part.algorithm) setSize(FITTING[part.algorithm]);
    onInput(part);
  };
  return (
    <section class="card section" aria-labelledby="builder-account">
      <h2 id="builder-account">{t('builderAccount')}</h2>
      <Field label={t('issuer')} value={form.issuer} onInput={(issuer) => change({ issuer })} />
      <Field label={t('accountName')} value={form.name} onInput={(name) => change({ name })} />
      <Field
        label={t('secret')}
        value={form.secret}
        onInput={(secret) => change({ secret })}
        error={fieldError(error, 'secret')}
        hint={bits === null ? t('secretHint') : `${t('builderBits', bits)} · ${t('secretHint')}`}
      />
      {bits !== null && bits < LEAST_BITS && <Notice kind="warning">{t('builderShort')}</Notice>}
      <div class="builder-new">
        <Select
          label={t('builderSize')}
          value={size}
          options={SIZES.map(({ value, label }) => ({ value, label: t(label) }))}
          onInput={setSize}
        />
        <Button onClick={make}>{t('builderMake')}</Button>
      </div>
      <Select
        label={t('type')}
        value={form.type}
        options={TYPES.map((value) => ({ value, label: typeText(value) }))}
        onInput={(type) => change({ type })}
      />
      <CodeFields
        type={form.type}
        form={form}
        onInput={change}
        errorOf={(field) => fieldError(error, field)}
      />
    </section>
  );
}
