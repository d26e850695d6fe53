import { UserError } from '../errors';
import type { Bytes } from '../vault-file/bytes';
import type { Import, ImportedAccount, Importer } from './importer';
import { isOtpAuthFile, openOtpAuthFile } from './otpauth-ios-file';
import type { Plist } from './reading/binary-plist';
import { secretOfBytes } from './reading/bytes';
import { Entries } from './reading/entries';
import { entryName, readForeign, withExtras } from './reading/fields';
import { KeyedArchive } from './reading/keyed-archive';

type Members = ReadonlyMap<string, Plist>;

const TYPES = new Map([
  [1, 'hotp'],
  [2, 'totp'],
]);
const ALGORITHMS = new Map([
  [0, 'SHA1'],
  [1, 'SHA1'],
  [2, 'SHA256'],
  [3, 'SHA512'],
  [4, 'MD5'],
]);

/** The app writes zero for what is as usual. */
const unlessZero = (number: number | undefined): number | undefined => (number === 0 ? undefined : number);

/** @throws UserError bad-content, unsupported-type, secret-missing, and those of `readForeign` */
function readAccount(archive: KeyedArchive, members: Members, folder: string | undefined): ImportedAccount {
  const number = (name: string) => archive.number(members.get(name));
  const [type, algorithm] = [number('type'), number('algorithm')];
  // Time steps that are counted from another moment than all others' give other codes.
  const start = archive.date(members.get('referenceDate') ?? members.get('refDate'));
  if (type !== 1 && start !== undefined && start !== 0) throw new UserError('unsupported-type');
  const secret = archive.bytes(members.get('secret'));
  if (!secret) throw new UserError('secret-missing');
  const account = readForeign({
    type: type === undefined ? undefined : (TYPES.get(type) ?? `${type}`),
    issuer: archive.text(members.get('issuer')),
    name: archive.text(members.get('label')),
    secret: secretOfBytes(secret),
    algorithm: algorithm === undefined ? undefined : (ALGORITHMS.get(algorithm) ?? `${algorithm}`),
    digits: unlessZero(number('digits')),
    period: unlessZero(number('period')),
    counter: number('counter'),
  });
  return withExtras(account, { tags: [folder] });
}

const nameOf = (archive: KeyedArchive, members: Members, index: number): string =>
  entryName(archive.text(members.get('issuer')), archive.text(members.get('label')), index);

/** The members of one account; none of what is no object. */
function membersOf(archive: KeyedArchive, account: Plist): Members {
  try {
    return archive.members(account);
  } catch {
    return new Map();
  }
}

/**
 * What was opened: one account, or folders of them.
 * @throws UserError bad-content, truncated, too-many, no-entries
 */
export function readOtpAuthContent(bytes: Bytes): Import {
  const archive = new KeyedArchive(bytes);
  const entries = new Entries();
  let index = 0;
  const take = (members: Members, folder?: string) =>
    entries.take(nameOf(archive, members, index++), () => readAccount(archive, members, folder));
  const folders = archive.root.has('Folders') ? archive.list(archive.root.get('Folders')) : undefined;
  if (!folders) take(archive.root);
  for (const one of folders ?? []) {
    const folder = archive.members(one);
    for (const account of archive.list(folder.get('accounts')))
      take(membersOf(archive, account), archive.text(folder.get('name')));
  }
  return entries.finish(otpAuthIos.format);
}

/** OTP Auth for iOS: the backup (`.otpauthdb`), and the file of one account (`.otpauth`). */
export const otpAuthIos: Importer = {
  format: 'otpauth-ios',
  recognise: ({ bytes, text }) => text === null && isOtpAuthFile(bytes),
  read: async ({ bytes }, passphrase) => readOtpAuthContent(await openOtpAuthFile(bytes, passphrase)),
};
