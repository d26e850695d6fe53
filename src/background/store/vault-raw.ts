import { UserError } from '../../core/errors';
import type { ArchiveStore } from '../../platform/archive';
import type { Host } from '../../platform/host';
import { isNothing, isWhole, lookAt } from './vault-copy';
import { keepInHistory } from './vault-history';
import { UNMIRRORING } from './vault-mirror';
import { getLocal, KEYS, peekState, setLocal } from './vault-store';

/** For a vault that nothing here can open any more: everything as it lies, and a way to begin again beside it. */
const ARCHIVE_STORES: readonly ArchiveStore[] = ['mirror', 'high', 'history'];

/** What was found in one place, as JSON text: `value` as it lies, or that it cannot be read. */
async function laidOpen(name: string, read: () => Promise<unknown>): Promise<string[]> {
  try {
    const value = await read();
    return isNothing(value) ? [] : [`${JSON.stringify(name)}:{"value":${JSON.stringify(value)}}`];
  } catch {
    return [`${JSON.stringify(name)}:{"unreadable":true}`];
  }
}

/**
 * Everything that is stored of the vault as one JSON text, for somebody who can repair it: sealed or damaged, never in
 * the clear. Never throws: what cannot be read is named.
 */
export async function rawExport(host: Host): Promise<string> {
  const local = Object.values(KEYS).map((key) =>
    laidOpen(key, async () => (await host.local.get([key]))[key]),
  );
  const archive = ARCHIVE_STORES.map((store) =>
    laidOpen(store, async () => {
      const records = await host.archive.read(store);
      return records.size === 0 ? undefined : Object.fromEntries(records);
    }),
  );
  const found = (await Promise.all([...local, ...archive])).flat();
  return `{"format":"counterfoil-raw","madeAt":${host.now()},"found":{${found.join(',')}}}`;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

async function mirrorRecords(host: Host): Promise<unknown[] | 'off'> {
  try {
    return [...(await host.archive.read('mirror')).values()];
  } catch {
    return 'off';
  }
}

const fileOf = (record: unknown): unknown =>
  typeof record === 'object' && record !== null && 'file' in record ? record.file : record;

async function keepInLocal(host: Host, items: Record<string, unknown>): Promise<void> {
  const earlier = (await getLocal(host, [KEYS.aside]))[KEYS.aside];
  const { [KEYS.a]: a, [KEYS.b]: b, [KEYS.head]: head } = items;
  const aside = [...(Array.isArray(earlier) ? earlier : []), { a, b, head, at: host.now() }];
  await setLocal(host, { [KEYS.aside]: aside }).catch(storageFailed);
}

function storageFailed(): never {
  throw new UserError('storage-failed');
}

/**
 * Keeps every copy of a damaged vault as it is: in the history, and read back there; where IndexedDB is off, in
 * `storage.local`. No copy is taken away. Under the writer's lock.
 * @throws UserError E_NEWER, storage-failed
 */
export async function keepDamaged(host: Host): Promise<void> {
  if ((await peekState(host)) === 'newer') throw new UserError('E_NEWER');
  const items = await getLocal(host, [KEYS.a, KEYS.b, KEYS.head]);
  const mirrors = await mirrorRecords(host);
  if (mirrors === 'off') await keepInLocal(host, items);
  else
    for (const file of [items[KEYS.a], items[KEYS.b], ...mirrors.map(fileOf)])
      if (!isNothing(file)) await keepInHistory(host, asText(file), 'damaged');
  // A replacement that was cut short would be finished by the next save, and take the history away.
  await host.local.remove([KEYS.purge]).catch(storageFailed);
}

/**
 * Clears the way for a new vault, once every copy is kept elsewhere. Done half, it can be done again. Under the writer's
 * lock.
 * @throws UserError E_NEWER, storage-failed: nothing was taken away that is not kept
 */
export async function setAside(host: Host): Promise<void> {
  await keepDamaged(host);
  // Where IndexedDB is off there is nothing of it to take away.
  if ((await mirrorRecords(host)) !== 'off') await host.archive.write(UNMIRRORING).catch(storageFailed);
  // The generations last: while they are there, what is left half done still counts as a damaged vault.
  await host.local.remove([KEYS.a, KEYS.b, KEYS.head, KEYS.purge]).catch(storageFailed);
}

/**
 * After a backup took the place of a damaged vault, whose copies are kept: the generation that it did not overwrite goes.
 * Never fails: the next save overwrites it too.
 */
export async function dropUnreadable(host: Host): Promise<void> {
  const items = await host.local.get([KEYS.b]).catch((): Record<string, unknown> => ({}));
  if (isWhole(await lookAt('b', items[KEYS.b]))) return;
  await host.local.remove([KEYS.b]).catch(() => undefined);
}
