/**
 * Every failure that a person can meet. Each code has a sentence in every locale (`error_<code>`, with `-`
 * written as `_`); `test/texts.test.ts` fails where one is missing.
 */
export const ERROR_CODES = [
  // vault file (the names are part of the format and never change)
  'E_FORMAT',
  'E_SUM',
  'E_NEWER',
  'E_KDF',
  'E_KDF_UNAVAILABLE',
  'E_UNLOCK',
  'E_TAMPERED',
  'E_TOO_BIG',
  // vault state
  'locked',
  'vault-exists',
  'no-vault',
  'storage-failed',
  'storage-full',
  'not-saved',
  'conflict',
  'account-gone',
  'history-gone',
  'account-deleted',
  'not-in-trash',
  'undo-gone',
  'undo-late',
  'too-much-to-merge',
  'too-many-accounts',
  'too-many-tags',
  'tags-over-limit',
  'tag-too-long',
  'text-too-long',
  'too-many-pictures',
  'bad-icon',
  'icon-too-big',
  'passphrase-too-short',
  'passphrase-changed',
  'passphrase-common',
  'passphrase-too-weak',
  'last-passphrase',
  'too-many-slots',
  'slot-gone',
  'bad-recovery-key',
  // the policy of an organisation
  'set-by-organisation',
  // sync
  'sync-unavailable',
  'sync-full',
  'sync-other-passphrase',
  'sync-weak-passphrase',
  'sync-left-out',
  // ways in
  'wait',
  'wrong-pin',
  'pin-gone',
  'pin-too-short',
  'credential-required',
  'security-key-no-prf',
  'security-key-cancelled',
  // one account
  'bad-uri',
  'uri-too-long',
  'unsupported-type',
  'secret-missing',
  'bad-secret',
  'bad-hex-secret',
  'bad-yandex-secret',
  'secret-too-long',
  'pin-missing',
  'bad-pin',
  'bad-digits',
  'bad-period',
  'bad-counter',
  'bad-algorithm',
  'duplicate-parameter',
  'bad-migration',
  'name-missing',
  // recovery codes
  'recovery-code-too-long',
  'too-many-recovery-codes',
  'no-recovery-code-left',
  'no-recovery-field',
  'recovery-not-accepted',
  'selection-gone',
  // scanning
  'no-qr-code',
  'no-qr-code-in-picture',
  'no-qr-code-here',
  'capture-failed',
  'capture-unasked',
  'capture-unasked-menu',
  'capture-gone',
  'image-too-big',
  'bad-image',
  'decode-timeout',
  'camera-refused',
  'camera-missing',
  'camera-busy',
  'camera-gone',
  'screen-refused',
  'screen-failed',
  // a move from another browser
  'wrong-move-code',
  'move-unreadable',
  'move-too-big',
  'move-one-picture',
  // filling
  'page-not-reachable',
  'page-changed',
  'no-field',
  'not-accepted',
  'site-mismatch',
  'bad-site',
  'too-many-sites',
  'counter-exhausted',
  // the clock
  'site-clock-silent',
  'site-clock-wild',
  // import
  'password-required',
  'wrong-password',
  'bad-content',
  'too-big',
  'archive-too-big',
  'not-a-file',
  'too-many',
  'no-entries',
  'empty',
  'truncated',
  'not-utf8',
  'bad-zip',
  'xml-dtd',
  'no-otp-column',
  'unsupported-version',
  'unsupported-kdf',
  'unsupported-cipher',
  'kdf-limits',
  'too-little-memory',
  'account-restricted',
  'pgp-encrypted',
  'companion-missing',
  'bad-entry',
  'in-trash',
  'missing-part',
  // anything else: a bug of ours
  'unexpected',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What a sentence needs to name the trouble. Never a secret, a code, a key URI or a passphrase. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** An expected failure. Anything that is not one is a bug and rises to the message server or the UI action. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return ERROR_CODES.some((code) => code === value);
}
