import { LIMITS } from '../account';
import { UserError } from '../errors';
import type { Bytes } from '../vault-file/bytes';
import type { Import, ImportedAccount, Importer } from './importer';
import { decryptedJson } from './reading/bytes';
import { digest, openGcm, passphraseBytes, pbkdf2 } from './reading/decrypt';
import { Entries } from './reading/entries';
import { entryName, fieldText, labelText, readForeign, withExtras } from './reading/fields';
import { holds, listAt, member } from './reading/members';
import type { Source } from './reading/source';

const IV_BYTES = 12;
const SALT_BYTES = 12;
const TAG_BYTES = 16;
const COUNT_BYTES = 4;
/** The app writes up to 160,000; whatever is more is no count, but the start of an older file. */
const MOST_ROUNDS = 1_000_000;

/** Armoured, or a packet for a public key (RFC 4880 §5.1, version 3). */
const isPgp = ({ bytes, text }: Source): boolean =>
  /^\s*-----BEGIN PGP/u.test(text ?? '') ||
  (bytes[0] === 0x84 && bytes[2] === 3) ||
  (bytes[0] === 0x85 && bytes[3] === 3);

/** The newer kind: count, salt, IV, text, tag. @returns null for what cannot be such a file */
async function openWithCount(bytes: Bytes, passphrase: Bytes): Promise<Bytes | null> {
  if (bytes.length < COUNT_BYTES + SALT_BYTES + IV_BYTES + TAG_BYTES) return null;
  const iterations = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (iterations < 1 || iterations > MOST_ROUNDS) return null;
  const [salt, iv] = [COUNT_BYTES, COUNT_BYTES + SALT_BYTES].map((at) => bytes.slice(at, at + SALT_BYTES));
  if (!salt || !iv) return null;
  const key = await pbkdf2(passphrase, { hash: 'SHA-1', salt, iterations });
  return openGcm(key, iv, bytes.slice(COUNT_BYTES + SALT_BYTES + IV_BYTES)).catch(() => null);
}

/**
 * Both ways in which the app encrypted; they are told apart by what opens.
 * @throws UserError password-required, wrong-password
 */
export async function openAndOtp(bytes: Bytes, passphrase: string | undefined): Promise<unknown> {
  const typed = passphraseBytes(passphrase);
  const opened = await openWithCount(bytes, typed);
  if (opened) return decryptedJson(opened);
  const key = await digest('SHA-256', typed);
  return decryptedJson(await openGcm(key, bytes.slice(0, IV_BYTES), bytes.slice(IV_BYTES)));
}

/** Both were one text once, and for a while the issuer stood before the label as well. */
function namesOf(item: unknown): { issuer: string; name: string } {
  const label = labelText(member(item, 'label'));
  const issuer = member(item, 'issuer') ?? null;
  if (issuer === null) {
    const [first = '', ...rest] = label.split(' - ');
    return rest.length > 0 ? { issuer: first, name: rest.join(' - ') } : { issuer: '', name: label };
  }
  const prefix = `${labelText(issuer)}:`;
  const isDoubled = prefix !== ':' && label.startsWith(prefix);
  return { issuer: labelText(issuer), name: isDoubled ? label.slice(prefix.length) : label };
}

/** @throws UserError bad-entry, pin-missing, and those of `readForeign` */
function readItem(item: unknown): ImportedAccount {
  if (!holds(item, 'secret')) throw new UserError('bad-entry');
  // The app asks for it each time, and never writes it.
  if (fieldText(member(item, 'type'))?.toLowerCase() === 'motp') throw new UserError('pin-missing');
  const account = readForeign({
    ...namesOf(item),
    type: member(item, 'type'),
    secret: member(item, 'secret'),
    algorithm: member(item, 'algorithm'),
    digits: member(item, 'digits'),
    period: member(item, 'period'),
    counter: member(item, 'counter'),
  });
  return withExtras(account, { tags: listAt(item, 'tags'), brand: member(item, 'thumbnail') });
}

/** The list of a plain file, or of an opened one. @throws UserError bad-content, too-many, no-entries */
export function readAndOtpList(list: unknown): Import {
  if (!Array.isArray(list)) throw new UserError('bad-content');
  if (list.length > LIMITS.accounts) throw new UserError('too-many', { max: LIMITS.accounts });
  const entries = new Entries();
  for (const [index, item] of list.entries()) {
    const { issuer, name } = namesOf(item);
    entries.take(entryName(issuer, name, index), () => readItem(item));
  }
  return entries.finish(andOtp.format);
}

const isItem = (value: unknown): boolean => holds(value, 'secret') && holds(value, 'label');

/** andOTP: its plain backups; those for an OpenPGP key are named as such. Encrypted by passphrase they have no mark. */
export const andOtp: Importer = {
  format: 'andotp',
  recognise: (source) => (Array.isArray(source.json) && source.json.some(isItem)) || isPgp(source),
  read: (source) => {
    if (isPgp(source)) throw new UserError('pgp-encrypted');
    return readAndOtpList(source.json);
  },
};
