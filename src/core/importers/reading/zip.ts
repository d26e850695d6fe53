import { UserError } from '../../errors';
import type { Bytes } from '../../vault-file/bytes';
import { Limited, MOST_INFLATED } from './inflate';

/** 1Password and Proton Pass put attached files beside the data; they are counted and never read. */
const MOST_MEMBERS = 10_000;

export interface Zip {
  /** As they stand in the archive: compared, never used as a path. */
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

/** Opens the list of members. @throws UserError bad-zip, too-many */
export async function openZip(bytes: Bytes): Promise<Zip> {
  const { configure, ERR_ENCRYPTED, ERR_INVALID_PASSWORD, Uint8ArrayReader, ZipReader } = await import(
    '@zip.js/zip.js'
  );
  configure({ useWebWorkers: false });
  const reader = new ZipReader(new Uint8ArrayReader(bytes));
  const entries = await reader.getEntries().catch(() => {
    throw new UserError('bad-zip');
  });
  if (entries.length > MOST_MEMBERS) throw new UserError('too-many', { max: MOST_MEMBERS });
  let room = MOST_INFLATED;
  const read = async (name: string, passphrase: string | undefined): Promise<Bytes> => {
    const entry = entries.find((one) => one.filename === name);
    if (!entry || entry.directory) throw new UserError('bad-zip');
    if (entry.encrypted && !passphrase) throw new UserError('password-required');
    const limited = new Limited(room);
    try {
      const options = {
        checkSignature: true,
        ...(entry.encrypted && passphrase ? { password: passphrase } : {}),
      };
      await entry.getData(limited.stream, options);
    } catch (error) {
      if (limited.isOver) throw new UserError('too-big', { max: MOST_INFLATED / 1024 / 1024 });
      const message = error instanceof Error ? error.message : '';
      if (message === ERR_ENCRYPTED) throw new UserError('password-required');
      // A wrong ZipCrypto password passes its one-byte check now and then, and fails on inflating or at the sum.
      if (message === ERR_INVALID_PASSWORD || entry.encrypted) throw new UserError('wrong-password');
      throw new UserError('bad-zip');
    }
    const inflated = limited.bytes();
    room -= inflated.length;
    return inflated;
  };
  return { names: entries.map(({ filename }) => filename), read };
}
