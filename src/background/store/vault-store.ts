import { integer, isRecord, oneOf, open, optional, text } from '../../core/check';
import { UserError } from '../../core/errors';
import { inspectVault } from '../../core/vault-file';
import type { Host } from '../../platform/host';
import { isNothing, isWhole, lookAt, type StoredVault } from './vault-copy';
import { conforming } from './vault-history';
import { type FoundLocal, isBare, judgeStored, pointedCopy, type Stored } from './vault-judge';
import { bringIntoStep, forgetEarlier, readArchive } from './vault-mirror';

/**
 * The sealed vault on disk: two generations and a pointer in `storage.local`, written together in one call, and a
 * mirror of the last one in IndexedDB (FORMAT.md §6). The one module that names their keys.
 */
export type { Place, StoredVault } from './vault-copy';
export type { Present, Stored, Trouble } from './vault-judge';
export { type MirrorState, mendMirror, mirrorState } from './vault-mirror';

export const KEYS = {
  head: 'vault.head',
  a: 'vault.a',
  b: 'vault.b',
  /** The revision of a replacement whose end was not noted yet. */
  purge: 'vault.purge',
  /** What was set aside while IndexedDB was off. */
  aside: 'vault.aside',
} as const;

type Generation = 'a' | 'b';
const checkHead = open({
  cur: oneOf('a', 'b'),
  rev: integer(1, Number.MAX_SAFE_INTEGER),
  sum: text(64),
  /** For the short way alone, which does not look into the file. */
  vaultId: optional(text(64, 1)),
});

/** @throws UserError storage-failed */
export async function getLocal(host: Host, keys: string[]): Promise<Record<string, unknown>> {
  try {
    return await host.local.get(keys);
  } catch {
    throw new UserError('storage-failed');
  }
}

async function readLocal(host: Host): Promise<FoundLocal> {
  const items = await getLocal(host, [KEYS.head, KEYS.a, KEYS.b, KEYS.purge]);
  const [a, b] = await Promise.all([lookAt('a', items[KEYS.a]), lookAt('b', items[KEYS.b])]);
  const head = conforming(checkHead, items[KEYS.head]);
  const headless = isNothing(items[KEYS.head]) ? 'nothing' : 'damaged';
  return { head: head ?? headless, a, b, purge: !isNothing(items[KEYS.purge]) };
}

async function judgeAll(host: Host, local: FoundLocal): Promise<Stored> {
  const archive = await readArchive(host);
  if (archive === 'off' && isBare(local)) {
    // A person who has started over while IndexedDB was off must not be sent there again and again.
    const aside = (await getLocal(host, [KEYS.aside]))[KEYS.aside];
    return { state: isNothing(aside) ? 'damaged' : 'empty' };
  }
  return judgeStored(local, archive);
}

/**
 * Everything on disk that can be the vault, in the order to try. Anything unreadable is `damaged`, never `empty`.
 * @throws UserError storage-failed
 */
export async function readStored(host: Host): Promise<Stored> {
  return judgeAll(host, await readLocal(host));
}

/**
 * The state alone, for the first picture: the mirror is read only where `storage.local` holds no vault.
 * @throws UserError storage-failed
 */
export async function peekState(host: Host): Promise<Stored['state']> {
  const local = await readLocal(host);
  const generations = [local.a, local.b];
  if (generations.includes('newer')) return 'newer';
  return generations.some(isWhole) ? 'present' : (await judgeAll(host, local)).state;
}

/**
 * The generation that the pointer names, without looking at the other: the short way for an unlocked vault.
 * @param leastRev the revision that was seen at unlocking: an older pointer is not believed
 * @returns null where the long way is needed
 */
export async function readCurrent(host: Host, leastRev: number): Promise<StoredVault | null> {
  const head = conforming(checkHead, (await getLocal(host, [KEYS.head]))[KEYS.head]);
  if (!head?.vaultId) return null;
  const { cur, rev, sum, vaultId } = head;
  const file = (await getLocal(host, [KEYS[cur]]))[KEYS[cur]];
  return rev >= leastRev && typeof file === 'string' ? { place: cur, file, rev, sum, vaultId } : null;
}

/**
 * The highest revision of a vault that the pointer or the mark in IndexedDB knows of, whether a copy of it can be read
 * or not; 0 where neither knows of any.
 * @throws UserError storage-failed
 */
export async function lastKnownRev(host: Host, vaultId: string): Promise<number> {
  const { head } = await readLocal(host);
  const archive = await readArchive(host);
  const high = archive === 'off' ? 'nothing' : archive.high;
  const revs = [head, high].map((one) => (typeof one !== 'string' && one.vaultId === vaultId ? one.rev : 0));
  return Math.max(...revs);
}

/** Chromium's and Firefox's quota, and LevelDB's word for a full disk. */
const NO_SPACE = /quota|no.?space/iu;

/** The same text for the same value: Chromium gives the members of objects back in alphabetical order. */
const canonical = (value: unknown): string | undefined =>
  JSON.stringify(value, (_key, inner: unknown) =>
    isRecord(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );

/**
 * Writes in one call, all or nothing, reads back and compares.
 * @throws UserError storage-full, not-saved
 */
export async function setLocal(host: Host, items: Record<string, unknown>): Promise<void> {
  try {
    await host.local.set(items);
  } catch (error) {
    throw new UserError(NO_SPACE.test(String(error)) ? 'storage-full' : 'not-saved');
  }
  const back = await host.local.get(Object.keys(items)).catch((): Record<string, unknown> => ({}));
  if (Object.entries(items).some(([key, value]) => canonical(back[key]) !== canonical(value)))
    throw new UserError('not-saved');
}

/**
 * The generation to write: never the one that the new file was made from. Where that was the mirror, the generation
 * that cannot be read, or else the older one; where it was nothing, the first.
 */
async function nextPlace(host: Host, before: StoredVault | null): Promise<Generation> {
  if (before?.place !== 'mirror') return before?.place === 'a' ? 'b' : 'a';
  const { a, b } = await readLocal(host);
  if (!isWhole(a) || !isWhole(b)) return isWhole(a) ? 'b' : 'a';
  return a.rev > b.rev ? 'b' : 'a';
}

/** @throws UserError not-saved for what is no vault */
async function placed(host: Host, before: StoredVault | null, file: string) {
  const written = await inspectVault(file);
  if (!written.ok) throw new UserError('not-saved');
  const { rev, sum, vaultId } = written;
  const place = await nextPlace(host, before);
  const head = { cur: place, rev, sum, vaultId, writtenAt: host.now() };
  return { current: { place, file, rev, sum, vaultId }, items: { [KEYS[place]]: file, [KEYS.head]: head } };
}

/** True where it cannot be told: then the mirror, which may be of before the replacement, goes nowhere yet. */
const mayBePurging = (host: Host): Promise<boolean> =>
  host.local.get([KEYS.purge]).then(
    (items) => !isNothing(items[KEYS.purge]),
    () => true,
  );

/**
 * Writes the next generation beside the one it was made from, in one call with the pointer, reads both back and
 * compares. Resolves only when the new file is there; the mirror follows when it can. Under the writer's lock.
 * @param before the copy that `file` was made from; null where there is no vault
 * @throws UserError storage-full, not-saved: the generation before is untouched
 */
export async function writeStored(host: Host, before: StoredVault | null, file: string): Promise<void> {
  const { current, items } = await placed(host, before, file);
  // It would lie there as the older one, and the next reading would take the other.
  if (before && before.vaultId === current.vaultId && before.rev >= current.rev)
    throw new UserError('not-saved');
  await setLocal(host, items);
  if (await mayBePurging(host)) await finishReplacing(host);
  else await bringIntoStep(host, current, before);
}

/**
 * Puts `file` in the place of everything: both generations, the mirror, and an empty history, so that nothing is left
 * that another passphrase opens. From the first call on only the new file counts; what is left of the work after a
 * crash is `finishReplacing`'s. Under the writer's lock.
 * @param before the copy that is open: it is overwritten last
 * @returns whether all is done; `pending` means saved, with earlier copies still there
 * @throws UserError storage-full, not-saved: everything is as before
 */
export async function replaceAll(
  host: Host,
  before: StoredVault | null,
  file: string,
): Promise<'done' | 'pending'> {
  const { current, items } = await placed(host, before, file);
  await setLocal(host, { ...items, [KEYS.purge]: current.rev });
  return finishReplacing(host);
}

/**
 * Does what a replacement has left undone; called again, it does nothing. Never fails: what cannot be done now is
 * tried at the next unlocking or save. Under the writer's lock.
 */
export async function finishReplacing(host: Host): Promise<'done' | 'pending'> {
  try {
    const local = await readLocal(host);
    if (!local.purge) return 'done';
    const current = pointedCopy(local);
    // Where the new file did not last, the earlier one is the vault again, and there is nothing to do away with.
    if (current) await overwriteEarlier(host, local, current);
    await host.local.remove(current ? [KEYS.purge, KEYS.aside] : [KEYS.purge]);
    return 'done';
  } catch {
    // A refusal of storage: `readStored` reports the purge until it has gone through.
    return 'pending';
  }
}

async function overwriteEarlier(host: Host, local: FoundLocal, current: StoredVault): Promise<void> {
  const other: Generation = current.place === 'a' ? 'b' : 'a';
  const there = local[other];
  if (!isWhole(there) || there.file !== current.file) await setLocal(host, { [KEYS[other]]: current.file });
  await forgetEarlier(host, current);
}
