import { UserError } from '../errors';
import { type Bytes, concat, encodeBase64Url, utf8 } from './bytes';
import type { KnownSlot } from './header';
import { SIZES } from './limits';

const HKDF = { name: 'HKDF', hash: 'SHA-256' } as const;
const AES_256 = { name: 'AES-GCM', length: SIZES.vaultKey * 8 } as const;

/** An HKDF key that WebCrypto holds; scripts cannot read it. */
export type DerivationKey = CryptoKey;

/** Moves key material into WebCrypto and zero-fills the array. */
export async function takeKeyMaterial(bytes: Bytes): Promise<DerivationKey> {
  try {
    return await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
  } finally {
    bytes.fill(0);
  }
}

/** HKDF-SHA-256 to an AES-256-GCM key for one use (FORMAT.md §2). */
export const deriveAesKey = (
  key: DerivationKey,
  { salt, info }: { readonly salt: Bytes; readonly info: Bytes },
  usage: 'encrypt' | 'decrypt' | 'unwrapKey',
): Promise<CryptoKey> => crypto.subtle.deriveKey({ ...HKDF, salt, info }, key, AES_256, false, [usage]);

interface SlotName {
  readonly vaultId: Bytes;
  readonly id: Bytes;
  readonly type: KnownSlot['type'];
}

const slotInfo = ({ vaultId, id, type }: SlotName): Bytes =>
  concat(utf8('counterfoil-vault/v1/slot\0'), vaultId, id, utf8(type));

const NO_SALT = new Uint8Array(0);

export interface VaultKey {
  /** For the payload key; not extractable. */
  readonly key: DerivationKey;
  /** The 32 bytes as base64url: the one copy for `storage.session` (FORMAT.md §5). */
  readonly text: string;
}

/**
 * Opens a slot with the key that its credential gives. The vault key passes script memory only as the array that
 * becomes the text, and the array is zero-filled (FORMAT.md §2).
 * @throws UserError E_UNLOCK where the credential does not fit.
 */
export async function unwrapVaultKey(
  vaultId: Bytes,
  slot: KnownSlot,
  credentialKey: DerivationKey,
): Promise<VaultKey> {
  const { subtle } = crypto;
  const info = slotInfo({ ...slot, vaultId });
  const kek = await deriveAesKey(credentialKey, { salt: NO_SALT, info }, 'unwrapKey');
  const sealing = { name: 'AES-GCM', iv: slot.nonce, additionalData: info };
  try {
    const [key, copy] = await Promise.all([
      subtle.unwrapKey('raw', slot.wrapped, kek, sealing, 'HKDF', false, ['deriveKey']),
      subtle.unwrapKey('raw', slot.wrapped, kek, sealing, 'AES-GCM', true, ['encrypt']),
    ]);
    const bytes = new Uint8Array(await subtle.exportKey('raw', copy));
    const text = encodeBase64Url(bytes);
    bytes.fill(0);
    return { key, text };
  } catch (error) {
    if (isRefusal(error)) throw new UserError('E_UNLOCK');
    throw error;
  }
}

/** What WebCrypto throws where the tag of AES-GCM does not fit (Web Cryptography API, AES-GCM, Decrypt). */
export const isRefusal = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'OperationError';

/** A slot that is to be written. */
export interface SlotDraft extends SlotName {
  readonly nonce: Bytes;
  /** What the type needs (FORMAT.md §1), as the JSON of the header has it. */
  readonly members: {
    readonly kdf: Readonly<Record<string, string | number>>;
    readonly credentialId?: string;
    readonly prfSalt?: string;
    readonly rpId?: null;
  };
}

/** Wraps the vault key under the credential's key and gives the slot as the JSON text of the header. */
export async function writeSlot(
  { members, nonce, ...name }: SlotDraft,
  credentialKey: DerivationKey,
  vaultKey: Bytes,
): Promise<string> {
  const info = slotInfo(name);
  const kek = await deriveAesKey(credentialKey, { salt: NO_SALT, info }, 'encrypt');
  const sealing = { name: 'AES-GCM', iv: nonce, additionalData: info };
  const wrapped = await crypto.subtle.encrypt(sealing, kek, vaultKey);
  return JSON.stringify({
    id: encodeBase64Url(name.id),
    type: name.type,
    ...members,
    nonce: encodeBase64Url(nonce),
    wrapped: encodeBase64Url(new Uint8Array(wrapped)),
  });
}
