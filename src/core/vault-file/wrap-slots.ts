import { CheckError } from '../check';
import { UserError } from '../errors';
import { type Bytes, base64Url, encodeBase64Url } from './bytes';
import { type KnownSlot, readHeader, type Slot } from './header';
import { SIZES } from './limits';
import { deriveNew, type KdfChoice } from './new-kdf';
import { type NewSlot, slotIdOf } from './new-slot';
import { notSaved, type Random } from './seal';
import { type DerivationKey, type SlotDraft, takeKeyMaterial, writeSlot } from './slots';
import { SECRET_BYTES, unlock } from './unlock';

type SecretSlot = Exclude<NewSlot, { readonly type: 'passphrase' }>;

interface Way {
  readonly key: DerivationKey;
  readonly members: SlotDraft['members'];
  readonly kdf: KdfChoice | null;
}

async function passphraseWay(passphrase: string, { random, kdf: choice }: Wrapping): Promise<Way> {
  const { key, kdf } = await deriveNew(passphrase, choice, random(SIZES.salt));
  const members = { kdf: { ...kdf, salt: encodeBase64Url(kdf.salt) } };
  return { key, members, kdf: kdf.id === 'pbkdf2-sha256' ? 'pbkdf2' : 'argon2id' };
}

const checkCredentialId = base64Url(SIZES.credentialId.min, SIZES.credentialId.max);
const checkSalt = base64Url(SIZES.salt);

/** The members of a slot whose secret needs no slow derivation. */
function secretMembers(slot: SecretSlot): SlotDraft['members'] {
  const kdf = { id: 'hkdf-sha256' };
  if (slot.type === 'recovery') return { kdf };
  const { credentialId, prfSalt } = slot;
  checkCredentialId(credentialId, 'credentialId');
  checkSalt(prfSalt, 'prfSalt');
  return { kdf, credentialId, prfSalt, rpId: null };
}

async function secretWay(slot: SecretSlot): Promise<Way> {
  const members = secretMembers(slot);
  const byteCount = SECRET_BYTES[slot.type];
  if (slot.secret.length !== byteCount) throw new CheckError('secret', `${byteCount} bytes`);
  return { key: await takeKeyMaterial(new Uint8Array(slot.secret)), members, kdf: null };
}

interface Wrapping {
  readonly vaultId: Bytes;
  readonly vaultKey: Bytes;
  readonly random: Random;
  /** What to derive passphrases with where it runs. */
  readonly kdf: KdfChoice;
}

/** A slot as the JSON text of the header, with the key that must open it; `kdf` is null without a passphrase. */
export interface WrittenSlot {
  readonly id: string;
  readonly text: string;
  readonly key: DerivationKey;
  readonly kdf: KdfChoice | null;
}

async function wrap(slot: NewSlot, wrapping: Wrapping): Promise<WrittenSlot> {
  const { vaultId, vaultKey, random } = wrapping;
  const id = base64Url(SIZES.slotId)(slot.id, 'id');
  const way = await (slot.type === 'passphrase' ? passphraseWay(slot.passphrase, wrapping) : secretWay(slot));
  const draft = { vaultId, id, type: slot.type, nonce: random(SIZES.nonce), members: way.members };
  return { ...way, id: slot.id, text: await writeSlot(draft, way.key, vaultKey) };
}

/**
 * Wraps the vault key in every slot; its bytes are the caller's to zero-fill.
 * @throws CheckError where a text or secret of a slot has not its length.
 */
export async function wrapSlots(slots: readonly NewSlot[], wrapping: Wrapping): Promise<WrittenSlot[]> {
  const written: WrittenSlot[] = [];
  // One after the other: each Argon2id takes 64 MiB.
  for (const slot of slots) written.push(await wrap(slot, wrapping));
  return written;
}

/**
 * Opens every new slot of the header with the key of its own credential, so that a way in that leads nowhere is
 * never written.
 * @throws UserError not-saved
 */
export async function verifySlots(
  headerBytes: Bytes,
  written: readonly WrittenSlot[],
  vaultKey: string,
): Promise<void> {
  try {
    const header = readHeader(headerBytes);
    for (const { id, key } of written) {
      const fits = (slot: Slot): slot is KnownSlot => slot.type !== 'foreign' && slotIdOf(slot) === id;
      const opened = await unlock(header, { fits, keyFor: async () => key });
      if (opened.vaultKey.text !== vaultKey) throw new UserError('not-saved');
    }
  } catch (error) {
    notSaved(error);
  }
}

/** What the person is told of new passphrases: `pbkdf2` where any was derived so. */
export const weakestKdf = (written: readonly WrittenSlot[]): KdfChoice =>
  written.some(({ kdf }) => kdf === 'pbkdf2') ? 'pbkdf2' : 'argon2id';
