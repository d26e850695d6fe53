import { type ErrorCode, UserError } from '../core/errors';
import { errorText } from './text';

const FIELDS: Partial<Record<ErrorCode, string>> = {
  'secret-missing': 'secret',
  'bad-secret': 'secret',
  'bad-hex-secret': 'secret',
  'bad-yandex-secret': 'secret',
  'secret-too-long': 'secret',
  'pin-missing': 'pin',
  'bad-pin': 'pin',
  'name-missing': 'issuer',
  'bad-digits': 'digits',
  'bad-period': 'period',
  'bad-counter': 'counter',
  'too-many-pictures': 'icon',
  'tags-over-limit': 'tags',
  'tag-too-long': 'tags',
};

/** The name of the field that a failure is about; null where it is about the whole form. */
export function fieldOf(error: unknown): string | null {
  if (!(error instanceof UserError)) return null;
  if (error.code === 'text-too-long') return String(error.details.field);
  return FIELDS[error.code] ?? null;
}

/** The sentence to stand at this field, if the failure is about it. */
export function fieldError(error: unknown, field: string): string | undefined {
  return fieldOf(error) === field ? errorText(error) : undefined;
}

/** Leads the person to the field that has to change. */
export function focusWrongField(form: HTMLFormElement | null, error: unknown): void {
  const name = fieldOf(error);
  const field = name === null ? null : form?.elements.namedItem(name);
  if (field instanceof HTMLElement) field.focus();
}
