import { UserError } from '../../core/errors';
import { isStrongEnough, type PassphraseStrength, STRENGTHS } from '../../core/policy';
import { isOver, joined, leftSync, type SyncKey, syncOf, withSync } from '../../core/sync/sync-settings';
import type { Arguments, Replies } from '../../messages';
import type { Host } from '../../platform/host';
import { passphraseStrength, policyOf } from '../policy';
import { authenticated } from '../vault/authenticate';
import { type OpenVault, openCurrent, saveOpen } from '../vault/vault';
import { makeDoor, newSyncKey, openDoor, rotate } from './door';
import { meet } from './meet';
import { forgetSync } from './status';
import { clearItems, type Door, doorIn, type Items, readItems } from './store';

/** Sync on and off, and other browsers out. */

type On = Arguments<'turnOnSync'>;

/**
 * What this browser stores lies behind the passphrase of the other one: it is as strong as the one here, and as strong as
 * the organisation asks for. One that nobody has judged is not known to be weaker.
 * @throws UserError sync-weak-passphrase
 */
async function requireStrength(
  host: Host,
  { content }: OpenVault,
  strength: PassphraseStrength | undefined,
): Promise<void> {
  if (strength === undefined) return;
  const own = passphraseStrength(content);
  const isWeaker = own !== undefined && STRENGTHS.indexOf(strength) < STRENGTHS.indexOf(own);
  if (isWeaker || !isStrongEnough(await policyOf(host), strength))
    throw new UserError('sync-weak-passphrase');
}

/**
 * The key of the browsers that are there already. What opens this vault is tried on their door first: many people have
 * one passphrase.
 * @throws UserError sync-other-passphrase where the other browser's passphrase has to be asked for, E_UNLOCK where it is
 *   wrong, sync-weak-passphrase, E_FORMAT
 */
async function keyBehind(
  host: Host,
  vault: OpenVault,
  door: Door,
  { credential, other }: On,
): Promise<SyncKey> {
  if (other) {
    const { key, strength } = await openDoor(door, other);
    await requireStrength(host, vault, strength);
    return key;
  }
  try {
    return (await openDoor(door, credential)).key;
  } catch (error) {
    const isWrong = error instanceof UserError && error.code === 'E_UNLOCK';
    throw isWrong ? new UserError('sync-other-passphrase') : error;
  }
}

/** A door of a key that was left is none: somebody has put it back. */
function doorToJoin(items: Items, { content }: OpenVault): Door | null {
  const door = doorIn(items);
  return door && !isOver(content, door.epoch) ? door : null;
}

/**
 * From then on what changes here comes to the person's other browsers, and what changes there comes here. Also the way
 * back in where another browser took a new key.
 * @throws UserError those of `authenticated` and `keyBehind`, sync-full, sync-unavailable, and those of saving
 */
export async function turnOnSync(host: Host, args: On): Promise<null> {
  return authenticated(host, args.credential, async (vault) => {
    const items = await readItems(host);
    const door = doorToJoin(items, vault);
    const key = door ? await keyBehind(host, vault, door, args) : newSyncKey();
    const settings = joined(vault.content, key, { vaultKey: vault.key.vaultKey, name: args.name });
    if (!door) {
      // What lies there without a door nobody can read any more.
      await clearItems(host, items);
      await makeDoor(host, vault, settings);
    }
    await saveOpen(host, vault, (content) => withSync(content, settings));
    await meet(host, await openCurrent(host), { items: await readItems(host), settings });
    return null;
  });
}

/** @returns whether it could be reached */
async function cleared(host: Host): Promise<boolean> {
  try {
    await clearItems(host, await readItems(host));
    return true;
  } catch (error) {
    if (error instanceof UserError && error.code === 'sync-unavailable') return false;
    throw error;
  }
}

/**
 * Takes away what was stored, for all browsers; the accounts stay in each. Where the storage cannot be reached this
 * browser leaves all the same, and the others go on. @throws UserError locked, and those of saving
 */
export async function turnOffSync(host: Host): Promise<Replies['turnOffSync']> {
  return host.exclusive(async () => {
    const vault = await openCurrent(host);
    const isCleared = await cleared(host);
    await saveOpen(host, vault, leftSync);
    await forgetSync(host);
    host.announce({ type: 'synced' });
    return { isCleared };
  });
}

/**
 * Leaves the other browsers out: a new key, which each gets who knows the passphrase of this vault; no other way in is
 * one to seal it under. A browser that cannot read what is stored would write over it what it never took in.
 * @throws UserError E_UNLOCK for another way in, those of `authenticated`, sync-left-out, sync-unavailable, sync-full
 */
export async function leaveOthersOut(host: Host, { credential }: Arguments<'leaveOthersOut'>): Promise<null> {
  if (credential.type !== 'passphrase') throw new UserError('E_UNLOCK');
  const { passphrase } = credential;
  return authenticated(host, credential, async (vault) => {
    const settings = syncOf(vault.content);
    if (!settings) return null;
    const items = await readItems(host);
    const { epoch, past } = settings;
    if (![epoch, ...past].includes(doorIn(items)?.epoch ?? '')) throw new UserError('sync-left-out');
    await rotate(host, vault, { items, settings, passphrase });
    return null;
  });
}
