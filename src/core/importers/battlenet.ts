import { UserError } from '../errors';
import type { ImportedAccount, Importer } from './importer';
import { fromHex, secretOfHex } from './reading/bytes';
import { Entries } from './reading/entries';
import { readForeign } from './reading/fields';
import { androidStrings, looksLikePreferences, parseXml } from './reading/markup';

const PREFIX = 'com.blizzard.messenger.AUTHENTICATOR_';
/** The app hides what it keeps behind these bytes, the same in every installation. */
const MASK = fromHex(
  '398e27fc50276a656065b0e525f4c06c04c61075286b8e7aeda59da9813b5dd6c80d2fb38068773fa59ba47c17ca6c6479015c1d5b8b8f6b9a',
);

/** @returns ASCII @throws UserError bad-entry */
function unmask(masked: string): string {
  const bytes = fromHex(masked);
  const text = Array.from(bytes, (byte, index) => String.fromCharCode(byte ^ (MASK[index] ?? 0))).join('');
  if (bytes.length > MASK.length || /[^ -~]/u.test(text)) throw new UserError('bad-entry');
  return text;
}

/** The serial number is how a person knows the authenticator; without it the code is as good. */
function serialOf(masked: string | undefined): string {
  try {
    return unmask(masked ?? '');
  } catch {
    return '';
  }
}

function unmaskSecret(masked: string): string {
  try {
    return unmask(masked);
  } catch {
    throw new UserError('bad-secret');
  }
}

/** @throws UserError secret-missing, bad-secret */
function readAuthenticator(secret: string | undefined, name: string): ImportedAccount {
  if (!secret) throw new UserError('secret-missing');
  return readForeign({ issuer: 'Battle.net', name, secret: secretOfHex(unmaskSecret(secret)), digits: 8 });
}

/** The preferences of Battle.net's Android app: one authenticator, in clear but for a fixed mask. */
export const battleNet: Importer = {
  format: 'battlenet',
  recognise: ({ text }) => looksLikePreferences(text) && (text ?? '').includes(PREFIX),
  read: async ({ text }) => {
    const strings = androidStrings(await parseXml(text ?? ''));
    if (!strings) throw new UserError('bad-content');
    const [serial, secret] = ['SERIAL', 'DEVICE_SECRET'].map((name) =>
      strings.get(`${PREFIX}${name}`)?.trim(),
    );
    const entries = new Entries();
    const name = serialOf(serial);
    if (serial || secret) entries.take(`Battle.net ${name}`, () => readAuthenticator(secret, name));
    return entries.finish(battleNet.format);
  },
};
