import { LIMITS } from '../../core/account';
import { CheckError, type Checked, integer, isRecord, shape, text } from '../../core/check';
import type { Use, Uses } from '../../core/list-order';
import { openNote, sealNote } from '../../core/vault-file';
import type { Host } from '../../platform/host';
import { liveKey } from '../lock/session-key';

/**
 * How often each account is used, beside the vault and sealed under its key: a save of the vault for every copied code
 * would push what a person changed out of the history. It belongs to this browser and is in no backup; with another
 * passphrase it begins anew.
 */
const KEY = 'uses';
const checkNote = text(256 * 1024);
const instant = integer(0, Number.MAX_SAFE_INTEGER);
const checkUse = shape({ count: instant, at: instant });

/** Sealed it is as long as before: in steps, so that its length tells as little as the vault's how many accounts there are. */
const STEP_BYTES = 4096;

/** Followed by as many spaces as it lacks to a whole step, which JSON lets pass. */
function padded(json: string): string {
  const { length } = new TextEncoder().encode(json);
  return json + ' '.repeat(Math.ceil(length / STEP_BYTES) * STEP_BYTES - length);
}

function readUse(value: unknown): Checked<typeof checkUse> | null {
  try {
    return checkUse(value);
  } catch (error) {
    if (error instanceof CheckError) return null;
    throw error;
  }
}

function parsed(json: string): Uses {
  const found: unknown = JSON.parse(json);
  const entries = Object.entries(isRecord(found) ? found : {});
  return Object.fromEntries(
    entries.flatMap(([id, value]): [string, Use][] => {
      const use = readUse(value);
      return use ? [[id, use]] : [];
    }),
  );
}

/** None where they are damaged or of another key: they begin anew, and nothing else is lost. @throws UserError locked */
export async function readUses(host: Host): Promise<Uses> {
  const { vaultKey } = await liveKey(host);
  const kept = (await host.local.get([KEY]))[KEY];
  const note = typeof kept === 'string' ? await openNote(vaultKey, checkNote(kept)) : null;
  return note === null ? {} : parsed(note);
}

/**
 * Counts one more for an account whose code was copied or filled. What was used longest ago goes where there is more
 * than a vault holds (accounts that are gone).
 * @throws UserError locked
 */
export async function noteUse(host: Host, id: string): Promise<void> {
  await host.inTurn(KEY, async () => {
    const { vaultKey } = await liveKey(host);
    const before = await readUses(host);
    const used = { count: (before[id]?.count ?? 0) + 1, at: host.now() };
    const others = Object.entries(before).filter(([one]) => one !== id);
    const kept = others.sort(([, a], [, b]) => b.at - a.at).slice(0, LIMITS.accounts - 1);
    const uses = Object.fromEntries([[id, used], ...kept]);
    await host.local.set({ [KEY]: await sealNote(vaultKey, padded(JSON.stringify(uses))) });
  });
}

/** Counts without being waited for: the code is filled, whatever becomes of the count. */
export function countUse(host: Host, id: string): void {
  noteUse(host, id).catch(() => undefined);
}
