import { type ErrorCode, UserError } from '../core/errors';
import { iconText } from '../ui/account-icon';
import { displayText } from '../ui/code-display';
import { isolated } from '../ui/outside-text';
import { hostOf } from '../ui/site-address';
import { t } from '../ui/text';
import type { Conflict } from './edit-conflict';

/** Whether a failure is this one. */
export function isAbout(error: unknown, code: ErrorCode): boolean {
  return error instanceof UserError && error.code === code;
}

const ADVANCED: ReadonlySet<string | null> = new Set([
  'display',
  'algorithm',
  'digits',
  'period',
  'counter',
  'pin',
]);

/** Whether a field stands under "Advanced", which has to open for its error to be seen. */
export function isAdvancedField(field: string | null): boolean {
  return ADVANCED.has(field);
}

function valueText(field: keyof Conflict, value: NonNullable<Conflict[keyof Conflict]>): string {
  if (typeof value === 'boolean') return value ? '✓' : '–';
  if (typeof value !== 'string') return value.map(({ origin }) => hostOf(origin)).join(', ');
  if (field === 'icon') return iconText(value);
  if (field === 'display') return displayText(value);
  return field === 'algorithm' ? value.replace('SHA', 'SHA-') : value;
}

/** What to say at one field; undefined where nobody else changed it. */
export function conflictText(conflict: Conflict, field: keyof Conflict): string | undefined {
  const value = conflict[field];
  if (value === undefined) return undefined;
  return t('changedElsewhere', isolated(valueText(field, value) || '–'));
}
