import { UserError } from '../errors';
import type { Bytes } from './bytes';
import { writeEnvelope } from './envelope';
import { type Slot, slotTexts, writeHeader } from './header';
import { REV_STEP_MAX, SIZES } from './limits';
import { importVaultKey, openText, type ReadVault } from './open';
import { sealPayload } from './payload';
import type { DerivationKey } from './slots';

/** Gives so many new random bytes. */
export type Random = (byteCount: number) => Bytes;
export const secureRandom: Random = (byteCount) => crypto.getRandomValues(new Uint8Array(byteCount));

/** What is sealed under which header. */
interface Plan {
  readonly header: Bytes;
  readonly json: string;
  readonly random: Random;
}

/** Seals and opens the result again in memory, so that a file that does not open is never written (FORMAT.md §6). */
export async function sealAndVerify(key: DerivationKey, { header, json, random }: Plan): Promise<string> {
  const frame = { header, salt: random(SIZES.salt), nonce: random(SIZES.nonce) };
  const text = await writeEnvelope(await sealPayload(key, frame, json));
  const reopened = await openText(text, key).catch(notSaved);
  if (reopened.json !== json) throw new UserError('not-saved');
  return text;
}

/** What an opening says of a file that we have just made is our fault, and no word about the person's vault. */
export function notSaved(error: unknown): never {
  throw error instanceof UserError ? new UserError('not-saved') : error;
}

/** @throws TypeError where the content is no JSON value */
export function toJson(content: unknown): string {
  const json: string | undefined = JSON.stringify(content);
  if (json === undefined) throw new TypeError('content is no JSON value');
  return json;
}

/** The texts of the slots that stay in a file that has been opened, byte for byte. */
export const carriedSlots = ({ envelope, header }: ReadVault, stays: (slot: Slot) => boolean): string[] =>
  slotTexts(envelope.header).filter((_text, index) => header.slots.slice(index, index + 1).some(stays));

/**
 * The next revision of a vault: new file salt and nonce, the slots carried over byte for byte. The previous file
 * is opened first, so that a changed header is not made authentic and a key of another vault seals nothing.
 * @param leastRev where a merge has taken a later revision in: the result comes after both
 * @throws UserError as `openWithKey` for the previous file, bad-content where `leastRev` is more than `REV_STEP_MAX`
 * ahead of it, E_TOO_BIG above 4 MiB of JSON, not-saved where the result does not open.
 */
export async function sealVault(
  previous: string,
  vaultKey: string,
  content: unknown,
  leastRev = 1,
): Promise<{ readonly text: string; readonly rev: number }> {
  const json = toJson(content);
  const key = await importVaultKey(vaultKey);
  const vault = await openText(previous, key);
  if (leastRev > vault.header.rev + REV_STEP_MAX) throw new UserError('bad-content');
  const rev = Math.max(vault.header.rev + 1, leastRev);
  const header = writeHeader(vault.header.vaultId, rev, carriedSlots(vault, anySlot));
  return { text: await sealAndVerify(key, { header, json, random: secureRandom }), rev };
}

const anySlot = (): boolean => true;

/** A security key is bound to this browser: its slot opens nothing elsewhere. */
const travels = (slot: Slot): boolean =>
  (slot.type === 'foreign' ? slot.foreignType : slot.type) !== 'webauthn-prf';

/**
 * The same revision as a backup: without `webauthn-prf` slots, the others byte for byte, and sealed anew so that
 * the header is bound (FORMAT.md §9).
 * @throws UserError as `sealVault`
 */
export async function sealBackup(previous: string, vaultKey: string, content: unknown): Promise<string> {
  const json = toJson(content);
  const key = await importVaultKey(vaultKey);
  const vault = await openText(previous, key);
  const { vaultId, rev } = vault.header;
  const header = writeHeader(vaultId, rev, carriedSlots(vault, travels));
  return sealAndVerify(key, { header, json, random: secureRandom });
}
