import { boolean, type Check, type Checked, integer, nullable, shape, text } from '../../core/check';
import { UserError } from '../../core/errors';
import { heldLock } from '../../core/policy';
import type { LockPolicy } from '../../messages';
import type { Host } from '../../platform/host';
import { policyOf } from '../policy';
import { dueLock, nextDeadline, type UnlockedSpan } from './lock-policy';
import { inMemory } from './memory';
import { reloadIfUpdated } from './update';

/**
 * The unlocked state: the vault key in `storage.session` (memory: it survives the worker, and is gone with the
 * browser). Every use passes `liveKey`, which checks the lock policy first; alarms only make locking prompt.
 */
const UNLOCKED = 'unlocked';
/**
 * When something was last seen, and last used, while unlocked. Under keys of their own: writing one again together
 * with the vault key could bring that back which a lock has just taken away.
 */
const SEEN = 'seen';
const USED = 'used';
/** The policy that the person chose, for the same reason; that of an organisation is read anew at each use. */
const POLICY = 'policy';
/** Changes with every lock, for what takes longer and must not undo one. */
const LAST_LOCK = 'lastLock';
/** The vault key behind the PIN (`pin.ts`). */
export const QUICK = 'quick';
/** What every lock takes away besides the key; a draft stays, because it is sealed under the vault key. */
const GONE_ON_LOCK = [
  ...[UNLOCKED, USED, POLICY, 'capture', 'pending', 'notice', 'noticeRead'],
  ...['offer', 'expectedGrant', 'failure', 'selection'],
];

/**
 * Makes locking prompt, so that codes do not stay on the screen. It decides nothing: the policy is checked at each
 * use of the key, whether an alarm came or not (alarms do not wake a sleeping machine, and go with an update).
 */
export const LOCK_ALARM = 'lock';
/** How stale the instants may get before they are written again; every use would cost a write otherwise. */
const STEP_MILLISECONDS = 5_000;

const instant = integer(0, Number.MAX_SAFE_INTEGER);
const checkUnlocked = shape({
  vaultId: text(64, 1),
  vaultKey: text(64, 1),
  /** The slot that was opened. */
  slotId: text(64),
  rev: integer(1, Number.MAX_SAFE_INTEGER),
  unlockedAt: instant,
});
const checkPolicy: Check<LockPolicy> = shape({
  afterMinutes: nullable(integer(1, 1440)),
  onSystemLock: boolean,
  maxHours: nullable(integer(1, 744)),
});
export type Unlocked = Checked<typeof checkUnlocked>;
export type Opened = Omit<Unlocked, 'unlockedAt'>;

/**
 * Forgets the key and tells every page of ours to clear itself. A full lock forgets the way by PIN as well; a quick one
 * keeps when something was last seen, so that a clock set back does not lengthen the PIN's time.
 */
export async function lock(host: Host, kind: 'full' | 'quick'): Promise<void> {
  try {
    // First: what is putting a new key in place just now looks at it afterwards.
    await noteLock(host);
  } finally {
    const gone = kind === 'full' ? [...GONE_ON_LOCK, SEEN, QUICK] : GONE_ON_LOCK;
    // Also where memory fails: codes do not stay on a screen because of that.
    await inMemory(host.session.remove(gone)).finally(() => host.announce({ type: 'locked' }));
  }
  await reloadIfUpdated(host);
}

/** For who is opening the vault at this moment: it is to be closed again. */
async function noteLock(host: Host): Promise<void> {
  await inMemory(host.session.set({ [LAST_LOCK]: crypto.randomUUID() }));
}

interface Found {
  readonly key: Unlocked;
  readonly span: UnlockedSpan;
}

async function readSpan(host: Host): Promise<Found | null> {
  const [items, held] = await Promise.all([
    inMemory(host.session.get([UNLOCKED, SEEN, USED, POLICY])),
    policyOf(host),
  ]);
  if (items[UNLOCKED] === undefined) return null;
  const key = checkUnlocked(items[UNLOCKED]);
  const policy = heldLock(held, checkPolicy(items[POLICY]));
  const since = (name: string) => (items[name] === undefined ? key.unlockedAt : instant(items[name]));
  const { unlockedAt } = key;
  return { key, span: { unlockedAt, policy, usedAt: since(USED), seenAt: since(SEEN) } };
}

/** Locks first where the policy says so. The one place where it is asked. */
async function findOpen(host: Host): Promise<Found | null> {
  const found = await readSpan(host);
  if (!found) return null;
  const now = host.now();
  const due = dueLock(found.span, now);
  if (due) {
    await lock(host, due);
    return null;
  }
  if (now - found.span.seenAt > STEP_MILLISECONDS) await inMemory(host.session.set({ [SEEN]: now }));
  return found;
}

async function setPrompt(host: Host, span: UnlockedSpan): Promise<void> {
  const at = nextDeadline(span);
  if (at !== null) await host.setAlarm(LOCK_ALARM, at);
}

/**
 * Keeps the key of a vault that was just opened. `unlockedAt`: when its slot was opened, if that was earlier (a PIN
 * does not begin the longest time anew).
 * @throws UserError storage-failed: then nothing is unlocked
 */
async function keepKey(
  host: Host,
  opened: Opened,
  { policy, unlockedAt }: Pick<UnlockedSpan, 'policy' | 'unlockedAt'>,
): Promise<void> {
  const now = host.now();
  const { vaultId, vaultKey, slotId, rev } = opened;
  const unlocked: Unlocked = { vaultId, vaultKey, slotId, rev, unlockedAt };
  await inMemory(host.session.set({ [UNLOCKED]: unlocked, [SEEN]: now, [USED]: now, [POLICY]: policy }));
  const held = heldLock(await policyOf(host), policy);
  await setPrompt(host, { unlockedAt, policy: held, usedAt: now, seenAt: now });
  host.announce({ type: 'unlocked' });
}

/**
 * `keepKey`, unless a lock came while the vault was being opened.
 * @param lastLock as `readLastLock` gave it before the opening began
 * @throws UserError locked: the lock holds; storage-failed
 */
export async function keepKeySince(
  host: Host,
  lastLock: string,
  opened: Opened,
  span: Pick<UnlockedSpan, 'policy' | 'unlockedAt'>,
): Promise<void> {
  await keepKey(host, opened, span);
  if ((await readLastLock(host)) === lastLock) return;
  await lock(host, 'full');
  throw new UserError('locked');
}

/**
 * The only way to the vault key. Locks first where the policy says so.
 * @returns null when locked
 */
export async function findKey(host: Host): Promise<Unlocked | null> {
  return (await findOpen(host))?.key ?? null;
}

/** `findKey`, for whom a locked vault is an error. @throws UserError locked */
export async function liveKey(host: Host): Promise<Unlocked> {
  const unlocked = await findKey(host);
  if (!unlocked) throw new UserError('locked');
  return unlocked;
}

/** A person did something: the time without use begins anew. */
export async function noteUse(host: Host): Promise<void> {
  const found = await findOpen(host);
  if (found && host.now() - found.span.usedAt > STEP_MILLISECONDS) {
    await inMemory(host.session.set({ [USED]: host.now() }));
  }
}

/** Puts another policy in force at once. @throws UserError locked */
export async function changePolicy(host: Host, policy: LockPolicy): Promise<void> {
  await liveKey(host);
  await inMemory(host.session.set({ [POLICY]: policy }));
  await keepLockPrompt(host);
}

/** Locks if it is time; otherwise sees to it that the alarm is set. For the alarm itself and each start of the worker. */
export async function keepLockPrompt(host: Host): Promise<void> {
  const found = await findOpen(host);
  if (found) await setPrompt(host, found.span);
}

/** What the browser says of the machine. Not every browser tells of a locked one. */
export async function onIdleState(host: Host, state: 'active' | 'idle' | 'locked'): Promise<void> {
  if (state !== 'locked') return;
  const found = await findOpen(host);
  // Somebody may be typing the passphrase: what it opens is closed again.
  if (!found) await noteLock(host);
  else if (found.span.policy.onSystemLock) await lock(host, 'quick');
}

/**
 * Puts a new vault key in the place of the one that is open, unless a lock came between: then the way by PIN goes too,
 * because it leads to the key before.
 * @param lastLock as `readLastLock` gave it before the work on the new key began
 */
export async function exchangeKey(host: Host, opened: Opened, lastLock: string): Promise<'open' | 'locked'> {
  const found = await readSpan(host);
  if (!found || (await readLastLock(host)) !== lastLock) {
    await lock(host, 'full');
    return 'locked';
  }
  await keepKey(host, opened, { policy: found.span.policy, unlockedAt: host.now() });
  if ((await readLastLock(host)) === lastLock) return 'open';
  await lock(host, 'full');
  return 'locked';
}

/** Names the latest lock; empty before the first. */
export async function readLastLock(host: Host): Promise<string> {
  const items = await inMemory(host.session.get([LAST_LOCK]));
  return items[LAST_LOCK] === undefined ? '' : text(64)(items[LAST_LOCK]);
}

/** When something was last seen while open, as a quick lock leaves it; 0 where nothing was. */
export async function readSeen(host: Host): Promise<number> {
  const items = await inMemory(host.session.get([SEEN]));
  return items[SEEN] === undefined ? 0 : instant(items[SEEN]);
}
