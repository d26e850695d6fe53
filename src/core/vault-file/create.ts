import { type Bytes, base64Url, encodeBase64Url } from './bytes';
import { writeHeader } from './header';
import { SIZES } from './limits';
import type { KdfChoice } from './new-kdf';
import { type NewSlot, requireSlots } from './new-slot';
import { importVaultKey, openText } from './open';
import { type Random, sealAndVerify, secureRandom, toJson } from './seal';
import { verifySlots, weakestKdf, wrapSlots } from './wrap-slots';

interface NewEpoch {
  readonly vaultId: Bytes;
  readonly rev: number;
  readonly slots: readonly NewSlot[];
  readonly json: string;
  readonly random: Random;
  readonly kdf: KdfChoice;
}

interface SealedEpoch {
  readonly text: string;
  readonly vaultKey: string;
  readonly rev: number;
  readonly kdf: KdfChoice;
}

/** Seals under a vault key that is new, and opens every slot before it returns. The caller zero-fills the bytes. */
async function sealUnder(key: Bytes, epoch: NewEpoch): Promise<SealedEpoch> {
  const { vaultId, rev, slots, json, random, kdf } = epoch;
  const vaultKey = encodeBase64Url(key);
  const written = await wrapSlots(slots, { vaultId, vaultKey: key, random, kdf });
  const texts = written.map(({ text }) => text);
  const header = writeHeader(vaultId, rev, texts);
  await verifySlots(header, written, vaultKey);
  const text = await sealAndVerify(await importVaultKey(vaultKey), { header, json, random });
  return { text, vaultKey, rev, kdf: weakestKdf(written) };
}

export interface CreatedVault extends SealedEpoch {
  /** base64url, as all that is no number here. */
  readonly vaultId: string;
  readonly slotId: string;
}

/** For a backup under another passphrase: which vault and revision it holds. Both names are base64url. */
interface CreateOptions {
  readonly random?: Random;
  readonly kdf?: KdfChoice;
  readonly vaultId?: string;
  readonly rev?: number;
  readonly slotId?: string;
}

/**
 * A new vault with one passphrase slot at the costs of §3. `content` is any JSON value. Before it returns, the
 * slot has been opened with the passphrase's key and the payload has been read back. Random bytes are drawn in
 * the order vault key, vault id, slot id, slot salt, slot nonce, file salt, file nonce, without the ids that are
 * given; the first are zero-filled.
 * @throws UserError passphrase-too-short for an empty passphrase, E_TOO_BIG above 4 MiB of JSON, not-saved where
 * the result does not open.
 */
export async function createVault(
  content: unknown,
  passphrase: string,
  options: CreateOptions = {},
): Promise<CreatedVault> {
  const { random = secureRandom, kdf = 'argon2id', rev = 1 } = options;
  const json = toJson(content);
  const key = random(SIZES.vaultKey);
  try {
    const { vaultId = encodeBase64Url(random(SIZES.vaultId)) } = options;
    const { slotId = encodeBase64Url(random(SIZES.slotId)) } = options;
    const slots = [{ id: slotId, type: 'passphrase', passphrase }] as const;
    requireSlots([], slots);
    const id = base64Url(SIZES.vaultId)(vaultId, 'vaultId');
    return { ...(await sealUnder(key, { vaultId: id, rev, slots, json, random, kdf })), vaultId, slotId };
  } finally {
    key.fill(0);
  }
}

/**
 * The next revision under a new vault key, of the same vault: with the given slots alone, so that nothing that
 * opened the vault before opens what is written from now on (FORMAT.md §9). The previous file is opened first.
 * @throws UserError last-passphrase without a passphrase slot, too-many-slots, passphrase-too-short for an empty
 * one, and as `sealVault`; CheckError where a slot has not its lengths or an id comes twice.
 */
export async function rotateVault(
  previous: string,
  vaultKey: string,
  content: unknown,
  slots: readonly NewSlot[],
): Promise<SealedEpoch> {
  const json = toJson(content);
  const { header } = await openText(previous, await importVaultKey(vaultKey));
  requireSlots([], slots);
  const { vaultId } = header;
  const key = secureRandom(SIZES.vaultKey);
  try {
    const epoch = { vaultId, rev: header.rev + 1, slots, json, random: secureRandom };
    return await sealUnder(key, { ...epoch, kdf: 'argon2id' });
  } finally {
    key.fill(0);
  }
}
