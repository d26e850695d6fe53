import { CheckError } from '../../core/check';
import { UserError } from '../../core/errors';
import { parseRecoveryKey } from '../../core/recovery-key';
import type * as vaultFile from '../../core/vault-file';
import { base64Url } from '../../core/vault-file/bytes';
import type { Credential } from '../../messages';

const PRF_SECRET_BYTES = 32;

/** @throws UserError E_UNLOCK for anything but 32 bytes */
export function readPrfSecret(secret: string): Uint8Array {
  try {
    return base64Url(PRF_SECRET_BYTES)(secret);
  } catch (error) {
    if (error instanceof CheckError) throw new UserError('E_UNLOCK');
    throw error;
  }
}

/** What a page sent becomes what opens a vault. @throws UserError E_UNLOCK, bad-recovery-key */
export function readCredential(credential: Credential): vaultFile.Credential {
  if (credential.type === 'passphrase') return credential;
  if (credential.type === 'recovery') return { type: 'recovery', secret: parseRecoveryKey(credential.key) };
  const { slotId, secret } = credential;
  return { type: 'webauthn-prf', slotId, secret: readPrfSecret(secret) };
}
