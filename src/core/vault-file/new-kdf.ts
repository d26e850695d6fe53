import { UserError } from '../errors';
import type { Bytes } from './bytes';
import { derivePassphraseBytes, type PassphraseKdf } from './kdf';
import { ARGON2ID, PBKDF2 } from './limits';
import { type DerivationKey, takeKeyMaterial } from './slots';

/** How the passphrase of a new slot is derived. `pbkdf2` where Argon2id could not run: the person is told. */
export type KdfChoice = 'argon2id' | 'pbkdf2';

interface NewKey {
  readonly kdf: PassphraseKdf;
  readonly key: DerivationKey;
}

async function derive(passphrase: string, kdf: PassphraseKdf): Promise<NewKey> {
  return { kdf, key: await takeKeyMaterial(await derivePassphraseBytes(passphrase, kdf)) };
}

/** Argon2id where it runs; else PBKDF2 at its full cost, and never less of either (FORMAT.md §3). */
export async function deriveNew(passphrase: string, choice: KdfChoice, salt: Bytes): Promise<NewKey> {
  const fallback = { id: 'pbkdf2-sha256', ...PBKDF2.create, salt } as const;
  if (choice === 'pbkdf2') return derive(passphrase, fallback);
  try {
    return await derive(passphrase, { id: 'argon2id-v19', ...ARGON2ID.create, salt });
  } catch (error) {
    if (!(error instanceof UserError && error.code === 'E_KDF_UNAVAILABLE')) throw error;
    return derive(passphrase, fallback);
  }
}
