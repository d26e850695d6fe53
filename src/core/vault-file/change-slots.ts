import { UserError } from '../errors';
import type { Bytes } from './bytes';
import { writeHeader } from './header';
import type { KdfChoice } from './new-kdf';
import { type NewSlot, requireSlots, slotIdOf } from './new-slot';
import { importVaultKey, openText, type ReadVault, vaultKeyBytes } from './open';
import { carriedSlots, sealAndVerify, secureRandom, toJson } from './seal';
import { verifySlots, type WrittenSlot, weakestKdf, wrapSlots } from './wrap-slots';

/** What happens to the ways in; `remove` holds slot ids as base64url. What is not named stays as it is. */
interface SlotChange {
  readonly remove?: readonly string[];
  readonly add?: readonly NewSlot[];
}

interface ChangedVault {
  readonly text: string;
  readonly rev: number;
  /** Of the passphrase that was added; null where there was none. */
  readonly kdf: KdfChoice | null;
}

/** The slots that stay, as texts, once the rules of FORMAT.md §9 are held. */
function keepSlots(vault: ReadVault, remove: readonly string[], add: readonly NewSlot[]): string[] {
  const { slots } = vault.header;
  const known = new Set(slots.map(slotIdOf));
  if (remove.some((id) => id === '' || !known.has(id))) throw new UserError('slot-gone');
  const gone = new Set(remove);
  requireSlots(
    slots.filter((slot) => !gone.has(slotIdOf(slot))),
    add,
  );
  return carriedSlots(vault, (slot) => !gone.has(slotIdOf(slot)));
}

async function wrapUnder(
  vaultKey: string,
  vaultId: Bytes,
  slots: readonly NewSlot[],
): Promise<WrittenSlot[]> {
  const bytes = vaultKeyBytes(vaultKey);
  try {
    return await wrapSlots(slots, { vaultId, vaultKey: bytes, random: secureRandom, kdf: 'argon2id' });
  } finally {
    bytes.fill(0);
  }
}

/**
 * The next revision with other slots under the same vault key: first the named ones are removed, then the new ones
 * are put behind those that stay, which keep every byte. The previous file is opened first, as by `sealVault`, and
 * every new slot is opened with its own credential's key before it returns.
 * @throws UserError slot-gone where a slot to remove is not there, last-passphrase where no passphrase slot is
 * left, too-many-slots, passphrase-too-short for an empty one, and as `sealVault`; CheckError where a new slot has
 * not its lengths or an id comes twice.
 */
export async function changeSlots(
  previous: string,
  vaultKey: string,
  content: unknown,
  { remove = [], add = [] }: SlotChange,
): Promise<ChangedVault> {
  const json = toJson(content);
  const key = await importVaultKey(vaultKey);
  const vault = await openText(previous, key);
  const kept = keepSlots(vault, remove, add);
  const { vaultId } = vault.header;
  const rev = vault.header.rev + 1;
  const written = await wrapUnder(vaultKey, vaultId, add);
  const header = writeHeader(vaultId, rev, [...kept, ...written.map(({ text }) => text)]);
  await verifySlots(header, written, vaultKey);
  const text = await sealAndVerify(key, { header, json, random: secureRandom });
  return { text, rev, kdf: add.some(({ type }) => type === 'passphrase') ? weakestKdf(written) : null };
}
