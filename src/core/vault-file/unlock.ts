import { UserError } from '../errors';
import { type Bytes, encodeBase64Url } from './bytes';
import type { Header, KnownSlot, Slot } from './header';
import { derivePassphraseBytes, type PassphraseKdf } from './kdf';
import { SIZES } from './limits';
import { type DerivationKey, takeKeyMaterial, unwrapVaultKey, type VaultKey } from './slots';

/**
 * What a person unlocks with. The secrets are the first PRF result of WebAuthn (32 bytes; `slotId`, base64url,
 * where the ceremony was made for one slot) and the recovery key (16 bytes); the caller zero-fills them.
 */
export type Credential =
  | { readonly type: 'passphrase'; readonly passphrase: string }
  | { readonly type: 'webauthn-prf'; readonly slotId?: string; readonly secret: Uint8Array }
  | { readonly type: 'recovery'; readonly secret: Uint8Array };

/** One credential, which runs the slow derivation once for each distinct cost and salt. */
export interface Unlocker {
  readonly fits: (slot: Slot) => slot is KnownSlot;
  readonly keyFor: (slot: KnownSlot) => Promise<DerivationKey>;
}

/** The one length of each secret that is no passphrase. */
export const SECRET_BYTES = { 'webauthn-prf': SIZES.prfSecret, recovery: SIZES.recoveryKey } as const;

/** Prepares a credential for one or more files; keep it no longer than the attempt. */
export function createUnlocker(credential: Credential): Unlocker {
  const keys = new Map<string, Promise<DerivationKey>>();
  const once = (name: string, derive: () => Promise<Bytes>): Promise<DerivationKey> => {
    const key = keys.get(name) ?? derive().then(takeKeyMaterial);
    keys.set(name, key);
    return key;
  };
  return {
    fits: (slot): slot is KnownSlot =>
      slot.type === credential.type &&
      (credential.type !== 'webauthn-prf' ||
        credential.slotId === undefined ||
        credential.slotId === encodeBase64Url(slot.id)),
    keyFor: async (slot) => {
      if (credential.type === 'passphrase' && slot.type === 'passphrase') {
        // Nothing is sealed with an empty passphrase, and the WASM Argon2 refuses one with an error of its own.
        if (credential.passphrase === '') throw new UserError('E_UNLOCK');
        return once(nameOf(slot.kdf), () => derivePassphraseBytes(credential.passphrase, slot.kdf));
      }
      if (credential.type === 'passphrase' || credential.secret.length !== SECRET_BYTES[credential.type])
        throw new UserError('E_UNLOCK');
      return once('secret', async () => new Uint8Array(credential.secret));
    },
  };
}

const nameOf = (kdf: PassphraseKdf): string => JSON.stringify({ ...kdf, salt: encodeBase64Url(kdf.salt) });

/**
 * The vault key from the first slot that the credential opens.
 * @throws UserError E_UNLOCK where it opens none, E_KDF_UNAVAILABLE where one of them could not be tried here.
 */
export async function unlock(
  header: Header,
  unlocker: Unlocker,
): Promise<{ readonly slot: KnownSlot; readonly vaultKey: VaultKey }> {
  let refusal = new UserError('E_UNLOCK');
  for (const slot of header.slots) {
    if (!unlocker.fits(slot)) continue;
    try {
      return { slot, vaultKey: await unwrapVaultKey(header.vaultId, slot, await unlocker.keyFor(slot)) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (error.code === 'E_KDF_UNAVAILABLE') refusal = error;
    }
  }
  throw refusal;
}
