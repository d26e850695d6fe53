import { type ErrorCode, UserError } from '../core/errors';
import type { TypedCredential } from './backup-credential';
import { errorText } from './text';
import { failureText, isAboutField } from './unlock-tries';

/** What went wrong with a sealed file, each where the person can do something about it. */
export interface BackupFault {
  readonly file?: string;
  readonly credential?: string;
  /** Neither of the two is wrong. */
  readonly other?: string;
}

/** No passphrase helps there: another file is needed. */
const OF_FILE: readonly ErrorCode[] = [
  'E_FORMAT',
  'E_SUM',
  'E_NEWER',
  'E_KDF',
  'E_TAMPERED',
  'E_TOO_BIG',
  'too-big',
  'too-many-accounts',
  'bad-content',
  'history-gone',
];

export function backupFault(failure: unknown, { type }: TypedCredential): BackupFault {
  const code = failure instanceof UserError ? failure.code : null;
  if (code !== null && OF_FILE.includes(code)) return { file: errorText(failure) };
  const isCredential =
    code === 'password-required' || code === 'passphrase-changed' || isAboutField(failure, type);
  return isCredential ? { credential: failureText(failure, type) } : { other: failureText(failure, type) };
}
