import { integer, oneOf, open, text } from '../core/check';
import { UserError } from '../core/errors';
import { inspectVault } from '../core/vault-file';
import type { Host } from '../platform/host';

/**
 * The sealed vault on disk: two generations and a pointer, written together in one call (VAULT format, storage
 * protocol). The one module that writes them.
 */
type Generation = 'a' | 'b';

export interface StoredVault {
  readonly generation: Generation;
  readonly file: string;
  readonly rev: number;
}

export type Stored =
  | { readonly state: 'empty' }
  | { readonly state: 'damaged' }
  /** Some generation was made by a newer version: nothing here may be opened or written. */
  | { readonly state: 'newer' }
  | { readonly state: 'present'; readonly candidates: readonly [StoredVault, ...StoredVault[]] };

const HEAD = 'vault.head';
const keyOf = (generation: Generation) => `vault.${generation}`;
const checkHead = open({ cur: oneOf('a', 'b'), rev: integer(1, Number.MAX_SAFE_INTEGER), sum: text(64) });

async function get(host: Host, keys: string[]): Promise<Record<string, unknown>> {
  try {
    return await host.local.get(keys);
  } catch {
    throw new UserError('storage-failed');
  }
}

/** A generation that can be opened, `newer`, or null where there is none that can be read. */
async function readable(generation: Generation, file: unknown): Promise<StoredVault | 'newer' | null> {
  if (typeof file !== 'string') return null;
  const found = await inspectVault(file);
  if (found.ok) return { generation, file, rev: found.rev };
  return found.code === 'E_NEWER' ? 'newer' : null;
}

/**
 * Everything on disk that can be a vault, the newest first. `empty` only when every read succeeded and there is
 * nothing at all; anything unreadable is `damaged`, never `empty`.
 * @throws UserError storage-failed
 */
export async function readStored(host: Host): Promise<Stored> {
  const items = await get(host, [HEAD, keyOf('a'), keyOf('b')]);
  if (Object.values(items).every((value) => value === undefined || value === null)) return { state: 'empty' };
  const both = await Promise.all([readable('a', items[keyOf('a')]), readable('b', items[keyOf('b')])]);
  if (both.includes('newer')) return { state: 'newer' };
  const readableOnes = both.filter((one) => one !== null && one !== 'newer');
  const [first, ...rest] = readableOnes.sort((one, other) => other.rev - one.rev);
  return first ? { state: 'present', candidates: [first, ...rest] } : { state: 'damaged' };
}

/**
 * The generation that the pointer names, without looking at the other: the short way for an unlocked vault.
 * @param leastRev the revision that was seen at unlocking: an older pointer is not believed
 * @returns null where the long way is needed
 */
export async function readCurrent(host: Host, leastRev: number): Promise<StoredVault | null> {
  const head = (await get(host, [HEAD]))[HEAD];
  if (head === undefined) return null;
  const { cur, rev } = checkHead(head);
  const file = (await get(host, [keyOf(cur)]))[keyOf(cur)];
  return rev >= leastRev && typeof file === 'string' ? { generation: cur, file, rev } : null;
}

/**
 * Writes the next generation beside the one it was made from, in one call with the pointer, reads both back and
 * compares. Resolves only when the new file is there.
 * @throws UserError not-saved: the generation before is untouched
 */
export async function writeStored(host: Host, before: StoredVault | null, file: string): Promise<void> {
  const written = await inspectVault(file);
  if (!written.ok) throw new UserError('not-saved');
  const cur: Generation = before?.generation === 'a' ? 'b' : 'a';
  const head = { cur, rev: written.rev, sum: written.sum, writtenAt: host.now() };
  try {
    await host.local.set({ [keyOf(cur)]: file, [HEAD]: head });
    const back = await host.local.get([keyOf(cur), HEAD]);
    if (
      back[keyOf(cur)] === file &&
      JSON.stringify(checkHead(back[HEAD])) === JSON.stringify(checkHead(head))
    )
      return;
  } catch {
    throw new UserError('not-saved');
  }
  throw new UserError('not-saved');
}
