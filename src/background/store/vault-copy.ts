import { inspectVault } from '../../core/vault-file';

/** One copy of the sealed vault in one of its places. Whether it opens, only a key tells. */

/** The two generations in `storage.local`, and the mirror in IndexedDB. */
export type Place = 'a' | 'b' | 'mirror';

export interface StoredVault {
  readonly place: Place;
  readonly file: string;
  readonly rev: number;
  readonly vaultId: string;
  readonly sum: string;
}

/** `newer`: made by a newer version. `damaged`: something is there, and it is no vault. */
export type Copy = StoredVault | 'newer' | 'damaged' | 'nothing';

export const isWhole = (copy: Copy): copy is StoredVault => typeof copy === 'object';

/** Both browsers give `undefined` for what is not there; a stored `null` is as good as nothing. */
export const isNothing = (value: unknown): value is null | undefined => value === undefined || value === null;

export async function lookAt(place: Place, value: unknown): Promise<Copy> {
  if (isNothing(value)) return 'nothing';
  if (typeof value !== 'string') return 'damaged';
  const found = await inspectVault(value);
  if (!found.ok) return found.code === 'E_NEWER' ? 'newer' : 'damaged';
  const { rev, vaultId, sum } = found;
  return { place, file: value, rev, vaultId, sum };
}
