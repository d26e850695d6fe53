import { LIMITS } from '../account';
import { type ErrorCode, UserError } from '../errors';
import type { Import, Importer } from './importer';
import { beginsWith, openSource, type Source } from './reading/source';
import { looksLikeZip, openZip } from './reading/zip';
import { unmarked } from './unmarked';

/**
 * Files of a folder that somebody packed, each of which is read; more are no folder of backups. Pictures of codes are
 * one for each account, so that a few dozen would be too few. What lies in an archive in it is not looked through, other
 * than for the one member that an app's own archive is known by.
 */
const MOST_FILES = 200;
/** What one file may need beside it is small: the list of keys of a folder, say. */
const MOST_COMPANION_BYTES = 64 * 1024;

interface Failed {
  readonly name: string;
  readonly error: UserError;
}

type Find = (source: Source) => Importer | undefined;

export const isArchive = ({ bytes }: Source): boolean => looksLikeZip(bytes);

/** A person is asked for a passphrase, and goes on from there. */
const isAsked = (error: UserError): boolean =>
  error.code === 'password-required' || error.code === 'wrong-password';

interface Member {
  readonly name: string;
  readonly source: Source;
}

/** @throws UserError bad-zip, too-big, too-many, password-required, wrong-password */
async function membersOf(archive: Source, passphrase: string | undefined): Promise<readonly Member[]> {
  const zip = await openZip(archive);
  if (zip.names.length > MOST_FILES) throw new UserError('too-many', { max: MOST_FILES });
  const members: { name: string; source: Source }[] = [];
  for (const name of zip.names) {
    const source = openSource(await zip.read(name, passphrase), [], archive.room);
    if (source.bytes.length > 0) members.push({ name, source });
  }
  const isSmall = ({ source }: Member) => source.bytes.length <= MOST_COMPANION_BYTES;
  return members.map((one) => {
    const others = members
      .filter((other) => other !== one && isSmall(other))
      .map(({ source }) => source.bytes);
    return { ...one, source: { ...one.source, others } };
  });
}

/** First bytes of PNG, JPEG, GIF and WebP (in RIFF). */
const PICTURES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x49, 0x46, 0x46],
];

const isPicture = (source: Source): boolean => PICTURES.some((magic) => beginsWith(source, ...magic));

/** Such as what lies beside other files and helps to open them. */
const holdsNothing = ({ accounts, skipped, pictures = [] }: Import): boolean =>
  accounts.length + skipped.length + pictures.length === 0;

/** @throws UserError too-many, beyond what a vault holds */
function joined(read: readonly Import[]): Import {
  const entries = read.reduce((sum, { accounts, skipped }) => sum + accounts.length + skipped.length, 0);
  if (entries > LIMITS.accounts) throw new UserError('too-many', { max: LIMITS.accounts });
  const pictures = read.flatMap(({ pictures: some = [] }) => some);
  const parts = read.flatMap(({ parts: some = [] }) => some);
  return {
    format: 'archive',
    accounts: read.flatMap(({ accounts }) => accounts),
    skipped: read.flatMap(({ skipped }) => skipped),
    ...(pictures.length > 0 ? { pictures } : {}),
    ...(parts.length > 0 ? { parts } : {}),
  };
}

/** A table of passwords alone, or a page of bookmarks, is no backup that somebody would miss. */
const NO_BACKUP: readonly ErrorCode[] = ['no-otp-column', 'no-entries'];

/** What is wrong where nothing in it is a backup. */
function nothingIn(members: readonly Member[], failed: readonly Failed[]): UserError {
  const weight = ({ error }: Failed): number => NO_BACKUP.indexOf(error.code);
  const [told] = [...failed].sort((one, other) => weight(one) - weight(other));
  if (told) return told.error;
  const isEmpty = members.every(({ source }) => source.text?.trim() === '');
  if (isEmpty) return new UserError('no-entries');
  return new UserError(members.every(({ source }) => source.text === null) ? 'not-utf8' : 'bad-content');
}

/**
 * A ZIP with backups of any formats, encrypted or not: those of WinAuth and Safari, which have no mark, or a folder that
 * somebody packed. What is no backup is passed over; one that cannot be read, or that the passphrase does not open,
 * is named, unless it is the only one; so is what is encrypted without a mark. Pictures may show codes.
 * @param find gives the importer of a file
 * @throws UserError bad-zip, too-big, too-many, password-required, wrong-password, no-entries, not-utf8, bad-content,
 *   and those of the importer where nothing else could be read
 */
export async function readArchive(
  source: Source,
  passphrase: string | undefined,
  find: Find,
): Promise<Import> {
  const all = await membersOf(source, passphrase);
  const pictures = all
    .filter((one) => isPicture(one.source))
    .map(({ source: { bytes } }) => ({ picture: bytes }));
  const members = all.filter((one) => !isPicture(one.source));
  const read: Import[] = [];
  const failed: Failed[] = [];
  const unmarkedNames: string[] = [];
  for (const { name, source: member } of members) {
    const importer = find(member);
    if (!importer) continue;
    if (importer === unmarked && members.length > 1) {
      // Nothing but what it opens to tells it from a film: nobody is asked for its passphrase.
      unmarkedNames.push(name);
      continue;
    }
    try {
      read.push(await importer.read(member, passphrase));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (passphrase === undefined && isAsked(error)) throw error;
      failed.push({ name, error });
    }
  }
  const asked = failed.find(({ error }) => isAsked(error));
  if (asked && read.every(holdsNothing)) throw asked.error;
  if (read.length + pictures.length === 0) throw nothingIn(members, failed);
  const missed = read.length > 0 ? failed.filter(({ error }) => !NO_BACKUP.includes(error.code)) : failed;
  const skipped = [
    ...missed.map(({ name, error }) => ({ name, reason: error.code })),
    ...unmarkedNames.map((name) => ({ name, reason: 'unsupported-cipher' as const })),
  ];
  return joined([...read, { format: 'archive', accounts: [], skipped, pictures }]);
}
