import { type ErrorCode, UserError } from '../core/errors';
import { OutsideText } from '../ui/outside-text';
import { errorText, t, tn } from '../ui/text';
import type { LeftOutEntry } from './found-accounts';

/** What is wrong with a whole file of an archive has a way out, which its own sentence says. */
const OF_FILES: readonly ErrorCode[] = [
  'pgp-encrypted',
  'unsupported-version',
  'unsupported-kdf',
  'kdf-limits',
  'too-little-memory',
  'account-restricted',
  'companion-missing',
  'truncated',
];

/** Short, because there may be hundreds; the importers name the trouble by its error code. */
export function reasonText(reason: string): string {
  switch (reason) {
    case 'bad-secret':
    case 'bad-hex-secret':
    case 'bad-yandex-secret':
    case 'secret-missing':
    case 'secret-too-long':
      return t('reasonSecret');
    case 'bad-digits':
    case 'bad-period':
    case 'bad-counter':
    case 'bad-algorithm':
    case 'bad-pin':
      return t('reasonSettings');
    case 'unsupported-type':
      return t('reasonType');
    case 'pin-missing':
      return t('reasonPin');
    case 'name-missing':
      return t('reasonName');
    case 'bad-uri':
    case 'duplicate-parameter':
    case 'bad-entry':
      return t('reasonDamaged');
    case 'wrong-password':
    case 'unsupported-cipher':
      return t('reasonSealed');
    case 'in-trash':
      return t('error_in_trash');
    case 'missing-part':
      return t('error_missing_part');
    case 'no-qr-code':
      return t('reasonPicture');
    default: {
      const code = OF_FILES.find((one) => one === reason);
      return code ? errorText(new UserError(code)) : t('reasonOther');
    }
  }
}

/** Every entry of a file that was not taken, with the reason. */
export function LeftOut({ entries }: { readonly entries: readonly LeftOutEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <details class="left-out">
      <summary>{tn('leftOut', entries.length)}</summary>
      <ul>
        {entries.map((entry, index) => (
          <li key={index}>
            <b>
              <OutsideText text={entry.name} />
            </b>
            <span>{reasonText(entry.reason)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
