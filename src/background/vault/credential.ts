import { CheckError } from '../../core/check';
import { UserError } from '../../core/errors';
import { parseRecoveryKey } from '../../core/recovery-key';
import type * as vaultFile from '../../core/vault-file';
import { base64Url } from '../../core/vault-file/bytes';
import type { Credential } from '../../messages';

const PRF_SECRET_BYTES = 32;

/** The caller overwrites them (`wiping`). @throws UserError E_UNLOCK for anything but 32 bytes */
export function readPrfSecret(secret: string): Uint8Array {
  try {
    return base64Url(PRF_SECRET_BYTES)(secret);
  } catch (error) {
    if (error instanceof CheckError) throw new UserError('E_UNLOCK');
    throw error;
  }
}

/** Carries out what needs these bytes, and overwrites them, whatever comes of it. */
export async function wiping<T>(secrets: readonly Uint8Array[], task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } finally {
    for (const secret of secrets) secret.fill(0);
  }
}

function readCredential(credential: Credential): vaultFile.Credential {
  if (credential.type === 'passphrase') return credential;
  if (credential.type === 'recovery') return { type: 'recovery', secret: parseRecoveryKey(credential.key) };
  const { slotId, secret } = credential;
  return { type: 'webauthn-prf', slotId, secret: readPrfSecret(secret) };
}

/**
 * What a page sent becomes what opens a vault, for the length of one task; the bytes of a security key or a recovery key
 * are overwritten after it. A text cannot be.
 * @throws UserError E_UNLOCK, bad-recovery-key, and what the task throws
 */
export async function withCredential<T>(
  credential: Credential,
  task: (own: vaultFile.Credential) => Promise<T>,
): Promise<T> {
  const own = readCredential(credential);
  return wiping(own.type === 'passphrase' ? [] : [own.secret], () => task(own));
}
