import { type Copy, isWhole, type StoredVault } from './vault-copy';
import type { FoundArchive } from './vault-mirror';

/** What all that was found on disk amounts to, and which copy to try first. Pure: nothing is read or written here. */

/** Which generation was written last, as the pointer says. */
interface Head {
  readonly cur: 'a' | 'b';
  readonly rev: number;
  readonly sum: string;
  readonly vaultId?: string | undefined;
}

export interface FoundLocal {
  readonly head: Head | 'damaged' | 'nothing';
  readonly a: Copy;
  readonly b: Copy;
  /** A replacement (`replaceAll`) was begun and its end was not noted. */
  readonly purge: boolean;
}

/**
 * What is worth telling: a copy that cannot be read; a pointer that is missing or names another copy than the newest;
 * only an older revision than the last one that is known of; the copy that counts was found in the mirror alone.
 */
export type Trouble = 'damaged-copy' | 'pointer' | 'rolled-back' | 'mirror-used';

export interface Present {
  readonly state: 'present';
  /** The one to try first comes first. */
  readonly candidates: readonly [StoredVault, ...StoredVault[]];
  readonly trouble: readonly Trouble[];
  /** The highest revision that anything on disk knows of, of the vault that the first candidate is of. */
  readonly expectedRev: number;
  /** A replacement waits for `finishReplacing`. */
  readonly purge: boolean;
}

export type Stored =
  /** Every read succeeded, and there is nothing. */
  | { readonly state: 'empty' }
  /** Something is there and no copy can be read, or it is not known whether there is something. */
  | { readonly state: 'damaged' }
  /** Some copy was made by a newer version: nothing here may be opened or written. */
  | { readonly state: 'newer' }
  | Present;

/** The generation that the pointer names, where it is just the one that was written with the pointer. */
export function pointedCopy({ head, a, b }: FoundLocal): StoredVault | undefined {
  if (typeof head === 'string') return undefined;
  const copy = head.cur === 'a' ? a : b;
  return isWhole(copy) && copy.rev === head.rev && copy.sum === head.sum ? copy : undefined;
}

const newestFirst = (one: StoredVault, other: StoredVault) => other.rev - one.rev;

function ranked(local: FoundLocal, mirror: Copy): StoredVault[] {
  const pointed = pointedCopy(local);
  // The other copies are those that a replacement is to do away with: under the passphrase before, say.
  if (local.purge && pointed) return [pointed];
  const generations = [local.a, local.b].filter(isWhole);
  const isOurs = ({ vaultId }: StoredVault) => generations.some((one) => one.vaultId === vaultId);
  const mirrors = [mirror].filter(isWhole).filter((copy) => generations.length === 0 || isOurs(copy));
  const inOrder = [...(pointed ? [pointed] : []), ...generations, ...mirrors];
  const distinct = inOrder.filter(
    ({ file }, index) => inOrder.findIndex((other) => other.file === file) === index,
  );
  // Revisions of two vaults do not compare: there the pointer decides.
  const leading = (pointed ?? [...distinct].sort(newestFirst)[0])?.vaultId;
  return [
    ...distinct.filter(({ vaultId }) => vaultId === leading).sort(newestFirst),
    ...distinct.filter(({ vaultId }) => vaultId !== leading).sort(newestFirst),
  ];
}

function isPointerWrong(local: FoundLocal, candidates: readonly StoredVault[]): boolean {
  const newest = candidates.find(({ place }) => place !== 'mirror');
  if (!newest) return false;
  if (typeof local.head === 'string') return true;
  const named = local.head.cur === 'a' ? local.a : local.b;
  return isWhole(named) && newest !== pointedCopy(local);
}

function isCopyDamaged({ head, a, b }: FoundLocal, mirror: Copy): boolean {
  const isNamedGone = typeof head !== 'string' && (head.cur === 'a' ? a : b) === 'nothing';
  return isNamedGone || [a, b, mirror].includes('damaged');
}

/** Whether `storage.local` holds no trace of a vault. */
export const isBare = ({ head, a, b }: FoundLocal): boolean =>
  [head, a, b].every((found) => found === 'nothing');

/** @param archive `off` where it could not be read: then it is no candidate, and no proof of emptiness */
export function judgeStored(local: FoundLocal, archive: FoundArchive | 'off'): Stored {
  const mirror = archive === 'off' ? 'nothing' : archive.mirror;
  const high = archive === 'off' ? 'nothing' : archive.high;
  if ([local.a, local.b, mirror].includes('newer')) return { state: 'newer' };
  const [first, ...others] = ranked(local, mirror);
  if (!first) {
    const isEmpty = isBare(local) && archive !== 'off' && mirror === 'nothing' && high === 'nothing';
    return { state: isEmpty ? 'empty' : 'damaged' };
  }
  const known = [first, ...others].filter(({ vaultId }) => vaultId === first.vaultId).map(({ rev }) => rev);
  if (typeof local.head !== 'string') known.push(local.head.rev);
  // What was replaced may have counted further.
  if (typeof high !== 'string' && high.vaultId === first.vaultId && !local.purge) known.push(high.rev);
  const expectedRev = Math.max(...known);
  const trouble: Trouble[] = [];
  if (isCopyDamaged(local, mirror)) trouble.push('damaged-copy');
  if (isPointerWrong(local, [first, ...others])) trouble.push('pointer');
  if (first.rev < expectedRev) trouble.push('rolled-back');
  if (first.place === 'mirror') trouble.push('mirror-used');
  return { state: 'present', candidates: [first, ...others], trouble, expectedRev, purge: local.purge };
}
