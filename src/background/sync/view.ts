import type { Account } from '../../core/account';
import type { Json } from '../../core/sync/fields';
import { openConflicts, syncOf } from '../../core/sync/sync-settings';
import type { SyncView } from '../../messages';
import type { Host } from '../../platform/host';
import { openCurrent } from '../vault/vault';
import { isHidden } from './engine';
import { ownDevice, readStatus } from './status';
import { browsersIn, doorIn, type Items, readItems } from './store';

/** What may be shown of a value that gave way: texts that stand in the list anyway. */
const SHOWN: ReadonlySet<string> = new Set(['issuer', 'name', 'note', 'tags']);

function shownText(field: string, value: Json): string | null {
  if (!SHOWN.has(field)) return null;
  return Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : null;
}

const named = ({ id, issuer, name }: Account) => ({ id, issuer, name });

/** Nothing where it cannot be reached; the standing says so. */
const itemsOrNone = (host: Host): Promise<Items | null> => readItems(host).catch(() => null);

/** @throws UserError locked, storage-failed */
export async function viewSync(host: Host): Promise<SyncView> {
  const { content } = await openCurrent(host);
  const items = await itemsOrNone(host);
  const settings = syncOf(content);
  const byId = new Map(content.accounts.map((one) => [one.id, one]));
  // At the folder of automatic backups values give way as well.
  const conflicts = openConflicts(content).flatMap(({ id, field, lost, at }) => {
    const account = byId.get(id);
    return account ? [{ ...named(account), field, lost: shownText(field, lost), at }] : [];
  });
  if (!settings) {
    const hidden = (await isHidden(host)) ? 'hidden' : 'off';
    const isThere = items !== null && doorIn(items) !== null;
    const standing = items === null && hidden === 'off' ? 'unavailable' : hidden;
    return { standing, isOn: false, isThere, at: 0, left: [], later: [], browsers: [], conflicts };
  }
  const { result, at, left, later } = await readStatus(host);
  const here = (ids: readonly string[]) =>
    ids.flatMap((id) => [byId.get(id)].flatMap((one) => (one ? [named(one)] : [])));
  const own = await ownDevice(host);
  const browsers = items ? await browsersIn(items, settings.syncKey) : [];
  return {
    standing: (await isHidden(host)) ? 'hidden' : items === null ? 'unavailable' : result,
    isOn: true,
    isThere: false,
    at,
    left: here(left),
    later: here(later),
    browsers: browsers.map((one) => ({ ...one, isOwn: one.id === own })),
    conflicts,
  };
}
