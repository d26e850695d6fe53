import { LIMITS } from '../account';
import { isRecord } from '../check';
import { UserError } from '../errors';
import { type OpenedEntry, unlockEntries } from './authenticator-extension-unlock';
import type { Import, ImportedAccount, Importer } from './importer';
import { secretOfHex } from './reading/bytes';
import { Entries } from './reading/entries';
import { entryName, fieldText, labelText, readForeign, withExtras } from './reading/fields';
import { holds, inOrder, type Members, member } from './reading/members';

/** Very old files have the place in this list, counted from one. */
const TYPES = ['totp', 'hotp', 'battle', 'steam', 'hex', 'hhex'];
/** What lies among the entries and is none. */
const OTHER_MEMBERS = new Set(['UserSettings', 'LocalStorage', 'key', 'enc', 'hash']);

function typeName(value: unknown): string {
  if (typeof value === 'number') return TYPES[value - 1] ?? `${value}`;
  return fieldText(value)?.toLowerCase() ?? 'totp';
}

/** The app looks at the letters: hexadecimal ones that are no base32 stand under the ordinary types, too. */
function isHex(type: string, secret: string): boolean {
  if (type === 'hex' || type === 'hhex') return true;
  if (type !== 'totp' && type !== 'hotp') return false;
  return !/^[a-z2-7]+=*$/iu.test(secret) && /^[0-9a-f]+$/iu.test(secret);
}

/** The app counts half a byte at the end as a whole one, or drops it where it is zero. */
function wholeBytes(hex: string): string {
  if (hex.length % 2 === 0) return hex;
  return hex.endsWith('0') ? hex.slice(0, -1) : `${hex}0`;
}

interface Coding {
  readonly type: string;
  readonly secret: string;
  /** Battle.net has eight, whatever is written. */
  readonly digits?: number;
}

function battle(secret: string): Coding {
  return { type: 'totp', secret, digits: 8 };
}

/** @throws UserError bad-secret */
function readCoding(item: Members): Coding {
  const secret = (fieldText(member(item, 'secret')) ?? '').replace(/\s/gu, '');
  const [, prefix, rest = ''] = /^(blz|bliz|stm)-(.*)$/u.exec(secret) ?? [];
  if (prefix) return prefix === 'stm' ? { type: 'steam', secret: rest } : battle(rest);
  const type = typeName(member(item, 'type'));
  if (type === 'battle') return battle(secret);
  if (!isHex(type, secret)) return { type, secret };
  const isCounted = type === 'hotp' || type === 'hhex';
  return { type: isCounted ? 'hotp' : 'totp', secret: secretOfHex(wholeBytes(secret)) };
}

/** `Name::host.example` names the site beside the issuer. */
const issuerOf = (item: Members): string => labelText(member(item, 'issuer')).split('::')[0] ?? '';

function readItem(item: Members): ImportedAccount {
  const account = readForeign({
    issuer: issuerOf(item),
    name: member(item, 'account'),
    algorithm: member(item, 'algorithm'),
    digits: member(item, 'digits'),
    period: member(item, 'period'),
    counter: member(item, 'counter'),
    ...readCoding(item),
  });
  return withExtras(account, { pinned: member(item, 'pinned') });
}

/**
 * The entries of an export, opened where they were encrypted.
 * @throws UserError too-many, no-entries; where nothing is readable kdf-limits, unsupported-version, wrong-password
 */
export function readAuthenticatorEntries(opened: readonly OpenedEntry[]): Import {
  const entries = new Entries();
  for (const [index, { item, failure }] of opened.entries()) {
    const name = entryName(issuerOf(item), member(item, 'account'), index);
    if (failure) entries.skip(name, failure);
    else entries.take(name, () => readItem(item));
  }
  const hasOpened = opened.some((one) => one.hasOpened);
  return entries.finishSealed(authenticatorExtension.format, hasOpened);
}

/** The entries in the order of the app. @throws UserError too-many */
function itemsOf(file: Members): Members[] {
  const items = Object.entries(file).flatMap(([name, value]) =>
    !OTHER_MEMBERS.has(name) && holds(value, 'secret', 'data') ? [value] : [],
  );
  if (items.length > LIMITS.accounts) throw new UserError('too-many', { max: LIMITS.accounts });
  return inOrder(items, (item) => member(item, 'index'));
}

const DATA_TYPES: readonly unknown[] = ['OTPStorage', 'EncOTPStorage', 'Key'];

const isOurs = (value: unknown): boolean =>
  (holds(value, 'secret', 'data') && holds(value, 'hash', 'keyId', 'dataType', 'encrypted')) ||
  DATA_TYPES.includes(member(value, 'dataType'));

/** Authenticator, the browser extension of that name: its export, plain and of every generation of encryption. */
export const authenticatorExtension: Importer = {
  format: 'authenticator-extension',
  recognise: ({ json }) =>
    isRecord(json) && (Object.values(json).some(isOurs) || holds(member(json, 'key'), 'enc')),
  read: async ({ json }, passphrase) => {
    if (!isRecord(json)) throw new UserError('bad-content');
    return readAuthenticatorEntries(await unlockEntries(json, itemsOf(json), passphrase));
  },
};
