import { type Checked, integer, shape, text } from '../core/check';
import { UserError } from '../core/errors';
import type { Host } from '../platform/host';

/**
 * The unlocked state: the vault key in `storage.session` (memory: it survives the worker, and is gone with the
 * browser). Every use passes `liveKey`, which checks the lock policy first; alarms only make locking prompt.
 */
const UNLOCKED = 'unlocked';
/**
 * The latest instant that was seen while unlocked. Under a key of its own: writing it again together with the vault
 * key could bring that back which a lock has just taken away.
 */
const SEEN = 'seen';
/** What lock takes away besides the key; a draft stays, because it is sealed under the vault key. */
const GONE_ON_LOCK = [UNLOCKED, SEEN, 'capture', 'pending'];

/**
 * Makes locking prompt, so that codes do not stay on the screen. It decides nothing: the policy is checked at each
 * use of the key, whether an alarm came or not (alarms do not wake a sleeping machine, and go with an update).
 */
export const LOCK_ALARM = 'lock';
const LONGEST_UNLOCKED_MILLISECONDS = 12 * 60 * 60 * 1000;
/** A clock set back further than this was not an ordinary correction. */
const CLOCK_BACK_MILLISECONDS = 120_000;
/** How stale `maxSeen` may get before it is written again; every use would cost a write otherwise. */
const SEEN_STEP_MILLISECONDS = 15_000;

const instant = integer(0, Number.MAX_SAFE_INTEGER);
const checkUnlocked = shape({
  vaultId: text(64, 1),
  vaultKey: text(64, 1),
  rev: integer(1, Number.MAX_SAFE_INTEGER),
  unlockedAt: instant,
});
export type Unlocked = Checked<typeof checkUnlocked>;

interface Seen extends Unlocked {
  /** Unix milliseconds. */
  readonly maxSeen: number;
}

function isOverdue({ unlockedAt, maxSeen }: Seen, now: number): boolean {
  return now >= unlockedAt + LONGEST_UNLOCKED_MILLISECONDS || now < maxSeen - CLOCK_BACK_MILLISECONDS;
}

/** Forgets the key and tells every page of ours to clear itself. */
export async function lock(host: Host): Promise<void> {
  await host.session.remove(GONE_ON_LOCK);
  host.announce({ type: 'locked' });
}

/**
 * Keeps the key of a vault that was just opened.
 * @throws UserError storage-failed: then nothing is unlocked
 */
export async function keepKey(
  host: Host,
  opened: Pick<Unlocked, 'vaultId' | 'vaultKey' | 'rev'>,
): Promise<void> {
  const now = host.now();
  const { vaultId, vaultKey, rev } = opened;
  try {
    await host.session.set({ [UNLOCKED]: { vaultId, vaultKey, rev, unlockedAt: now }, [SEEN]: now });
  } catch {
    throw new UserError('storage-failed');
  }
  await host.setAlarm(LOCK_ALARM, now + LONGEST_UNLOCKED_MILLISECONDS);
  host.announce({ type: 'unlocked' });
}

async function readKey(host: Host): Promise<Seen | null> {
  const items = await host.session.get([UNLOCKED, SEEN]);
  if (items[UNLOCKED] === undefined) return null;
  const unlocked = checkUnlocked(items[UNLOCKED]);
  return { ...unlocked, maxSeen: items[SEEN] === undefined ? unlocked.unlockedAt : instant(items[SEEN]) };
}

/**
 * The only way to the vault key. Locks first where the policy says so.
 * @returns null when locked
 */
export async function findKey(host: Host): Promise<Unlocked | null> {
  const unlocked = await readKey(host);
  if (!unlocked) return null;
  const now = host.now();
  if (isOverdue(unlocked, now)) {
    await lock(host);
    return null;
  }
  if (now - unlocked.maxSeen > SEEN_STEP_MILLISECONDS) {
    await host.session.set({ [SEEN]: now });
  }
  return unlocked;
}

/** `findKey`, for whom a locked vault is an error. @throws UserError locked */
export async function liveKey(host: Host): Promise<Unlocked> {
  const unlocked = await findKey(host);
  if (!unlocked) throw new UserError('locked');
  return unlocked;
}

/** Locks if it is time; otherwise sees to it that the alarm is set. For the alarm itself and each start of the worker. */
export async function keepLockPrompt(host: Host): Promise<void> {
  const unlocked = await findKey(host);
  if (unlocked) await host.setAlarm(LOCK_ALARM, unlocked.unlockedAt + LONGEST_UNLOCKED_MILLISECONDS);
}
