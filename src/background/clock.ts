import { integer, isRecord, readOr } from '../core/check';
import { FREE_OFFSET_SECONDS, type OffsetSearch, readOffset, searchOffset } from '../core/clock-offset';
import { UserError } from '../core/errors';
import { findAccount } from '../core/vault-accounts';
import type { Arguments, ClockView } from '../messages';
import type { Host } from '../platform/host';
import { liveKey } from './lock/session-key';
import { authenticated } from './vault/authenticate';
import { readVault } from './vault/vault';

/**
 * The clock that codes are made by: the system's, and the correction that a person found for it. Everything else
 * (locking, dates of backups and of what was changed) goes by the system's clock alone.
 *
 * The correction is one of this computer: it lies beside the vault and in no backup, or it would follow the vault to a
 * computer whose clock is right. It says nothing of any account, so it lies open.
 */
const KEY = 'clock';
/** The network sets a clock by less than this now and then; no code is refused for it. */
const BACK_MILLISECONDS = 10_000;
/** How stale the latest instant may get before it is written again. */
const STEP_MILLISECONDS = 60_000;

interface Kept extends ClockView {
  /** The latest instant at which codes were asked for, Unix milliseconds by the system's clock. */
  readonly seenAt: number;
}

const instant = integer(0, Number.MAX_SAFE_INTEGER);
const anySeconds = integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

/** @throws UserError storage-failed */
async function readKept(host: Host): Promise<Kept> {
  const items = await host.local.get([KEY]).catch(() => {
    throw new UserError('storage-failed');
  });
  const { offset, jump, seenAt } = isRecord(items[KEY]) ? items[KEY] : {};
  return {
    offset: readOffset(offset),
    jump: readOr(anySeconds, jump, 0),
    seenAt: readOr(instant, seenAt, 0),
  };
}

/** Carried out one after the other, so that none brings back what another has changed. @throws UserError storage-failed */
async function change(host: Host, part: Partial<Kept>): Promise<void> {
  await host.inTurn(KEY, async () => {
    const kept: Kept = { ...(await readKept(host)), ...part };
    await host.local.set({ [KEY]: kept }).catch(() => {
      throw new UserError('storage-failed');
    });
  });
}

/** The time for codes, in Unix milliseconds: the one place where the correction is applied. @throws UserError storage-failed */
export async function codeTime(host: Host): Promise<number> {
  const { offset } = await readKept(host);
  return host.now() + offset * 1000;
}

/**
 * The clock as the popup opens, and whether it was set back since it opened last. Only that can be known after the fact:
 * a clock that was set forward looks like a computer that slept or was off, and is not reported. (Our pages, while they
 * stand open, tell more: `popup/clock-jump.ts`.)
 * @throws UserError storage-failed
 */
export async function watchedClock(host: Host): Promise<ClockView & { readonly now: number }> {
  const { offset, jump: before, seenAt } = await readKept(host);
  const now = host.now();
  const back = seenAt - now;
  const jump = back > BACK_MILLISECONDS ? before - Math.round(back / 1000) : before;
  // Not waited for: the codes come first, and what is not written now is found again by the next opening.
  if (jump !== before || now - seenAt > STEP_MILLISECONDS)
    void change(host, { jump, seenAt: now }).catch(() => undefined);
  return { offset, jump, now: now + offset * 1000 };
}

/** @throws UserError locked, storage-failed */
export async function viewClock(host: Host): Promise<ClockView> {
  await liveKey(host);
  const { offset, jump } = await readKept(host);
  return { offset, jump };
}

/** @throws UserError credential-required, those of `authenticated`, locked, storage-failed */
export async function setOffset(
  host: Host,
  { offset, credential }: Arguments<'setClockOffset'>,
): Promise<void> {
  const set = async () => {
    await change(host, { offset, jump: 0, seenAt: host.now() });
    host.announce({ type: 'changed' });
  };
  if (credential) return authenticated(host, credential, set);
  await liveKey(host);
  if (offset > FREE_OFFSET_SECONDS) throw new UserError('credential-required');
  await set();
}

/** @throws UserError locked, storage-failed */
export async function dropJump(host: Host): Promise<void> {
  await liveKey(host);
  await change(host, { jump: 0 });
  host.announce({ type: 'changed' });
}

/** One search at a time: each takes up to half a second of the processor. @throws UserError locked, account-gone */
export async function findOffset(
  host: Host,
  { id, readings }: Arguments<'findOffset'>,
): Promise<OffsetSearch> {
  return host.inTurn('find offset', async () =>
    searchOffset(findAccount(await readVault(host), id), readings),
  );
}
