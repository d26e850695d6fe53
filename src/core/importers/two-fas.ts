import { isRecord } from '../check';
import { UserError } from '../errors';
import { readLabel, splitKeyUri } from '../key-uri';
import type { Import, ImportedAccount, Importer } from './importer';
import { decryptedJson, fromBase64 } from './reading/bytes';
import { openGcm, passphraseBytes, pbkdf2 } from './reading/decrypt';
import { Entries } from './reading/entries';
import { entryName, labelText, readForeign, withExtras } from './reading/fields';
import { decodeLeniently, foreignParameters } from './reading/foreign-uri';
import { holds, inOrder, member, namesById } from './reading/members';

const NEWEST = 4;
const ROUNDS = 10_000;
/** The icon that the app gives to a service that it does not know. */
export const PLAIN_ICON = 'a5b3fb65-4ec5-43e6-8ec1-49e24ca9e7ad';

/** @throws UserError bad-content, unsupported-version */
function checkVersion(version: unknown): void {
  if (!Number.isSafeInteger(version) || Number(version) < 1) throw new UserError('bad-content');
  if (Number(version) > NEWEST) throw new UserError('unsupported-version');
}

/**
 * Opens the list of services: ciphertext with its tag, salt and IV, joined by colons.
 * @throws UserError password-required, wrong-password, bad-content
 */
export async function openServices(sealed: string, passphrase: string | undefined): Promise<unknown> {
  const typed = passphraseBytes(passphrase);
  const parts = sealed.split(':', 4).map(fromBase64);
  const [text, salt, iv] = parts;
  if (!text || !salt || !iv || parts.length > 3) throw new UserError('bad-content');
  const key = await pbkdf2(typed, { hash: 'SHA-256', salt, iterations: ROUNDS });
  return decryptedJson(await openGcm(key, iv, text));
}

/** The account name in the URI that was scanned; '' where it is none. */
function nameInLink(link: unknown): string {
  try {
    const parts = splitKeyUri(labelText(link), decodeLeniently);
    return parts ? readLabel(parts.label, foreignParameters(parts).get('issuer')).name.trim() : '';
  } catch (error) {
    if (error instanceof UserError) return '';
    throw error;
  }
}

/** Older versions have it in the label alone, and what a person typed in has none. */
function nameOf(otp: unknown): string {
  const label = labelText(member(otp, 'label'));
  return (
    labelText(member(otp, 'account')) || readLabel(label, undefined).name || nameInLink(member(otp, 'link'))
  );
}

/** The name is what the person made of the issuer. */
const issuerOf = (service: unknown): string =>
  labelText(member(service, 'name')) || labelText(member(member(service, 'otp'), 'issuer'));

/** Older versions write the service by name; newer ones number their icons, and nobody else has the list. */
function iconName(service: unknown): unknown {
  const [named, icon] = [member(service, 'type'), member(service, 'icon')];
  if (named !== undefined || member(icon, 'selected') !== 'IconCollection') return named;
  const id = labelText(member(member(icon, 'iconCollection'), 'id'));
  return id.toLowerCase() === PLAIN_ICON ? undefined : id;
}

/** @throws UserError bad-entry, and those of `readForeign` */
function readService(service: unknown, groups: ReadonlyMap<unknown, unknown>): ImportedAccount {
  if (!isRecord(service)) throw new UserError('bad-entry');
  const otp = member(service, 'otp');
  const account = readForeign({
    type: member(otp, 'tokenType'),
    issuer: issuerOf(service),
    name: nameOf(otp),
    secret: member(service, 'secret'),
    algorithm: member(otp, 'algorithm'),
    digits: member(otp, 'digits'),
    period: member(otp, 'period'),
    counter: member(otp, 'counter'),
  });
  const tags = [groups.get(member(service, 'groupId'))];
  return withExtras(account, { tags, brand: iconName(service) });
}

/**
 * The services of a plain file, or opened ones.
 * @param file for its groups, which lie outside the encryption
 * @throws UserError bad-content, too-many, no-entries
 */
export function readServices(services: unknown, file: unknown): Import {
  if (!Array.isArray(services)) throw new UserError('bad-content');
  const groups = namesById(file, 'groups');
  const ordered = inOrder<unknown>(services, (service) => member(member(service, 'order'), 'position'));
  const entries = new Entries();
  for (const [index, service] of ordered.entries()) {
    const name = entryName(issuerOf(service), nameOf(member(service, 'otp')), index);
    entries.take(name, () => readService(service, groups));
  }
  return entries.finish(twoFas.format);
}

/** 2FAS: its backups of versions 1 to 4, plain or encrypted. */
export const twoFas: Importer = {
  format: '2fas',
  recognise: ({ json }) => holds(json, 'schemaVersion') && holds(json, 'services', 'servicesEncrypted'),
  read: async ({ json }, passphrase) => {
    checkVersion(member(json, 'schemaVersion'));
    const sealed = member(json, 'servicesEncrypted') ?? '';
    if (typeof sealed !== 'string') throw new UserError('bad-content');
    const isSealed = sealed.trim() !== '';
    return readServices(isSealed ? await openServices(sealed, passphrase) : member(json, 'services'), json);
  },
};
