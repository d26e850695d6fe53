import { ask } from './ask';
import { readSecurityKey } from './security-key';

/** @throws UserError security-key-cancelled, security-key-no-prf, and those of `unlock` */
export async function unlockByKey(): Promise<void> {
  const key = await readSecurityKey(await ask('securityKeys', {}));
  await ask('unlock', { credential: { type: 'webauthn-prf', ...key } });
}
