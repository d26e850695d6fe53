import type { FileEntry } from '@zip.js/zip.js';
import { UserError } from '../../errors';
import { type Bytes, utf8 } from '../../vault-file/bytes';
import { Limited, MOST_INFLATED } from './inflate';
import type { Source } from './source';

/**
 * 1Password and Proton Pass put attached files beside the data: they are counted and never read, so that many of them
 * cost nothing.
 */
const MOST_MEMBERS = 10_000;
/** What is made of text packs to a twentieth; a member that grows more is made to grow. */
const MOST_GROWTH = 100;
/** Little files may: a list of one line over and over is none to be afraid of. */
const GROWS_FREELY = 1024 * 1024;

export interface Zip {
  /** Of files, as they stand in the archive: compared, never used as a path. */
  readonly names: readonly string[];
  /**
   * One member (ZipCrypto or WinZip AES where it is encrypted).
   * @throws UserError bad-zip (no such member, damaged), too-big, password-required, wrong-password
   */
  readonly read: (name: string, passphrase: string | undefined) => Promise<Bytes>;
}

export const looksLikeZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 &&
  bytes[1] === 0x4b &&
  ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

/** The last part of a path; some tools of Windows write backslashes. */
const baseName = (name: string): string =>
  name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);

/** Neither a folder, nor what macOS puts beside each file. */
const isFile = (name: string): boolean =>
  !/[\\/]$/u.test(name) && !/^__MACOSX[\\/]/u.test(name) && !baseName(name).startsWith('._');

/**
 * The file of that name nearest to the top: people unpack archives, and pack the folder again.
 * @param wanted may begin with folders, between slashes
 */
export function memberNamed(names: readonly string[], wanted: string): string | undefined {
  const isWanted = (name: string): boolean => `/${name.replaceAll('\\', '/')}`.endsWith(`/${wanted}`);
  const [nearest] = names.filter(isWanted).sort((a, b) => a.length - b.length);
  return nearest;
}

/** APPNOTE.TXT §4.3.7, up to the name. */
const LOCAL_HEADER_BYTES = 30;
/** No name of a member that is looked for is longer. */
const LONGEST_NAME = 128;

/**
 * The names of files before their data, which an archive has even where its end is cut off. Only good to recognise a
 * format by: an archive that lies in another uncompressed adds its names.
 */
export function namesInFront(bytes: Uint8Array): string[] {
  const names: string[] = [];
  if (!looksLikeZip(bytes)) return names;
  for (let at = 0; at >= 0 && names.length < MOST_MEMBERS; at = bytes.indexOf(0x50, at + 1)) {
    if (bytes[at + 1] !== 0x4b || bytes[at + 2] !== 3 || bytes[at + 3] !== 4) continue;
    if (at + LOCAL_HEADER_BYTES > bytes.length) break;
    const length = (bytes[at + 26] ?? 0) | ((bytes[at + 27] ?? 0) << 8);
    const name = bytes.subarray(
      at + LOCAL_HEADER_BYTES,
      at + LOCAL_HEADER_BYTES + Math.min(length, LONGEST_NAME),
    );
    names.push(new TextDecoder().decode(name));
  }
  return names.filter(isFile);
}

/** WinZip's AES takes UTF-8. ZipCrypto leaves it open, and tools of phones have taken one byte of each character. */
const passwordsOf = (passphrase: string): readonly [Bytes, Bytes] => [
  utf8(passphrase),
  Uint8Array.from(passphrase.split(''), (unit) => unit.charCodeAt(0)),
];

/** Opens the list of members. @throws UserError bad-zip, too-many */
export async function openZip({ bytes, room }: Source): Promise<Zip> {
  // The part that reads, without the one that asks servers for archives.
  const { ERR_ENCRYPTED, ERR_INVALID_PASSWORD, ZipReader } = await import(
    '@zip.js/zip.js/lib/zip-core-reader.js'
  );
  const reader = new ZipReader(new Blob([bytes]).stream(), { useWebWorkers: false });
  const entries = await reader.getEntries().catch(() => {
    throw new UserError('bad-zip');
  });
  if (entries.length > MOST_MEMBERS) throw new UserError('too-many', { max: MOST_MEMBERS });
  async function inflate(entry: FileEntry, rawPassword: Bytes | undefined): Promise<Bytes> {
    const limited = new Limited(
      Math.min(room.left, Math.max(GROWS_FREELY, MOST_GROWTH * entry.compressedSize)),
    );
    try {
      const options = { checkSignature: true, useWebWorkers: false };
      await entry.getData(limited.stream, rawPassword ? { ...options, rawPassword } : options);
    } catch (error) {
      if (limited.isOver) throw new UserError('too-big', { max: MOST_INFLATED / 1024 / 1024 });
      const message = error instanceof Error ? error.message : '';
      if (message === ERR_ENCRYPTED) throw new UserError('password-required');
      // A wrong ZipCrypto password passes its one-byte check now and then, and fails on inflating or at the sum.
      if (message === ERR_INVALID_PASSWORD || entry.encrypted) throw new UserError('wrong-password');
      throw new UserError('bad-zip');
    }
    return limited.bytes();
  }
  const read = async (name: string, passphrase: string | undefined): Promise<Bytes> => {
    const entry = entries.find((one) => one.filename === name);
    if (!entry || entry.directory) throw new UserError('bad-zip');
    if (entry.encrypted && !passphrase) throw new UserError('password-required');
    const [password, bytewise] = entry.encrypted ? passwordsOf(passphrase ?? '') : [];
    const inflated = await inflate(entry, password).catch((error: unknown) => {
      const isWrong = error instanceof UserError && error.code === 'wrong-password';
      if (isWrong && bytewise && entry.zipCrypto) return inflate(entry, bytewise);
      throw error;
    });
    room.left -= inflated.length;
    return inflated;
  };
  return { names: entries.map(({ filename }) => filename).filter(isFile), read };
}
