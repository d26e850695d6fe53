import { type Checked, integer, nullable, shape, text } from '../../core/check';
import { UserError } from '../../core/errors';
import { readSettings } from '../../core/settings';
import type { VaultContent } from '../../core/vault-content';
import { openNote, sealNote } from '../../core/vault-file';
import { derivePinKey, newPinSalt } from '../../core/vault-file/pin';
import type { Host } from '../../platform/host';
import { lockOf } from '../policy';
import { inMemory } from './memory';
import { type Opened, QUICK } from './session-key';

/**
 * The quick way back by PIN: the vault key sealed under the PIN's key, in memory only. The PIN's key itself lies in the
 * sealed vault, so that each unlocking by a slot can lay this down anew. It keeps out people at the desk, not somebody
 * who can read the memory of this computer.
 */
const SHORTEST_PIN = 6;
const MOST_TRIES = 5;
const HOUR = 60 * 60 * 1000;
/** Takes the way by PIN out of memory when the longest time is over, locked or not. */
export const PIN_ALARM = 'pin';

const opened = shape({
  vaultId: text(64, 1),
  vaultKey: text(64, 1),
  slotId: text(64),
  rev: integer(1, Number.MAX_SAFE_INTEGER),
});
const checkQuick = shape({
  sealed: text(4096, 1),
  salt: text(64, 1),
  unlockedAt: integer(0, Number.MAX_SAFE_INTEGER),
  /** Until when it is good for anything, Unix milliseconds. */
  until: nullable(integer(0, Number.MAX_SAFE_INTEGER)),
  tries: integer(0, MOST_TRIES),
});
type Quick = Checked<typeof checkQuick>;

/** What the vault keeps of a PIN. @throws UserError pin-too-short {min} */
export async function newPin(pin: string): Promise<{ salt: string; key: string }> {
  if (!/^\p{Nd}+$/u.test(pin) || Array.from(pin).length < SHORTEST_PIN)
    throw new UserError('pin-too-short', { min: SHORTEST_PIN });
  const salt = newPinSalt();
  return { salt, key: await derivePinKey(pin, salt) };
}

/** Lays the quick way down, or takes it away where the vault has no PIN. */
export async function keepQuickWay(
  host: Host,
  content: VaultContent,
  { vaultId, vaultKey, slotId, rev }: Opened,
  unlockedAt: number,
): Promise<void> {
  const { pin } = readSettings(content);
  const lock = await lockOf(host, content);
  if (!pin) return inMemory(host.session.remove([QUICK]));
  const until = lock.maxHours === null ? null : unlockedAt + lock.maxHours * HOUR;
  const sealed = await sealNote(pin.key, JSON.stringify({ vaultId, vaultKey, slotId, rev }));
  const quick: Quick = { sealed, salt: pin.salt, unlockedAt, until, tries: 0 };
  await inMemory(host.session.set({ [QUICK]: quick }));
  if (until !== null) await host.setAlarm(PIN_ALARM, until);
}

/** For the alarm. */
export async function dropOldQuickWay(host: Host): Promise<void> {
  const kept = (await inMemory(host.session.get([QUICK])))[QUICK];
  const until = kept === undefined ? null : checkQuick(kept).until;
  if (until !== null && host.now() >= until) await inMemory(host.session.remove([QUICK]));
}

export async function hasQuickWay(host: Host): Promise<boolean> {
  return (await inMemory(host.session.get([QUICK])))[QUICK] !== undefined;
}

/**
 * One try. It is counted before it is made, so that ending the worker in the middle gains nothing.
 * @returns what is kept of an open vault, and when its slot was opened
 * @throws UserError pin-gone (then a slot is needed), wrong-pin {left}
 */
export async function openByPin(host: Host, pin: string): Promise<{ opened: Opened; unlockedAt: number }> {
  const kept = (await inMemory(host.session.get([QUICK])))[QUICK];
  if (kept === undefined) throw new UserError('pin-gone');
  const quick = checkQuick(kept);
  const tries = quick.tries + 1;
  if (tries >= MOST_TRIES) await inMemory(host.session.remove([QUICK]));
  else await inMemory(host.session.set({ [QUICK]: { ...quick, tries } }));
  const key = await derivePinKey(pin, quick.salt).catch(async (error: unknown) => {
    // Nothing was tried: the derivation did not run.
    await inMemory(host.session.set({ [QUICK]: quick }));
    throw error;
  });
  const note = await openNote(key, quick.sealed);
  if (note === null) {
    if (tries >= MOST_TRIES) throw new UserError('pin-gone');
    throw new UserError('wrong-pin', { left: MOST_TRIES - tries });
  }
  await inMemory(host.session.set({ [QUICK]: { ...quick, tries: 0 } }));
  return { opened: opened(JSON.parse(note)), unlockedAt: quick.unlockedAt };
}
